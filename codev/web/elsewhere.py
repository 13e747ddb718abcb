"""Whoever looks at a room from two devices at once is told so on both: should one of them be somebody else's, she knows (C1)."""

from __future__ import annotations

from collections.abc import Sequence

from codev.groups.tables import Place
from codev.people import browsers
from codev.protocol import Part, Refusal, View
from codev.rooms import Look, Viewer, own_stream

from .house import House


class ElsewherePart(Part, slot="signals"):
    """mine: from here she may close it everywhere else."""

    mine: bool


def sign_of_life(house: House, place: Place, cookie: str) -> None:
    """Of a page of hers, by stream, by question or as a whole page; her other pages are told at once of a second device."""
    house.rooms.beat(place.room, place.member)
    if house.devices.sees(place.room, place.member, browsers.session_key(cookie)):
        house.bell.ring(own_stream(place.member), 0)


def with_notice(house: House, room: str, viewers: Sequence[Viewer], looks: list[Look | Refusal]) -> list[Look | Refusal]:
    if not house.devices:
        return looks
    return [
        Look(look.version, look.common, View((look.own, ElsewherePart("elsewhere", notes))))
        if isinstance(look, Look) and house.devices.twice(room, member)
        else look
        for (member, notes), look in zip(viewers, looks, strict=True)
    ]
