"""My journal: across the cycle, by session and by kind, searched and taken along by herself alone (C1, C3, C5)."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import reduce
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from asgiref.sync import sync_to_async

from codev.groups.models import PlannedSession
from codev.phrases import day, say
from codev.protocol import Notebook, Order, OwnFact, Refusal, decide_own, evolve_own
from codev.protocol.notebook import BagFilled, CopiesKept, LearningNoted, NoteWritten
from codev.protocol.ripening import SubjectPrepared, SubjectTreated
from codev.web.mine import journal, leaves, taking
from tests.doors.world import World
from tests.web.asking import Browser
from tests.web.test_pages import form

Who = Callable[[str], Browser]
NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
SECRET = "Je n’ose pas le dire à Léa"


def at(here: World, who: str = "client", below: str = "") -> str:
    return f"/m/{here.members[who]}/journal{below}"


async def write(here: World, browser: Browser, text: str, key: str = "page-1") -> int:
    return (await form(browser, at(here), do="note", key=key, text=text)).status


async def page(here: World, browser: Browser, below: str = "") -> str:
    return (await browser.ask("GET", at(here, browser.who, below))).text


async def test_a_note_between_sessions_is_hers_alone_C1(here: World, browser: Who) -> None:
    assert await write(here, browser("client"), SECRET) == 303
    assert SECRET in await page(here, browser("client"))
    for who in ("facilitator", "consultant"):
        assert SECRET not in await page(here, browser(who))
        assert (await browser(who).ask("GET", at(here))).status == 404


async def test_what_was_noted_in_a_session_stands_under_its_day(here: World, browser: Who) -> None:
    await browser("client").act("write_note", text="In the room")
    session = await PlannedSession.objects.aget(pk=here.session)
    shown = await page(here, browser("client"))
    assert shown.index(day(session.start.astimezone(ZoneInfo(session.zone)), "fr")) < shown.index("In the room")


async def test_she_finds_a_word_whatever_its_accents_and_it_stands_in_no_address(here: World, browser: Who) -> None:
    await write(here, browser("client"), SECRET)
    await write(here, browser("client"), "Autre chose", key="page-2")
    found = await form(browser("client"), at(here), do="search", asked="lea ose")
    assert (SECRET in found.text, "Autre chose" in found.text, found.status) == (True, False, 200)
    assert say("journal.none_found", "fr") in (await form(browser("client"), at(here), do="search", asked="introuvable")).text


async def test_a_note_is_erased_by_herself(here: World, browser: Who) -> None:
    await write(here, browser("client"), SECRET)
    note = re.findall(r'name="line" value="(note n\d+)"', await page(here, browser("client")))
    await form(browser("client"), at(here), do="drop", line=note[0])
    assert SECRET not in await page(here, browser("client"))


@pytest.mark.parametrize("line", ["", "note", "note n99", "subject p9", "copy b.1 request.0", "copy", "a b c d", "x" * 4000])
async def test_what_is_none_of_hers_is_taken_away_without_a_word(here: World, browser: Who, line: str) -> None:
    await write(here, browser("client"), SECRET)
    assert (await form(browser("client"), at(here), do="drop", line=line)).status == 303
    assert SECRET in await page(here, browser("client"))


async def test_nobody_takes_away_a_line_of_another_C1(here: World, browser: Who) -> None:
    await write(here, browser("client"), SECRET)
    await form(browser("consultant"), at(here, "consultant"), do="drop", line="note n1")
    assert (await form(browser("consultant"), at(here), do="drop", line="note n1")).status == 404
    assert SECRET in await page(here, browser("client"))


FACTS = (
    SubjectPrepared("p1", "problem", "How?", "It began", "", ""),
    SubjectPrepared("p2", "", "Later", "", "", ""),
    NoteWritten("n3", "b.1", "", "note", "Old"),
    BagFilled("b4", "b.1", "Ask Jo"),
    LearningNoted("l5", "b.1", "learned", "To wait"),
    CopiesKept("b.1", ("subject", "action"), ("How?", "Call")),
    SubjectTreated("p1", "b.1"),
)


def as_it_grew(facts: Iterable[OwnFact], book: Notebook | None = None) -> Notebook:
    return reduce(lambda book, fact: evolve_own(book, fact, NINE), facts, book or Notebook())


@pytest.mark.parametrize("text", ["How?", "It began", "Later", "Old", "Ask Jo", "To wait", "Call"])
def test_a_line_that_is_taken_out_is_in_no_list_and_in_no_file_any_more_C5(text: str) -> None:
    book = as_it_grew(FACTS)
    (line,) = [line for line in leaves.lines_of(book) if line.text == text]
    done = decide_own(book, None, Order("client", journal.dropping(line.drop), NINE))
    assert not isinstance(done, Refusal)
    after = as_it_grew(done, book)
    facts: dict[str, Any] = {"sessions": (), "member": {"name": "Inès"}, "group": "G"}
    packed = zipfile.ZipFile(io.BytesIO(taking.pack(facts, after, "en", NINE)))
    files = [packed.read(name).decode() for name in packed.namelist()]
    assert {line.text for line in leaves.lines_of(book)} - {line.text for line in leaves.lines_of(after)} == {text}
    assert [text in written for written in (*files, json.dumps(leaves.as_json(after, {})))] == [False, False, False]
    assert "Ask Jo" in "".join(files) or text == "Ask Jo"


async def test_an_empty_note_is_told_so_and_too_long_a_one_stays_in_the_form(here: World, browser: Who) -> None:
    assert await write(here, browser("client"), " ") == 422
    answer = await form(browser("client"), at(here), do="note", text="y" * 4001)
    assert (answer.status, "y" * 4001 in answer.text) == (422, True)


async def test_the_whole_is_taken_along_in_three_forms_C5(here: World, browser: Who) -> None:
    await write(here, browser("client"), SECRET)
    text = await browser("client").ask("GET", at(here, below=".md"))
    data = await browser("client").ask("GET", at(here, below=".json"))
    printed = await browser("client").ask("GET", at(here, below=".pdf"))
    assert (f"- {SECRET}" in text.text, json.loads(data.body)["notes"][0]["text"], printed.body[:5]) == (True, SECRET, b"%PDF-")
    assert 'attachment; filename="journal.md"' in text.headers["content-disposition"]


@pytest.mark.parametrize("below", ["", ".md", ".json", ".pdf"])
async def test_where_notes_are_shut_nothing_of_hers_is_there_C1(here: World, browser: Who, shut: Callable[[str], None], below: str) -> None:
    await write(here, browser("client"), SECRET)
    await sync_to_async(shut)("client")
    answer = await browser("client").ask("GET", at(here, below=below))
    assert (SECRET.encode() in answer.body, answer.status) == (False, 404 if below.startswith(".") else 200)


async def test_a_form_that_is_none_is_not_there(here: World, browser: Who) -> None:
    assert (await browser("client").ask("GET", at(here, below=".exe"))).status == 404


def test_it_is_laid_by_session_the_newest_first_and_by_kind() -> None:
    book = CopiesKept("b.1", ("subject", "action"), ("How?", "Call")).onto(NoteWritten("n1", "a.1", "", "note", "Old").onto(Notebook()))
    meetings = {"a": datetime(2026, 1, 5, tzinfo=UTC), "b": datetime(2026, 2, 2, tzinfo=UTC)}
    lines = leaves.lines_of(book)
    assert [leaf.words for leaf in leaves.by_session(lines, meetings, "en")] == [
        "Monday 2\u00a0February 2026",
        "Monday 5\u00a0January 2026",
    ]
    assert [leaf.words for leaf in leaves.by_kind(lines, meetings, "en")] == ["My subjects", "My actions", "My notes"]


def test_a_subject_that_was_treated_stands_once_in_its_session_P12() -> None:
    prepared = SubjectPrepared("p1", "problem", "How?", "It began", "", "").onto(Notebook())
    book = SubjectTreated("p1", "b.1").onto(CopiesKept("b.1", ("subject",), ("How?",)).onto(prepared))
    assert sorted(line[:3] for line in leaves.lines_of(book)) == [("b", "subject", "How?"), ("b", "subject", "It began")]


def test_a_line_of_markdown_is_one_item_whatever_stands_in_it() -> None:
    lines = (leaves.Line("", "notes", "# One\n- two"),)
    assert leaves.markdown(leaves.by_session(lines, {}, "en"), "en").endswith("### My notes\n\n- # One\n  - two\n")


def test_what_is_kept_of_an_erased_session_stays_in_the_journal_C3() -> None:
    lines = (leaves.Line("gone", "action", "Call"),)
    assert [leaf.words for leaf in leaves.by_session(lines, {}, "en")] == ["Another session"]
