"""Streams that come and go leave nothing behind; who drops and comes back at once keeps her new stream.

CODEV_CONNECTS=10000 bin/test tests/web/test_churn.py: the long run.
"""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

import pytest

from codev.protocol import Order
from codev.protocol.activities.timing import PauseClock, ResumeClock
from codev.rooms import Accepted
from codev.web import parts
from tests.doors.world import World
from tests.web.asking import Browser
from tests.web.served import Served, Tap, open_files

pytestmark = pytest.mark.slow

CONNECTS = int(os.environ.get("CODEV_CONNECTS", "400"))
AT_ONCE = 20
PEOPLE = ("facilitator", "client", "consultant")
FEW = 60
A_MINUTE = 8  # parts that a minute which passes meanwhile may change
ROUNDS = 25
Who = Callable[[str], Browser]


async def come_and_go(taps: list[Tap], chance: Random) -> None:
    """Some read all that there is, some the beginning, some nothing; some say goodbye."""

    async def one(tap: Tap) -> None:
        await tap.open()
        wanted = chance.choice((b"event: parts", b"event: hello", b""))
        await tap.hears(wanted)
        await tap.closes() if chance.random() < 0.5 else tap.aborts()

    await asyncio.gather(*map(one, taps))


async def quiet(here: World) -> None:
    """The server has noticed that everybody has gone."""
    async with asyncio.timeout(20):
        while here.front.live._streams:
            await asyncio.sleep(0.01)
    for _ in range(20):
        await asyncio.sleep(0)


def left(here: World) -> dict[str, int]:
    """What streams leave behind that should leave nothing."""
    live, presence = here.front.live, here.rooms.presence
    return {
        "streams": len(live._streams),
        "gatherings": len(live._rooms),
        "listeners": len(here.front._house.bell._listeners),
        "present": len(presence._streams),
        "tasks": len(asyncio.all_tasks()),
        "files": open_files(),
        "rooms awake": len(here.rooms._sessions) + len(here.rooms._notebooks),
    }


async def test_streams_that_come_and_go_leave_no_task_no_file_and_no_view_behind(here: World, browser: Who) -> None:
    chance = Random(7)
    async with Served(here.front) as port:
        before, objects, rendered = {}, 0, 0
        for connects in range(0, CONNECTS, AT_ONCE):
            await come_and_go([Tap(browser(chance.choice(PEOPLE)), port) for _ in range(AT_ONCE)], chance)
            if connects == CONNECTS // 4 // AT_ONCE * AT_ONCE:
                await quiet(here)
                before, objects, rendered = left(here), _objects(), len(parts.memory._new)
        await quiet(here)
        after, more = left(here), _objects() - objects
        again = len(parts.memory._new) - rendered
    assert (after, after["streams"], after["gatherings"], after["listeners"]) == (before, 0, 0, 0)
    assert (more < FEW, again < A_MINUTE) == (True, True), f"{more} objects, {again} parts more after {CONNECTS * 3 // 4} connects"


def _objects() -> int:
    gc.collect()
    return len(gc.get_objects())


async def test_who_drops_and_comes_back_at_once_never_loses_her_new_stream(here: World, browser: Who) -> None:
    chance = Random(7)
    async with Served(here.front) as port:
        taps = {who: await Tap(browser(who), port).open() for who in PEOPLE}
        for tap in taps.values():
            await tap.hears(b"event: parts")
        for number in range(ROUNDS):
            await asyncio.gather(*(comes_back(taps, who, chance) for who in PEOPLE))
            paused = await acts(here, number)
            for tap in taps.values():
                await tap.hears(paused)
        for tap in taps.values():
            tap.aborts()
        await quiet(here)


async def comes_back(taps: dict[str, Tap], who: str, chance: Random) -> None:
    """The old connection ends before, after or while the new one comes."""
    old = taps[who]
    if chance.random() < 0.5:
        old.aborts()
    taps[who] = await Tap(old.browser, old.port).open()
    old.aborts()
    if chance.random() < 0.5:
        await taps[who].hears(b"event: hello")


async def acts(here: World, number: int) -> bytes:
    """The clock stops, or goes on. What everyone then hears, on the stream that she has now."""
    pausing = number % 2 == 0
    order = Order(here.members["facilitator"], PauseClock() if pausing else ResumeClock(), datetime.now(UTC))
    assert isinstance(await here.rooms.act(here.room, order, f"act {number}"), Accepted)
    return b'data-state=\\"paused\\"' if pausing else b'data-state=\\"running\\"'
