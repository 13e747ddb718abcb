"""In a trial session invented people speak: their lines stand in the page as captions, and never in the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from codev.companions.pace import PACES
from codev.companions.runner import Companions
from codev.companions.speaking import Line
from codev.groups.tables import Place, Screen
from codev.protocol import Part, Refusal, View
from codev.protocol.words import Words
from codev.rooms import Look, Viewer

from .elsewhere import with_notice
from .house import House
from .wall.telling import beside

OFFERED = tuple(name for name in PACES if name != "none")


class Said(NamedTuple):
    """params: what stands for the {placeholders} of the words."""

    name: str
    words: Words
    params: tuple[tuple[str, str], ...] = ()


class CaptionsPart(Part, slot="captions"):
    """What is heard now, the newest last."""

    lines: tuple[Said, ...]


class PromptPart(Part, slot="turn"):
    """What her own person would say in this turn: to use, or to leave."""

    lines: tuple[Said, ...]


class PacePart(Part, slot="pace"):
    """The next line at once, slower, quicker."""


async def see(house: House, place: Place, notes: bool) -> Look | Refusal:
    """What she sees now; with what is said, where companions play. `notes`: whether her notebook is open on this device."""
    (look,) = await see_together(house, place.room, (place,), ((place.member, notes),))
    return look


async def see_together(house: House, room: str, places: Sequence[Place], viewers: Sequence[Viewer]) -> list[Look | Refusal]:
    """The same for several people in one room, in their order. viewers: as `Rooms.looks` has them, one for each place."""
    looks = await house.rooms.looks(room, viewers)
    companions = house.companions
    if companions is not None and companions.playing(room):
        looks = [_hearing(companions, place, look) for place, look in zip(places, looks, strict=True)]
    return with_notice(house, room, viewers, await beside(house, room, places, looks))


def _hearing(companions: Companions, place: Place, look: Look | Refusal) -> Look | Refusal:
    if not isinstance(look, Look) or isinstance(place, Screen):
        return look
    heard, prompt = _named(place, companions.captions(place.room)), _named(place, companions.prompt(place.room, place.member))
    said = (CaptionsPart("captions", heard), *((PromptPart("prompt", prompt),) if prompt else ()), PacePart("pace"))
    return Look(look.version, look.common, View((look.own, *said)))


def _named(place: Place, lines: tuple[Line, ...]) -> tuple[Said, ...]:
    return tuple(Said(place.names.get(line.by, ""), line.words, line.params) for line in lines)
