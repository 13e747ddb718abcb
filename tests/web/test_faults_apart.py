"""What goes wrong for one page stays with it: the others are told, and she lacks nothing once she is back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from codev.groups.founding import part
from codev.protocol import Part
from codev.protocol.activities.timing import PauseClock
from codev.rooms import Look
from codev.web import news, parts
from tests.doors.world import World
from tests.web.asking import Browser, Page

Who = Callable[[str], Browser]


@contextmanager
def no_clock_is_made(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    make = parts.memory._make

    def failing(made: Part, language: str) -> bytes:
        if made.kind == "clock":
            raise KeyError("template")
        return make(made, language)

    with monkeypatch.context() as while_broken:
        while_broken.setattr(parts.memory, "_make", failing)
        yield


def streams(here: World) -> list[str]:
    return [stream.place.member for stream in here.front.live._streams]


async def test_a_message_that_cannot_be_made_keeps_the_others_from_nothing(
    here: World, browser: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Page(browser("consultant")) as bad, Page(browser("client")) as good:
        await bad.until("parts")
        await good.until("parts")
        (hers,) = [stream for stream in here.front.live._streams if stream.place.member == here.members["consultant"]]
        since = news.since

        def failing_for_her(sent: news.Sent, *rest: Any) -> bytes | None:
            if sent is hers.sent:
                raise KeyError("template")
            return since(sent, *rest)

        monkeypatch.setattr(news, "since", failing_for_her)
        await here.order("facilitator", PauseClock())
        await good.until("parts", 2)
        assert hers.ended  # her page comes back by itself, to the whole truth


async def test_what_could_not_be_made_is_not_taken_for_sent(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = news.Sent()
    first = await here.rooms.look(here.room, here.members["client"])
    await here.order("facilitator", PauseClock())
    then = await here.rooms.look(here.room, here.members["client"])
    assert isinstance(first, Look)
    assert isinstance(then, Look)
    news.since(sent, first, "fr")
    with no_clock_is_made(monkeypatch), pytest.raises(KeyError):
        news.since(sent, then, "fr")
    assert b'"clock":' in (news.since(sent, then, "fr") or b"")


async def test_a_stream_that_fails_as_it_begins_leaves_nothing_behind(here: World, browser: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Page(browser("client")) as first:
        await first.until("parts")
        parts.memory.forget()
        with no_clock_is_made(monkeypatch):
            async with Page(browser("client")) as page:
                await page.settle()
    await asyncio.sleep(0.01)
    assert (streams(here), here.front.live._rooms, here.rooms.presence.connected(here.room)) == ([], {}, frozenset())


async def test_the_beats_go_on_whatever_one_second_meets(here: World, browser: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Page(browser("client")) as page:
        await page.until("parts")
        live = here.front.live
        monkeypatch.setattr(parts.memory, "age", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            live._tick()
        assert live._timer is not None


async def test_whoever_asks_to_come_in_is_never_taken_for_one_who_has_left(here: World, browser: Who) -> None:
    async with Page(browser("facilitator")) as page:
        await page.until("parts")
        here.house.porch.open(here.room, on_wall=False)
        assert here.house.porch.knock(here.room, "v" * 32, "Somebody")
        here.rooms.ring(here.room)
        await page.until("parts", 2)
        await sync_to_async(part)(here.members["newcomer"])
        here.rooms.ring(here.room)
        await page.until("parts", 3)
        (knock,) = [html for name, html in page.parts.items() if name.startswith("knock")]
        assert (here.members["newcomer"] in knock, "Somebody" in knock) == (False, True)


async def test_what_is_erased_of_ones_own_stays_in_no_page_that_was_made(here: World, browser: Who) -> None:
    async with Page(browser("consultant")) as page:
        await page.until("parts")
        await browser("consultant").act("write_note", text="Mon chef me fait peur")
        await page.until("parts", 2)
        assert "fait peur" in str(page.parts)
        await here.rooms.erase_own(here.members["consultant"])
        await page.until("parts", 3)
    made = [*parts.memory._new.values(), *parts.memory._old.values()]
    table = here.rooms._sessions.glance(f"session:{here.room}")
    assert (any(b"fait peur" in html for html in made), "fait peur" in repr(table and table.memory._made)) == (False, False)
