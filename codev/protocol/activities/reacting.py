"""Reactions: experiences, proposals, open questions, resources; the client listens (S15 to S17, S28). No ranking (P3)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar, Literal

from ..base import Command, Fact
from ..roll import Roll
from .turning import SPOKEN, Turns

Kind = Literal["experience", "proposal", "open_question", "resource"]


@dataclass(frozen=True)
class Reaction:
    """A written reaction goes to the client alone, unless its author shares it with all."""

    id: str
    by: str
    kind: str
    text: str
    shared: bool = False
    recorded_by: str = ""


@dataclass(frozen=True)
class Reacting:
    """moment: who asked for one moment. clearer: the client asks to have something made clear (a reaction's id, or "aloud")."""

    reactions: Roll[Reaction] = field(default_factory=Roll)
    moment: str = ""
    clearer: str = ""

    def find(self, reaction: str) -> Reaction | None:
        return self.reactions.find(reaction)


class OfferReaction(Command):
    """Write a reaction, for the client alone or shared with all; most are spoken, in a turn."""

    act: ClassVar[str] = "react"
    rule: ClassVar[str] = "S15"
    text: str
    kind: Kind = "experience"
    shared: bool = False


class ShareReaction(Command):
    """The author shares with all what she had written for the client."""

    act: ClassVar[str] = "react"
    rule: ClassVar[str] = "S15"
    reaction: str


class AskToMakeClearer(Command):
    """The client asks to have something made clear: the one thing that she may ask while she listens (S16)."""

    act: ClassVar[str] = "make_clearer"
    rule: ClassVar[str] = "S16"
    reaction: str = ""


class MadeClearer(Command):
    """It is clear now: said by the client or the facilitator."""


class AskOneMoment(Command):
    """The client needs a moment to write (S28)."""

    act: ClassVar[str] = "moment"
    rule: ClassVar[str] = "S28"


class SayReady(Command):
    """The moment is over. The facilitator may say it too."""


class ReactionOffered(Fact):
    reaction: str
    member: str
    kind: str
    text: str
    shared: bool = False
    recorded_by: str = ""

    def on_reacting(self, reacting: Reacting, at: datetime) -> Reacting:
        new = Reaction(self.reaction, self.member, self.kind, self.text, self.shared, self.recorded_by)
        return replace(reacting, reactions=reacting.reactions.add(new))

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        return turns.mark((self.member,), SPOKEN)


class ReactionShared(Fact):
    reaction: str

    def on_reacting(self, reacting: Reacting, at: datetime) -> Reacting:
        return replace(reacting, reactions=reacting.reactions.change(self.reaction, lambda written: replace(written, shared=True)))


class ClearerAsked(Fact):
    reaction: str = ""
    recorded_by: str = ""

    def on_reacting(self, reacting: Reacting, at: datetime) -> Reacting:
        return replace(reacting, clearer=self.reaction or "aloud")


class ClearerEnded(Fact):
    def on_reacting(self, reacting: Reacting, at: datetime) -> Reacting:
        return replace(reacting, clearer="")


class MomentAsked(Fact):
    member: str
    recorded_by: str = ""

    def on_reacting(self, reacting: Reacting, at: datetime) -> Reacting:
        return replace(reacting, moment=self.member)


class MomentEnded(Fact):
    def on_reacting(self, reacting: Reacting, at: datetime) -> Reacting:
        return replace(reacting, moment="")
