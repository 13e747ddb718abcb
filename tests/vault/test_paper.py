"""The secrets on paper: typed in again by a tired person, checked line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codev.vault import paper

SECRETS = {"operator": bytes(range(32)), "links": b"l" * 32, "django": bytes(range(200, 232))}


def typed(lines: list[str]) -> dict[str, bytes]:
    return {line[:2]: paper.read(line[:2], line) for line in lines}


def test_what_was_printed_is_read_again() -> None:
    assert paper.joined(typed(paper.lines(SECRETS))) == SECRETS


@given(st.binary(min_size=96, max_size=96))
def test_so_is_every_secret(raw: bytes) -> None:
    secrets = {"operator": raw[:32], "links": raw[32:64], "django": raw[64:]}
    assert paper.joined(typed(paper.lines(secrets))) == secrets


def test_small_letters_hyphens_and_an_o_for_a_zero_are_understood() -> None:
    line = paper.lines(SECRETS)[0][4:]
    assert paper.read("K1", line.lower().replace(" ", "-").replace("0", "o").replace("1", "l")) == SECRETS["operator"][:8]


@given(st.integers(0, 18), st.sampled_from(paper.ALPHABET))
def test_one_wrong_letter_is_found_on_its_line(at: int, letter: str) -> None:
    line = paper.lines(SECRETS)[0][4:]
    wrong = line[:at] + letter + line[at + 1 :]
    if wrong != line and line[at] != " ":
        with pytest.raises(paper.Mistyped, match="K1"):
            paper.read("K1", wrong)


def test_a_line_typed_in_the_place_of_another_is_found() -> None:
    with pytest.raises(paper.Mistyped):
        paper.read("K2", paper.lines(SECRETS)[0][4:])


def test_the_first_four_lines_are_enough_for_the_words() -> None:
    assert paper.joined(typed(paper.lines(SECRETS)[:4])) == {"operator": SECRETS["operator"]}


@pytest.mark.parametrize("line", ["", "K1", "K1  ABCD", "é" * 16, "Z" * 16, "0" * 5000])
def test_anything_else_is_no_line(line: str) -> None:
    with pytest.raises(paper.Mistyped):
        paper.read("K1", line)
