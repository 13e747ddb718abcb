"""What the facilitator asks of the wall and of the porch. Nobody else does; nothing of it reaches the log."""

from __future__ import annotations

from datetime import UTC, datetime

from asgiref.sync import sync_to_async

from codev.groups import walls
from codev.groups.tables import Place
from codev.people.tries import Tries
from codev.protocol import Order, Refusal
from codev.protocol.activities.gathering import MarkPaper, MarkPresence

from ..house import House
from ..passing import Admit, ClosePorch, OpenPorch, PairWall, Passing, TurnAway, UnpairWall

ONLY_SHE = Refusal("facilitator_only", "S25")
NO_SUCH_WALL = Refusal("wall_code", "C3")
GONE = Refusal("knock_over", "C3")

tries = Tries(each=10, together=300, minutes=10)


async def perform(house: House, place: Place, command: Passing) -> Refusal | None:
    await house.rooms.titles(place.room)  # awake, so that it is known whose the role is
    if house.rooms.facilitator(place.room) != place.member:
        return ONLY_SHE
    refusal = await _done(house, place, command)
    house.rooms.ring(place.room)
    return refusal


async def _done(house: House, place: Place, command: Passing) -> Refusal | None:
    if isinstance(command, PairWall):
        return await _pair(house, place, command.code)
    if isinstance(command, UnpairWall):
        await sync_to_async(walls.unpair)(place.session, place.run)
    elif isinstance(command, OpenPorch):
        house.porch.open(place.room, command.on_wall)
    elif isinstance(command, ClosePorch):
        house.porch.close(place.room)
    elif isinstance(command, Admit):
        return await _admit(house, place, command)
    elif isinstance(command, TurnAway):
        return None if house.porch.answer(place.room, command.knock) else GONE
    return None


async def _pair(house: House, place: Place, code: str) -> Refusal | None:
    """Wrong codes are counted by who types them, and by everybody together."""
    if tries.too_many(place.member):
        return Refusal("too_often", "C3", params=(("minutes", str(tries.minutes)),))
    digest = house.waiting.take(code)
    if not digest:
        tries.count(place.member)
        return NO_SUCH_WALL
    await sync_to_async(walls.pair)(digest, place.session, place.run)
    return None


async def _admit(house: House, place: Place, command: Admit) -> Refusal | None:
    """From now on she has a device, and is here. Whoever is on a screen already is nobody to be let in as, whatever is sent (C3)."""
    there = {place.member, *house.rooms.presence.connected(place.room)}
    known = command.member in place.table.active - there
    if not known or not house.porch.answer(place.room, command.knock, command.member):
        return GONE
    for order in (MarkPaper(command.member, paper=False), MarkPresence(command.member, "here")):
        await house.rooms.act(place.room, Order(place.member, order, datetime.now(UTC)), f"{command.knock}.{order.do}")
    return None
