"""What one act costs, in counts that no neighbour on the machine can change: questions to the database, rows, messages, bytes, calls."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable
from contextlib import AsyncExitStack

import pytest
from django.db.backends.utils import CursorWrapper

from codev.rooms import session_stream
from tests.doors.world import World
from tests.web.asking import Browser, Page
from tests.web.conftest import go_to

WHO = ("facilitator", "client", "consultant")
LONGEST_UPDATE = 1400
MOST_CALLS = 3600  # 3,258, those of the test itself among them
TEXT = "Et si l’équipe disait « non » ? " * 6
Who = Callable[[str], Browser]


async def ask(browser: Who, pages: list[Page], number: int) -> list[str]:
    """A question by the consultant. What each of the pages was sent for it."""
    before = [len(page.events) for page in pages]
    answer = await browser("consultant").act("ask_question", key=f"{number:016d}", step="clarification", text=f"{number:04d} {TEXT}")
    assert answer.status == 204, answer.text
    for page, had in zip(pages, before, strict=True):
        await page.until("parts", sum(name == "parts" for name, _ in page.events[:had]) + 1)
        await page.settle()
    return [str(page.events[had:]) for page, had in zip(pages, before, strict=True)]


async def test_an_act_asks_the_database_nothing_writes_one_row_and_tells_each_page_once(
    here: World, browser: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    await go_to(here, "clarification")
    asked: list[str] = []
    execute = CursorWrapper.execute

    def counted(cursor: CursorWrapper, sql: str, params: object = None) -> object:
        asked.append(sql)
        return execute(cursor, sql, params)

    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(Page(browser(who))) for who in WHO]
        await ask(browser, pages, 1)
        rows, events = len(here.log.read(session_stream(here.room))), [len(page.events) for page in pages]
        monkeypatch.setattr(CursorWrapper, "execute", counted)
        told = await ask(browser, pages, 2)
        more = [len(page.events) - had for page, had in zip(pages, events, strict=True)]
    assert (asked, len(here.log.read(session_stream(here.room))) - rows, more) == ([], 1, [1, 1, 1])
    assert max(map(len, told)) < LONGEST_UPDATE


async def test_an_act_late_in_a_session_costs_what_an_early_one_costs(here: World, browser: Who) -> None:
    """In bytes, and in calls of functions; and how many those are at most, for three pages."""
    await go_to(here, "clarification")
    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(Page(browser(who))) for who in WHO]
        for number in range(1, 8):
            await ask(browser, pages, number)
        early = await cost(browser, pages, 8)
        for number in range(9, 104):
            await ask(browser, pages, number)
        late = await cost(browser, pages, 104)  # as far into a page of the roll as the early one
    assert late[0] - early[0] < 60, (early, late)  # numbers with more digits
    assert late[1] < early[1] * 1.15, (early, late)
    assert early[1] < MOST_CALLS, (early, late)


async def cost(browser: Who, pages: list[Page], number: int) -> tuple[int, int]:
    """Bytes told, and calls made."""
    profile = cProfile.Profile()
    profile.enable()
    told = await ask(browser, pages, number)
    profile.disable()
    return sum(map(len, told)), pstats.Stats(profile).total_calls  # type: ignore[attr-defined]  # it has it
