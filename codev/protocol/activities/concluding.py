"""The conclusion: learned, enjoyed, will apply; a partner; the next date (S21 to S23)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar, Literal

from ..base import Command, Fact
from ..roll import Roll

LearningKind = Literal["learned", "enjoyed", "will_apply"]


@dataclass(frozen=True)
class Learning:
    id: str
    by: str
    kind: str
    text: str


@dataclass(frozen=True)
class Concluding:
    """learnings: only those that their authors shared. partner: whom the client asked. free: who is free on the next date."""

    learnings: Roll[Learning] = field(default_factory=Roll)
    partner: str = ""
    partner_answer: str = ""
    free: frozenset[str] = frozenset()
    all_free: bool = False


class ShareLearning(Command):
    """Share a written learning with the group; kept for oneself it goes to the notebook."""

    act: ClassVar[str] = "conclude"
    rule: ClassVar[str] = "S21"
    text: str
    kind: LearningKind = "learned"


class InvitePartner(Command):
    """The client invites someone to go on exchanging with until the next session (S22)."""

    act: ClassVar[str] = "conclude"
    rule: ClassVar[str] = "S22"
    member: str


class AnswerPartner(Command):
    """The invited person accepts or declines, without a reason (S22)."""

    accept: bool


class SayFree(Command):
    """I am free on the next date (S23)."""

    act: ClassVar[str] = "conclude"
    rule: ClassVar[str] = "S23"


class MarkAllFree(Command):
    """The facilitator notes that everyone is free on the next date, or that the dates stand (S23)."""


class LearningShared(Fact):
    learning: str
    member: str
    kind: str
    text: str
    recorded_by: str = ""

    def on_concluding(self, concluding: Concluding, at: datetime) -> Concluding:
        new = Learning(self.learning, self.member, self.kind, self.text)
        return replace(concluding, learnings=concluding.learnings.add(new))


class PartnerInvited(Fact):
    member: str
    recorded_by: str = ""

    def on_concluding(self, concluding: Concluding, at: datetime) -> Concluding:
        return replace(concluding, partner=self.member, partner_answer="")


class PartnerAnswered(Fact):
    accept: bool

    def on_concluding(self, concluding: Concluding, at: datetime) -> Concluding:
        return replace(concluding, partner_answer="accepted" if self.accept else "declined")


class SaidFree(Fact):
    member: str
    recorded_by: str = ""

    def on_concluding(self, concluding: Concluding, at: datetime) -> Concluding:
        return replace(concluding, free=concluding.free | {self.member})


class AllFreeMarked(Fact):
    def on_concluding(self, concluding: Concluding, at: datetime) -> Concluding:
        return replace(concluding, all_free=True)
