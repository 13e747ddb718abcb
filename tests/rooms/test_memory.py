"""What is awake, what sleeps, and what a restart keeps."""

import asyncio
from datetime import timedelta

from codev.rooms import Accepted, run
from tests.rooms.cast import SESSION

STREAM = f"session:{SESSION}"


async def test_everything_is_as_before_after_a_restart(on_disk):
    await on_disk.ask("ines", "Who?")
    await on_disk.note("ines", "mine")
    before = await on_disk.rooms.look(SESSION, "ines")
    on_disk.restart()
    assert await on_disk.rooms.look(SESSION, "ines") == before


async def test_a_repeated_act_is_answered_as_before_after_a_restart(on_disk):
    first = await on_disk.ask("ines", "Who?", key="k")
    on_disk.restart()
    assert await on_disk.ask("ines", "Who?", key="k") == first
    assert len(on_disk.rows()) == 3


async def test_a_room_that_nobody_uses_sleeps_and_its_keys_leave_the_memory(place):
    """No key is in memory longer than its room is awake."""
    await place.rooms.look(SESSION, "ines")
    await place.note("ines", "mine")
    assert set(place.vault._awake) == {STREAM, "member:ines"}
    place.clock.go(minutes=11)
    place.rooms.rest()
    assert (place.vault._awake, len(place.rooms._sessions), len(place.rooms._notebooks)) == ({}, 0, 0)


async def test_a_room_wakes_where_it_was(place):
    await place.ask("ines", "Who?")
    place.clock.go(minutes=11)
    place.rooms.rest()
    assert await place.ask("paul", "Why?") == Accepted(4)
    assert await place.questions() == ["Who?", "Why?"]


async def test_a_room_where_a_page_is_open_stays_awake(place):
    for _ in range(30):
        place.clock.go(seconds=25)
        place.rooms.beat(SESSION, "ines")
        place.rooms.rest()
    assert STREAM in place.vault._awake


async def test_a_room_in_the_middle_of_an_act_does_not_fall_asleep(place):
    table = await place.rooms._sessions.take(STREAM)
    place.clock.go(minutes=11)
    place.rooms.rest()
    table.lock.release()
    assert place.rooms._sessions.glance(STREAM) is table


async def test_whoever_waited_for_a_table_that_fell_asleep_finds_the_new_one(place):
    tables = place.rooms._sessions
    old = await tables.take(STREAM)
    asking = asyncio.create_task(place.ask("ines", "Who?"))
    await asyncio.sleep(0)
    old.lock.release()
    tables.sleep(old)
    await asking
    assert tables.glance(STREAM).version == 3


async def test_sleep_comes_by_itself(place, monkeypatch):
    monkeypatch.setattr(run, "IDLE", timedelta(0))
    place.clock.go(seconds=1)
    place.rooms._tick()
    assert (len(place.rooms._sessions), place.rooms._timer) == (0, None)
    await place.questions()
    assert place.rooms._timer is not None


async def test_closing_leaves_no_key_and_no_timer(place):
    await place.questions()
    place.rooms.close()
    assert place.vault._awake == {}
    assert place.rooms._timer.cancelled()


async def test_acting_in_a_room_that_is_awake_reads_no_key(on_disk, monkeypatch):
    await on_disk.note("ines", "mine")
    on_disk.restart()
    await on_disk.rooms.look(SESSION, "ines")
    monkeypatch.setattr(on_disk.vault._ring, "find", None)
    assert await on_disk.ask("ines", "Who?") == Accepted(3)
    assert await on_disk.note("ines", "mine too") == Accepted(2)


async def test_looking_about_in_a_room_that_is_awake_reads_no_file(place, monkeypatch):
    await place.rooms.look(SESSION, "ines")
    monkeypatch.setattr(place.log, "read", None)
    monkeypatch.setattr(place.vault, "open", None)
    await place.rooms.look(SESSION, "ines")
