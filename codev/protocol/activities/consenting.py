"""The two consents: hers and the group's; then there is a client (S9, P13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from ..base import Command, Fact
from .choosing import Choosing


class AcceptToBeClient(Command):
    """The proposed person says yes, willingly (S9)."""

    act: ClassVar[str] = "consent"
    rule: ClassVar[str] = "S9"


class DeclineToBeClient(Command):
    """The proposed person says not today. No reason is needed."""

    act: ClassVar[str] = "consent"
    rule: ClassVar[str] = "S9"


class AgreeToSubject(Command):
    """A consultant agrees to treat the subject (S9)."""

    act: ClassVar[str] = "consent"
    rule: ClassVar[str] = "S9"


class EveryoneAgreesToSubject(Command):
    """The facilitator notes one yes said aloud by all."""


class ConfideReservation(Command):
    """Tell the facilitator alone of a reservation about the subject (S9)."""

    act: ClassVar[str] = "consent"
    rule: ClassVar[str] = "S9"


class LiftReservation(Command):
    """Take one's reservation back."""

    act: ClassVar[str] = "consent"
    rule: ClassVar[str] = "S9"


class SetProposalAside(Command):
    """The facilitator sets the proposed subject aside for the next one."""


class ClientAccepted(Fact):
    member: str
    recorded_by: str = ""

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        return replace(choosing, client_yes=True)


class ProposalSetAside(Fact):
    """`declined`: by the person herself; otherwise the facilitator takes the next subject."""

    subject: str
    declined: bool = False
    recorded_by: str = ""

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        return replace(choosing.unpropose(), set_aside=choosing.set_aside | {self.subject})


class SubjectAgreed(Fact):
    members: tuple[str, ...]
    aloud: bool = False
    recorded_by: str = ""

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        agreed = choosing.agreed | frozenset(self.members)
        return replace(choosing, agreed=agreed, everyone_yes=choosing.everyone_yes or self.aloud)


class ReservationConfided(Fact):
    """It holds the gate; the yeses said so far stand, so that nobody can see from them that someone has a reservation."""

    member: str

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        return replace(choosing, objections=choosing.objections | {self.member})


class ReservationLifted(Fact):
    member: str

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        return replace(choosing, objections=choosing.objections - {self.member})


class ClientChosen(Fact):
    member: str
    subject: str

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        return replace(choosing, client=self.member, subject=self.subject)


class ChoiceReopened(Fact):
    """The move that made someone the client is undone: the proposal stands, and every yes to it."""

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        return replace(choosing, client="", subject="")


class ClientReleased(Fact):
    """The client is lost before anything was presented: another subject is taken; her turn in the cycle stays hers (P13)."""

    member: str

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        aside = choosing.set_aside | {choosing.subject}
        return replace(choosing.unpropose(), client="", subject="", set_aside=aside)
