import asyncio

import pytest

from codev.protocol.activities.gathering import TakeOver
from codev.protocol.activities.moving import StopSession
from codev.rooms import Accepted, Presence
from tests.rooms.cast import NINE, SESSION, order, texts

STREAM = f"session:{SESSION}"


def away(place):
    return place.rooms.presence.away(SESSION, place.clock())


async def told(place, during):
    heard = []
    leave = place.bell.listen(STREAM, heard.append)
    during()
    await asyncio.sleep(0)
    leave()
    return bool(heard)


async def test_after_a_minute_without_a_beat_she_is_away(place):
    for member in ("ines", "lea"):
        place.rooms.beat(SESSION, member)
    place.clock.go(seconds=59)
    place.rooms.beat(SESSION, "lea")
    assert away(place) == frozenset()
    place.clock.go(seconds=1)
    assert away(place) == {"ines"}


async def test_whoever_was_never_seen_is_not_away(place):
    """In the room, many look at no screen (P5)."""
    place.rooms.beat(SESSION, "lea")
    place.clock.go(minutes=5)
    assert away(place) == {"lea"}


async def test_the_room_hears_when_someone_opens_her_page_for_the_first_time(place):
    await place.rooms.look(SESSION, "paul")
    assert await told(place, lambda: place.rooms.beat(SESSION, "ines"))
    assert not await told(place, lambda: place.rooms.beat(SESSION, "ines"))


async def test_the_room_hears_when_someone_goes_and_when_she_comes_back(place):
    place.rooms.beat(SESSION, "ines")
    assert not await told(place, place.rooms.rest)
    place.clock.go(minutes=1)
    assert await told(place, place.rooms.rest)
    assert not await told(place, place.rooms.rest)
    assert await told(place, lambda: place.rooms.beat(SESSION, "ines"))
    assert not await told(place, lambda: place.rooms.beat(SESSION, "ines"))


async def test_her_page_shows_who_is_away(place):
    for member in ("lea", "ines"):
        place.rooms.beat(SESSION, member)
    place.clock.go(minutes=1)
    place.rooms.beat(SESSION, "lea")
    seats = next(part for part in (await place.rooms.look(SESSION, "paul")).view if part.id == "seats")
    assert [seat.member for seat in seats.seats if seat.away] == ["ines"]


async def test_the_facilitators_role_is_not_taken_while_she_is_there(place):
    """S25: never seized by a click."""
    for _ in range(10):
        place.rooms.beat(SESSION, "lea")
        place.clock.go(seconds=25)
    answer = await place.rooms.act(SESSION, order("ines", TakeOver()), "k")
    assert answer.code == "facilitator_present"


async def test_the_group_takes_over_when_she_is_gone_for_minutes(place):
    """S25: whatever the sender claims, the server counts the silence."""
    place.rooms.beat(SESSION, "lea")
    place.clock.go(minutes=10)
    assert await place.rooms.act(SESSION, order("ines", TakeOver()), "k") == Accepted(3)


async def test_a_facilitator_who_never_came_back_after_a_restart_is_missed_too(place):
    place.restart()
    await place.questions()
    place.rooms.beat(SESSION, "ines")
    place.clock.go(minutes=10)
    assert await place.rooms.act(SESSION, order("ines", TakeOver()), "k") == Accepted(3)


async def test_moods_are_shown_to_all_and_never_reach_the_log(place):
    """S4, C3: a mood is of the moment."""
    for member, mood in (("ines", "sunny"), ("paul", "cloudy"), ("paul", "")):
        assert await place.rooms.feel(SESSION, member, mood) is None
    assert "sunny" in set(texts((await place.rooms.look(SESSION, "zoe")).view))
    assert place.rooms.presence.moods(SESSION) == {"ines": "sunny"}
    assert len(place.rows()) == 2


async def test_a_mood_is_a_word_or_two(place):
    """S4."""
    refusal = await place.rooms.feel(SESSION, "ines", "long " * 50)
    assert (refusal.code, refusal.rule) == ("too_long", "S4")


@pytest.mark.parametrize(("session", "member"), [("nowhere.1", "ines"), (SESSION, "nils")])
async def test_nobody_else_leaves_a_mood(place, session, member):
    """C3."""
    assert (await place.rooms.feel(session, member, "sunny")).code == "not_a_member"
    assert place.rooms.presence.moods(session) == {}


async def test_the_room_hears_of_a_mood(place):
    heard = []
    place.bell.listen(STREAM, heard.append)
    await place.rooms.feel(SESSION, "ines", "sunny")
    await asyncio.sleep(0)
    assert heard == [2]


async def test_moods_are_gone_when_the_session_ends_and_none_comes_after(place):
    """S4, C3."""
    await place.rooms.feel(SESSION, "ines", "sunny")
    await place.rooms.act(SESSION, order("lea", StopSession()), "k")
    assert (await place.rooms.feel(SESSION, "ines", "sunny")).rule == "S4"
    assert place.rooms.presence.moods(SESSION) == {}


async def test_what_was_in_memory_goes_with_the_room(place):
    place.rooms.beat(SESSION, "ines", stream=object())
    await place.rooms.feel(SESSION, "ines", "sunny")
    place.clock.go(minutes=11)
    place.rooms.rest()
    assert vars(place.rooms.presence) == vars(Presence())


def test_an_old_stream_that_ends_late_leaves_the_new_one():
    """By identity, not by seat."""
    presence, old, new = Presence(), object(), object()
    for stream in (old, new):
        presence.beat(SESSION, "ines", NINE, stream)
    presence.leave(SESSION, old)
    presence.leave(SESSION, old)
    assert presence.connected(SESSION) == {"ines"}
    presence.leave(SESSION, new)
    assert (presence.connected(SESSION), presence.seen(SESSION)) == (frozenset(), {"ines": NINE})
