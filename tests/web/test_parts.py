"""Every kind of part, in every language: whole, escaped, and with buttons that are understood."""

from __future__ import annotations

from functools import cache

import pytest

from codev.phrases import LANGUAGES, say
from codev.protocol import Part
from codev.protocol.views.parts import KINDS, BarPart
from codev.web import forms, parts
from tests.web.reading import Reader, Tag
from tests.web.samples import samples

WORDS = "Comment dire non à mon élue ?"
HOSTILE = """</textarea></p><script>alert(1)</script><b onclick="x" style='y'>'"&amp;{{ 7 * 7 }}"""
EVERY = samples(WORDS)


def name(part: Part) -> str:
    return part.id


@cache
def read(part: Part, language: str = "fr") -> Reader:
    return Reader(parts.unwired(parts.make(part, language)))


def buttons(part: Part) -> list[Tag]:
    return [tag for tag in read(part).all("button") if tag.attrs.get("name") == "do"]


def test_every_kind_of_part_has_a_sample() -> None:
    ours = {kind for kind, part in KINDS.items() if part.__module__.startswith("codev.protocol.")}
    assert {part.kind for part in EVERY} == ours


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_said_in_every_language(language: str) -> None:
    for part in EVERY:
        page = Reader(parts.unwired(parts.make(part, language)))
        assert (page.open, "{" in page.tags[0].text) == ([], False), f"{part.kind} in {language}"


def test_a_part_is_one_element_with_its_id_and_its_slot() -> None:
    for part in EVERY:
        page = read(part)
        root = page.tags[0]
        assert len(root.inside) == len(page.tags) - 1
        assert (root.attrs["id"], root.attrs["data-into"]) == (part.id, part.slot)


def test_what_people_write_is_never_taken_for_html() -> None:
    for part, hostile in zip(EVERY, samples(HOSTILE), strict=True):
        assert [tag.name for tag in read(part).tags] == [tag.name for tag in read(hostile).tags]
        assert "<script" not in parts.unwired(parts.make(hostile, "en"))


def test_nothing_stands_inline() -> None:
    for part in EVERY:
        for tag in read(part).tags:
            assert tag.name not in ("script", "style", "form", "a")
            assert not [key for key in tag.attrs if key == "style" or key.startswith("on")]


def test_no_id_stands_twice_and_every_drawer_has_one() -> None:
    for part in EVERY:
        ids = [tag.attrs["id"] for tag in read(part).tags if "id" in tag.attrs]
        assert len(ids) == len(set(ids))
        assert all("id" in tag.attrs for tag in read(part).all("details"))


def test_every_field_says_what_it_is() -> None:
    for part in EVERY:
        page = read(part)
        named = {tag.attrs.get("for") for tag in page.all("label")} | {id(inner) for tag in page.all("label") for inner in tag.inside}
        for tag in page.all("input", "textarea", "select"):
            assert tag.attrs.get("id") in named or id(tag) in named, f"{part.kind}: {tag.attrs}"
            assert tag.attrs["form"] == "act"


def test_a_text_says_who_will_read_it() -> None:
    for part in EVERY:
        page = read(part)
        told = {tag.attrs["for"] for tag in page.all("label") if any(i.attrs.get("class") == "who-reads" for i in tag.inside)}
        assert {tag.attrs["id"] for tag in page.all("textarea")} <= told, part.kind


def test_every_button_has_words_and_belongs_to_the_one_form() -> None:
    for part in EVERY:
        for tag in read(part).all("button"):
            assert (tag.attrs["form"], tag.attrs["name"]) == ("act", "do")
            assert tag.text.strip()


def test_every_button_is_understood_with_the_fields_of_its_part() -> None:
    for part in EVERY:
        sent = read(part).fields()
        for tag in buttons(part):
            asked = tag.attrs["value"]
            outcome = forms.parse([("do", asked), ("key", "a-key-of-its-own"), ("step", "clarification"), *sent])
            assert isinstance(outcome, forms.Sent), f"{part.kind}: {asked} with {sent}"


def test_every_field_belongs_to_a_button_beside_it() -> None:
    for part in EVERY:
        prefixes = {forms.prefix(tag.attrs["value"]) for tag in buttons(part)}
        assert {named.rpartition(".")[0].split(".")[0] for named, _ in read(part).fields()} <= prefixes, part.kind


def test_no_part_has_two_buttons_in_ink() -> None:
    for part in EVERY:
        assert sum("main" in tag.attrs.get("class", "").split() for tag in read(part).all("button")) <= 1, part


def test_marks_of_who_has_spoken_stand_only_where_they_are_given() -> None:
    seats = next(part for part in EVERY if part.kind == "seats")
    assert [tag.attrs["class"].split()[-1] for tag in read(seats).all("li")][:4] == ["remote", "spoken", "passed", "not-yet"]


ENDS = (
    "stop_session",
    "close_session",
    "hand_over",
    "take_over",
    "take_another_subject",
    "withdraw_subject",
    "share_reaction",
    "drop_note",
    "remove_action",
)


def test_what_can_not_be_taken_back_is_a_second_tap() -> None:
    for part in EVERY:
        folded = {id(inner) for tag in read(part).all("details") for inner in tag.inside}
        bare = [tag.attrs["value"] for tag in buttons(part) if tag.attrs["value"].split("?")[0] in ENDS and id(tag) not in folded]
        assert bare == [], part.kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_will_be_shown_is_never_said_to_be_hers_for_good_S18_C1(language: str) -> None:
    """What she drafts in the silence is read by all at the plan; what she makes of a line of her bag then, at once."""
    texts = [read(part, language).tags[0].text for part in EVERY if part.kind == "plan" and getattr(part, "draft", False)]
    assert texts
    assert [text for text in texts if say("mine.notes_hint", language) in text or say("planning.draft_reads", language) not in text] == []
    shown = [read(part, language).tags[0].text for part in EVERY if part.kind == "bag" and getattr(part, "shown", False)]
    assert [(say("mine.everyone_reads", language) in text, say("planning.draft_reads", language) in text) for text in shown] == [
        (True, False)
    ]


def test_to_close_with_only_the_plan_to_come_no_last_word_and_no_reason_is_asked_for_S20() -> None:
    bar = next(part for part in EVERY if isinstance(part, BarPart) and part.only_plan)
    assert [tag.attrs["value"] for tag in buttons(bar) if tag.attrs["value"].startswith("close_session")] == [
        "close_session?plan_later=yes"
    ]
