"""A journal as a PDF: what was written, as it was written, tagged, in its language."""

from typing import NamedTuple

import pytest

from codev.outbound import sheets
from tests.outbound.paper import read

HOSTILE = (
    '#import "x": *',
    "$a^2$ #panic()",
    "\\u{41} \\ // no",
    "`raw` @ref <label> = title",
    "*bold* _it_ ~ --- '\"",
    "<script>alert(1)</script>",
)


class Leaf(NamedTuple):
    key: str
    lines: tuple[str, ...]


def test_a_journal_has_its_title_its_headings_and_its_lines_C5() -> None:
    paper = read(sheets.journal([Leaf("bag", ("Oser demander\nde l’aide",)), Leaf("Autre chose", ("Et voilà",))], "fr"))
    assert (paper.title, paper.language, paper.pages, paper.tagged, paper.accessible) == ("Mon journal", "fr", 1, True, True)
    assert "Mon sac" in paper.text
    assert "Oser demander de l’aide" in paper.text
    assert "Autre chose" in paper.text


@pytest.mark.parametrize("words", HOSTILE)
def test_what_looks_like_a_program_is_printed_as_it_was_written(words: str) -> None:
    assert words in read(sheets.journal([Leaf("bag", (words,))], "en")).text


def test_a_script_from_right_to_left_is_printed_as_text() -> None:
    paper = read(sheets.journal([Leaf("bag", ("שלום",))], "fr"))
    assert paper.accessible
    assert "שלום" in paper.text or "םולש" in paper.text


def test_what_no_font_has_is_no_reason_to_print_nothing() -> None:
    paper = read(sheets.journal([Leaf("bag", ("𓀀 et le reste",))], "fr"))
    assert paper.tagged
    assert "et le reste" in paper.text


def test_a_long_journal_takes_the_pages_that_it_needs() -> None:
    paper = read(sheets.journal([Leaf("notes", ("Une longue note. " * 40,) * 30)], "fr-CA", paper="letter"))
    assert paper.pages > 3
    assert paper.size == (612, 792)
    assert paper.language == "fr-CA"
