"""The stream of each page: at once, hers alone, never behind, never lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection

from asgiref.sync import sync_to_async

from codev.groups.founding import part
from codev.people import browsers
from codev.protocol.activities.timing import PauseClock
from codev.rooms import Look
from codev.web import live, parts
from tests.doors.world import World
from tests.web.asking import Browser, Page

Who = Callable[[str], Browser]


async def truth(here: World, who: str) -> dict[str, str]:
    """What a fresh page of hers shows."""
    look = await here.rooms.look(here.room, here.members[who])
    assert isinstance(look, Look)
    return {part.id: parts.render(part, "fr") for part in look.view}


async def test_an_act_reaches_every_page(browser: Who) -> None:
    async with Page(browser("client")) as client, Page(browser("consultant")) as consultant:
        await consultant.until("parts")
        assert (await browser("facilitator").act("pause_clock")).status == 204
        news = [(await page.until("parts", 2))[1]["parts"] for page in (client, consultant)]
    assert [list(told) for told in news] == [["clock"], ["clock"]]


async def test_what_was_already_sent_is_not_sent_again(browser: Who) -> None:
    async with Page(browser("consultant")) as page:
        whole = (await page.until("parts"))[0]
        await browser("consultant").act("write_note", text="à moi")
        second = (await page.until("parts", 2))[1]
    assert (whole["whole"], second["whole"], list(second["parts"])) == (True, False, ["notes"])


async def test_a_note_moves_her_own_pages_alone(browser: Who) -> None:
    """C1."""
    async with Page(browser("consultant")) as hers, Page(browser("facilitator")) as other:
        await other.until("parts")
        await browser("consultant").act("write_note", text="Mon chef me fait peur")
        await hers.until("parts", 2)
        await other.settle()
    assert ("fait peur" in hers.parts["notes"], [name for name, _ in other.events].count("parts")) == (True, 1)


async def test_a_change_between_coming_and_looking_is_not_lost(here: World, browser: Who) -> None:
    """She listens first, then looks: whatever comes in between is told."""
    looks, changed = here.rooms.looks, []

    async def slow(session: str, viewers: Collection[tuple[str, bool]]) -> object:
        found = await looks(session, viewers)
        if not changed:
            changed.append(True)
            await here.order("facilitator", PauseClock())
        return found

    here.rooms.looks = slow  # type: ignore[method-assign, assignment]
    async with Page(browser("client")) as page:
        await page.until("parts", 2)
    assert page.parts == await truth(here, "client")


async def test_a_page_that_comes_back_at_once_never_loses_its_new_stream(here: World, browser: Who) -> None:
    """The old stream ends after the new one has come, as it does when a phone changes networks."""
    old = await Page(browser("client")).__aenter__()
    async with Page(browser("client")) as new:
        await new.until("parts")
        await old.__aexit__()
        await here.order("facilitator", PauseClock())
        await new.until("parts", 2)
    assert new.parts == await truth(here, "client")


async def test_dropping_and_coming_back_many_times_leaves_nothing_behind(here: World, browser: Who) -> None:
    for _ in range(50):
        async with Page(browser("client")):
            pass
    room = here.front.live
    assert (room._streams, room._rooms, here.rooms.presence.connected(here.room)) == ({}, {}, frozenset())


async def test_two_tabs_of_one_person_show_the_same(here: World, browser: Who) -> None:
    async with Page(browser("client")) as one, Page(browser("client")) as two:
        await asyncio.gather(one.until("parts"), two.until("parts"))
        await here.order("facilitator", PauseClock())
        await asyncio.gather(one.until("parts", 2), two.until("parts", 2))
    assert one.parts == two.parts == await truth(here, "client")


async def test_a_page_that_has_seen_it_all_is_sent_nothing_but_what_comes(here: World, browser: Who) -> None:
    async with Page(browser("client")) as page:
        await page.until("parts")
    async with Page(browser("client"), seen=page.seen) as again:
        await again.settle()
        assert [name for name, _ in again.events] == ["hello"]
        await here.order("facilitator", PauseClock())
        news = (await again.until("parts"))[0]
    assert (news["whole"], "clock" in news["parts"], "request" in news["parts"]) == (False, True, False)


async def test_a_part_that_is_new_says_where_it_stands(browser: Who) -> None:
    async with Page(browser("client")) as page:
        whole = (await page.until("parts"))[0]
    assert (whole["after"]["clock"], set(whole["after"]) == set(whole["parts"])) == ("", True)


async def test_she_who_leaves_hears_nothing_more_at_once(here: World, browser: Who) -> None:
    async with Page(browser("client")) as page:
        await page.until("parts")
        await sync_to_async(browsers.forget)(here.cookies["client"])
        await page.until("end")
    assert page.over


async def test_a_former_member_hears_nothing_more(here: World, browser: Who) -> None:
    """C3: the door is asked at every message."""
    async with Page(browser("consultant")) as page:
        await page.until("parts")
        await sync_to_async(part)(here.members["consultant"])
        await here.order("facilitator", PauseClock())
        await page.until("end")
    assert [name for name, _ in page.events].count("parts") == 1


async def test_an_erased_session_ends_its_streams(here: World, browser: Who) -> None:
    """C3."""
    async with Page(browser("client")) as page:
        await page.until("parts")
        await here.rooms.erase(here.room)
        await page.until("end")
    assert page.over


async def test_the_server_is_heard_every_twenty_seconds(here: World, browser: Who) -> None:
    async with Page(browser("client")) as page:
        await page.until("parts")
        for _ in range(live.BEAT):
            here.front.live._tick()
        assert len(await page.until("beat")) == 1


async def test_a_stop_ends_all_streams_in_a_spread(here: World, browser: Who) -> None:
    async with Page(browser("client")) as one, Page(browser("consultant")) as two:
        await asyncio.gather(one.until("parts"), two.until("parts"))
        await here.front.live.close(within=0.01)
        assert (one.over, two.over) == (True, True)


async def test_the_answer_for_a_cut_stream_is_the_same_truth(here: World, browser: Who) -> None:
    async with Page(browser("client")) as page:
        await page.until("parts")
    answer = await browser("client").get("/parts")
    assert answer.headers["cache-control"] == "no-store"
    assert page.parts == await truth(here, "client") == answer.json["view"]["parts"]


async def test_nothing_between_holds_the_stream_back(browser: Who) -> None:
    async with Page(browser("client")) as page:
        pass
    assert page.headers["x-accel-buffering"] == "no"
    assert page.headers["content-type"] == "text/event-stream"
    assert page.first >= 2048
