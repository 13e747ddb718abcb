"""Turns: asked for, given, taken, passed, done; with or without a text (S2, S24)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from ..base import Command, Fact

if TYPE_CHECKING:
    from .asking import Asking

SPOKEN = "spoken"
PASSED = "passed"


@dataclass(frozen=True)
class Turns:
    """floor: who has the turn. hands: who asked, in order. heard: step to member to spoken or passed; it survives every move."""

    step: str = ""
    floor: str = ""
    hands: tuple[str, ...] = ()
    heard: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def heard_in(self, step: str) -> Mapping[str, str]:
        return self.heard.get(step, {})

    def mark(self, members: Iterable[str], how: str) -> Turns:
        """Having spoken outlives a later pass."""
        before = self.heard_in(self.step)
        new = {member: how for member in members if before.get(member, "") not in (SPOKEN, how)}
        return replace(self, heard={**self.heard, self.step: {**before, **new}}) if new else self

    def end(self) -> Turns:
        """Whoever has the floor has now spoken."""
        return replace(self.mark((self.floor,), SPOKEN), floor="") if self.floor else self

    def without(self, member: str) -> Turns:
        """Neither the turn nor a raised hand is hers any more; it does not count as having spoken."""
        floor = "" if self.floor == member else self.floor
        return replace(self, floor=floor, hands=tuple(h for h in self.hands if h != member))

    def start(self, member: str) -> Turns:
        return replace(self.end(), floor=member, hands=tuple(h for h in self.hands if h != member))


class AskTurn(Command):
    """Raise a hand: one will be given the turn in order."""


class LowerHand(Command):
    """Take one's hand down."""


class TakeTurn(Command):
    """Start to speak, when nobody has the turn and it is one's own."""


class GiveTurn(Command):
    """The facilitator gives the turn to someone; whoever had it has spoken."""

    to: str


class FinishTurn(Command):
    """Say that one is done. The facilitator may say it for whoever speaks."""


class PassTurn(Command):
    """Pass: it counts as having had one's turn (B7). `for_now`: come back to me."""

    for_now: bool = False


class MarkSpoken(Command):
    """The facilitator notes, late if need be, that these people have spoken."""

    members: tuple[str, ...]


class MarkAllSpoken(Command):
    """The facilitator notes that everyone has spoken in this step."""


class HandRaised(Fact):
    member: str
    recorded_by: str = ""

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        return replace(turns, hands=(*turns.hands, self.member))


class HandLowered(Fact):
    member: str
    recorded_by: str = ""

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        return replace(turns, hands=tuple(h for h in turns.hands if h != self.member))


class TurnGiven(Fact):
    member: str

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        return turns.start(self.member)

    def on_asking(self, asking: Asking, at: datetime) -> Asking:
        return asking.go_on()


class TurnTaken(Fact):
    member: str
    recorded_by: str = ""

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        return turns.start(self.member)

    def on_asking(self, asking: Asking, at: datetime) -> Asking:
        return asking.go_on()


class TurnDone(Fact):
    member: str
    recorded_by: str = ""

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        return turns.end()


class TurnPassed(Fact):
    member: str
    for_now: bool = False
    recorded_by: str = ""

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        lowered = turns.without(self.member)
        return lowered if self.for_now else lowered.mark((self.member,), PASSED)


class TurnsMarked(Fact):
    """Spoken turns noted afterwards by the facilitator."""

    members: tuple[str, ...]
    recorded_by: str = ""

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        return turns.mark(self.members, SPOKEN)
