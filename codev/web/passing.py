"""What a page may ask that is no act of the session: it reaches no log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


class Passing:
    """What reaches no log."""


@dataclass(frozen=True)
class Feel(Passing):
    """A word of mood (S4)."""

    mood: str = ""


@dataclass(frozen=True)
class Hasten(Passing):
    """In a trial: whoever sits there alone has read enough."""


@dataclass(frozen=True)
class GoAt(Passing):
    """In a trial: the companions' pace."""

    pace: Literal["slower", "normal", "faster"] = "normal"


@dataclass(frozen=True)
class PairWall(Passing):
    """The screen that shows this code becomes the wall of this session."""

    code: str


@dataclass(frozen=True)
class UnpairWall(Passing):
    """The walls of this session are empty again."""


@dataclass(frozen=True)
class OpenPorch(Passing):
    """A code by which people may ask to come in from their own phones; on the wall too, if it is to be read there."""

    on_wall: bool = False


@dataclass(frozen=True)
class ClosePorch(Passing):
    """Nobody asks to come in any more."""


@dataclass(frozen=True)
class Admit(Passing):
    """Whoever asked is this member, for this session."""

    knock: str
    member: str


@dataclass(frozen=True)
class TurnAway(Passing):
    """Not now: whoever asked learns nothing of it."""

    knock: str


KINDS: dict[str, type[Passing]] = {
    "feel": Feel,
    "hasten": Hasten,
    "go_at": GoAt,
    "pair_wall": PairWall,
    "unpair_wall": UnpairWall,
    "open_porch": OpenPorch,
    "close_porch": ClosePorch,
    "admit": Admit,
    "turn_away": TurnAway,
}
OF_THE_ROOM = (PairWall, UnpairWall, OpenPorch, ClosePorch, Admit, TurnAway)
"""What the facilitator alone asks (see codev.web.wall.commands)."""
