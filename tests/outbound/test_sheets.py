"""Sheets to print: a page each, tagged, with what a session round a table needs (B11)."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from unittest import mock

import pytest

from codev import formats
from codev.outbound import sheets
from codev.outbound.sheets import Occasion, press
from codev.phrases import say
from codev.protocol import parse_format
from tests.outbound.paper import Paper, read

LANGUAGES = ("fr", "fr-tu", "en")
PAPERS = {"a4": (595, 842), "letter": (612, 792)}
BY_FORMAT = ("steps", "client", "consultant", "facilitator")
NAMES = ("Anne-Charlotte de Montmorency-Villeneuve", "Inès", "Karim", "Solène", "Ngọc", "Łukasz", "Brigitte", "Awa", "Paul")
HOSTILE = ('#import "@preview/x:1.0.0"', "$ #panic() $", 'Zoé \\ "O’Neil"', "<script>*_`@=", "{name}")
MEETING = Occasion("Les passeurs du mardi", "mardi 3 mars 2026", "18 h 30", NAMES, "Odile")


def printed(sheet: str, format: str = "classic", language: str = "fr", paper: str = "a4", occasion: Occasion = MEETING) -> Paper:
    return read(sheets.sheet(sheet, formats.parsed(format), language, paper, occasion))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", formats.names())
@pytest.mark.parametrize("sheet", BY_FORMAT)
def test_each_sheet_of_each_format_is_one_tagged_page_B11(sheet: str, format: str, language: str, paper: str) -> None:
    found = printed(sheet, format, language, paper)
    assert (found.pages, found.size) == (1, PAPERS[paper])
    assert (found.tagged, found.accessible, found.language) == (True, True, language[:2])
    assert found.title == say(f"sheets.{sheet}.name", language)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", set(sheets.SHEETS) - set(BY_FORMAT))
def test_what_no_format_changes_is_one_tagged_page_as_well(sheet: str, language: str, paper: str) -> None:
    found = printed(sheet, "classic", language, paper)
    assert (found.pages, found.size, found.tagged, found.accessible) == (1, PAPERS[paper], True, True)
    assert found.language == language[:2]


@pytest.mark.parametrize("format", formats.names())
def test_the_steps_say_their_minutes_and_what_is_kept_for_later_B11(format: str) -> None:
    text = printed("steps", format).text
    steps = formats.parsed(format).steps
    assert [step.title.fr for step in steps if step.title.fr not in text] == []
    assert [step.minutes for step in steps if step.minutes and f"{step.minutes} min" not in text] == []
    assert "Cette question, je la garde pour" in text


def test_a_silence_is_told_on_the_sheet_of_steps_S2() -> None:
    assert "Personne, c’est un silence" in printed("steps").text


def test_the_client_has_her_background_questions_her_contract_her_bag_and_her_plan_S10_S16_S19() -> None:
    text = printed("client").text
    assert all(word in text for word in ("Qui ?", "Combien ?", "Ma demande", "Mon sac", "Trois actions au moins", "Quand"))


def test_the_client_asks_for_help_in_the_words_of_her_format() -> None:
    assert "j’aimerais que vous m’aidiez à" in printed("client", "explore-first").text
    assert "Ma question, à présent" in printed("client", "classic").text


def test_a_consultant_has_questions_a_reformulation_what_was_lived_and_own_practice_S32() -> None:
    text = printed("consultant", language="fr-tu").text
    assert all(word in text for word in ("Mes questions", "À t’entendre", "Ce que j’ai vécu", "ma propre pratique"))


@pytest.mark.parametrize("format", formats.names())
def test_the_guide_has_of_each_step_a_line_to_say_a_thing_to_watch_for_and_its_gate_P8_P9(format: str) -> None:
    text = printed("facilitator", format, "en").text
    for step in formats.parsed(format).steps:
        course = sheets.Course(formats.parsed(format), "en")
        told = (course.opening(step)[0], course.watch(step)[0]["see"], course.watch(step)[0]["do"], *course.gates(step))
        assert [words for words in told if " ".join(words.split()) not in text] == []


def test_the_charter_is_the_groups_own_where_it_has_one_B7() -> None:
    own = replace(MEETING, articles=(("Le café", "Nous le partageons."),))
    assert "Nous le partageons." in printed("charter", occasion=own).text
    assert "Personne n’enregistre." in printed("charter").text


def test_everyone_has_a_line_to_sign_the_facilitator_too() -> None:
    text = printed("charter").text
    assert [name for name in (*NAMES, "Odile") if name not in text] == []


def test_nine_ballots_with_three_sticks_two_and_one_and_nobodys_name_S7() -> None:
    text = printed("ballots").text
    assert (text.count("Mes bâtons"), text.count(" sujet "), text.count("Le décompte")) == (9, 27, 1)
    assert "Inès" not in text


def test_attendance_says_who_came_and_never_who_was_client_C4() -> None:
    text = printed("attendance").text
    told = (*NAMES, "Odile", "Les passeurs du mardi", "mardi 3 mars 2026")
    assert [words for words in told if words not in text.replace("- ", "-")] == []
    assert "client" not in text.lower()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_printed_as_text_whatever_it_looks_like(name: str) -> None:
    found = printed("attendance", occasion=replace(MEETING, members=(name,), group=name))
    assert (found.text.count(" ".join(name.split())), found.pages) == (2, 1)


@pytest.mark.parametrize("name", ["שרה", "سارة", "Zoé 😀", "李小龍", "\u202eelosloS", "𓀀"])
def test_a_name_in_any_script_leaves_the_sheet_whole_and_tagged(name: str) -> None:
    found = printed("attendance", occasion=replace(MEETING, members=(name, "Karim")))
    assert (found.pages, found.tagged) == (1, True)
    assert "Karim" in found.text


def test_a_word_that_is_longer_than_its_column_breaks_rather_than_leave_the_paper() -> None:
    long = "Anticonstitutionnellement" * 6
    assert long in printed("attendance", occasion=replace(MEETING, members=(long,))).text.replace(" ", "")


def test_quebec_has_its_own_word_on_the_guide_P11() -> None:
    assert printed("facilitator", language="fr-CA").title == "Guide d’animation"


def test_the_same_sheet_is_the_same_bytes_and_holds_no_date() -> None:
    once, again = (sheets.sheet("ballots", formats.parsed("classic"), "fr") for _ in range(2))
    assert once == again
    assert b"CreationDate" not in once


def test_no_source_asks_for_anything_from_elsewhere() -> None:
    sources = [path.read_text(encoding="utf-8") for path in press.FOLDER.glob("*.typ")]
    assert len(sources) == len(sheets.SHEETS) + 3
    assert [text for text in sources if "@preview" in text or "http" in text or "read(" in text] == []


def test_what_is_said_reaches_the_source_as_data_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []
    monkeypatch.setattr(press.typst, "compile", lambda source, **options: asked.append({"source": source, **options}) or b"")
    sheets.sheet("charter", formats.parsed("classic"), "fr", "a4", replace(MEETING, members=("#panic()",)))
    assert asked[0]["source"] == str(press.FOLDER / "charter.typ")
    assert "#panic()" in json.loads(asked[0]["sys_inputs"]["data"])["people"]  # type: ignore[index]  # a dictionary


def test_two_who_print_at_once_wait_for_each_other() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: sheets.sheet("ballots", formats.parsed("classic"), "fr"), range(8)))
    assert len(set(made)) == 1


def test_typst_forgets_what_it_set() -> None:
    """It keeps layouts, and the words in them, for so many documents: others are set in between, empty ones."""
    nothing = mock.Mock()
    with mock.patch.object(press, "_nothing", return_value=nothing):
        sheets.sheet("ballots", formats.parsed("classic"), "fr")
    assert nothing.compile.call_count == press.REMEMBERED > 10


def test_a_format_with_too_many_words_takes_two_pages_rather_than_become_unreadable() -> None:
    data = dict(formats.load("classic"))
    long = [step | {"words": step["words"] | {"open": [{"fr": "Une phrase à dire. " * 30, "en": "x"}]}} for step in data["steps"]]
    guide = read(sheets.sheet("facilitator", parse_format(data | {"steps": long}), "fr"))
    assert (guide.pages > 1, guide.tagged) == (True, True)
