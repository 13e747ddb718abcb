"""A wall looks into a room: without a seat, without a trace, and not for long after the end."""

from codev.protocol.activities.moving import StopSession
from codev.rooms import NOT_A_MEMBER, WALL, Look
from tests.rooms.cast import SESSION, order


async def test_a_wall_looks_and_nobody_is_there_for_it(place):
    look = await place.rooms.look(SESSION, WALL, notes=True)
    assert isinstance(look, Look)
    assert place.rooms.presence.seen(SESSION) == {}


async def test_a_wall_gives_no_orders(place):
    outcome = await place.ask(WALL)
    assert not outcome.__class__.__name__.startswith("Accepted")


async def test_after_the_end_a_wall_says_so_for_a_while_and_then_it_is_empty(place):
    await place.rooms.act(SESSION, order("lea", StopSession()), "stop")
    place.clock.go(minutes=14)
    assert isinstance(await place.rooms.look(SESSION, WALL), Look)
    place.clock.go(minutes=2)
    assert await place.rooms.look(SESSION, WALL) == NOT_A_MEMBER


async def test_a_room_that_does_not_exist_is_an_empty_wall(place):
    assert await place.rooms.look("codev.7", WALL) == NOT_A_MEMBER
