"""What stands in a room's pages beside the session itself: the wall, whose page is open, who asks to come in; for the facilitator alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings

from codev.groups import walls
from codev.groups.tables import Place
from codev.protocol import Part, Refusal, View
from codev.protocol.views.parts import PeoplePart, Person
from codev.rooms import WALL, Look

from ..house import House
from .code import drawn
from .porch import Gate, spelled


class MuralPart(Part, slot="hand"):
    """lit: a wall is paired. code, address, path, size: by which people ask to come in, where that is open; on_wall: read there too."""

    lit: bool
    where: str
    code: str = ""
    address: str = ""
    path: str = ""
    size: str = ""
    on_wall: bool = False


class KnockPart(Part, slot="signals"):
    """Somebody asks to come in; people: who she may be."""

    knock: str
    name: str
    people: tuple[Person, ...]


class UnopenedPart(Part, slot="gate"):
    """Before the start: whose page is not open now, of those who are to come with a device."""

    names: tuple[str, ...]


class WallJoinPart(Part, slot="join"):
    code: str
    address: str
    path: str
    size: str


async def beside(house: House, room: str, places: Sequence[Place], looks: list[Look | Refusal]) -> list[Look | Refusal]:
    """The same looks, with what is told to the facilitator and to walls beside them."""
    told_more, gate = (house.rooms.facilitator(room), WALL), house.porch.gate(room)
    for number in [number for number, place in enumerate(places) if place.member in told_more]:
        place, look = places[number], looks[number]
        if isinstance(look, Look):
            more = on_screen(gate) if place.member == WALL else await for_facilitator(house, place, gate, look)
            looks[number] = Look(look.version, look.common, View((look.own, *more))) if more else look
    return looks


def on_screen(gate: Gate | None) -> tuple[Part, ...]:
    return on_wall(gate.code) if gate and gate.on_wall else ()


async def for_facilitator(house: House, place: Place, gate: Gate | None, look: Look) -> tuple[Part, ...]:
    lit, code, shown = await walls.lit(place.room), gate.code if gate else "", bool(gate and gate.on_wall)
    return (mural(settings.CODEV_URL, lit, code, shown), *unopened(house, place.room, look), *knocks(house, place))


@lru_cache(maxsize=512)
def mural(url: str, lit: bool, code: str, shown: bool) -> MuralPart:
    """The very same part for as long as nothing changes: whoever compares two views need not look into it."""
    where = url.partition("://")[2] + "/wall"
    if not code:
        return MuralPart("mural", lit, where)
    path, size = drawn(address_of(code))
    return MuralPart("mural", lit, where, spelled(code), short_address(), path, size, shown)


def unopened(house: House, room: str, look: Look) -> tuple[UnopenedPart, ...]:
    if not house.rooms.not_begun(room):
        return ()
    seen = house.rooms.presence.seen(room)
    people = (row for part in look.own if isinstance(part, PeoplePart) for row in part.rows)
    absent = (row for row in people if row.presence == "away" or (row.presence == "here" and row.member not in seen))
    names = tuple(row.name for row in absent if not row.paper)
    return (UnopenedPart("unopened", names),) if names else ()


def knocks(house: House, place: Place) -> tuple[KnockPart, ...]:
    """Whom she may be: everyone of this table who is on no screen yet."""
    waiting = house.porch.waiting(place.room)
    if not waiting:
        return ()
    here = {*house.rooms.presence.connected(place.room), house.rooms.facilitator(place.room)}
    free = tuple(Person(m, place.names[m]) for m in place.names if m in place.table.active and m not in here)
    return tuple(KnockPart(f"knock-{knock.id}", knock.id, knock.name, free) for knock in waiting)


def on_wall(code: str) -> tuple[WallJoinPart, ...]:
    path, size = drawn(address_of(code))
    return (WallJoinPart("join", spelled(code), short_address(), path, size),)


def address_of(code: str) -> str:
    return f"{settings.CODEV_URL}/join/{spelled(code)}"


def short_address() -> str:
    """To type by hand."""
    return settings.CODEV_URL.partition("://")[2] + "/join"
