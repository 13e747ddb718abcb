"""Subjects, sticks, and the two consents (S6 to S9, B10, C2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, ClassVar, Literal

from ..base import Command, Fact

How = Literal["sticks", "urgency", "importance", "resonance", "paper", "facilitator"]


@dataclass(frozen=True)
class Subject:
    """One person's subject. An empty text stands for words that stayed on paper."""

    id: str
    owner: str
    text: str
    information: bool = False
    withdrawn: bool = False
    recorded_by: str = ""


@dataclass(frozen=True)
class Round:
    """One vote. ballots: voter to her choices in order, none for an abstention; gone once the totals stand (C2)."""

    subjects: tuple[str, ...]
    ballots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    closed: bool = False
    totals: Mapping[str, int] = field(default_factory=dict)
    voters: int = 0
    on_paper: bool = False

    def weights(self) -> tuple[int, ...]:
        return (3, 2, 1) if len(self.subjects) >= 3 else (2, 1)

    def count(self) -> dict[str, int]:
        totals = dict.fromkeys(self.subjects, 0)
        for choices in self.ballots.values():
            for subject, sticks in zip(choices, self.weights(), strict=False):
                totals[subject] += sticks
        return totals


@dataclass(frozen=True)
class Choosing:
    """proposed: subject id. agreed: who said yes to it. objections: who confided a reservation, to the facilitator alone."""

    subjects: tuple[Subject, ...] = ()
    rounds: tuple[Round, ...] = ()
    proposed: str = ""
    how: str = ""
    reason: str = ""
    client_yes: bool = False
    agreed: frozenset[str] = frozenset()
    everyone_yes: bool = False
    objections: frozenset[str] = frozenset()
    set_aside: frozenset[str] = frozenset()
    client: str = ""
    subject: str = ""

    def find(self, subject_id: str) -> Subject | None:
        return next((s for s in self.subjects if s.id == subject_id), None)

    @property
    def vote(self) -> Round | None:
        return self.rounds[-1] if self.rounds else None

    @property
    def votable(self) -> tuple[Subject, ...]:
        return tuple(s for s in self.subjects if not (s.information or s.withdrawn or s.id in self.set_aside))

    @property
    def proposed_member(self) -> str:
        found = self.find(self.proposed)
        return found.owner if found else ""

    def change(self, subject_id: str, **fields: Any) -> Choosing:
        return replace(self, subjects=tuple(replace(s, **fields) if s.id == subject_id else s for s in self.subjects))

    def unpropose(self) -> Choosing:
        return replace(
            self, proposed="", how="", reason="", client_yes=False, agreed=frozenset(), everyone_yes=False, objections=frozenset()
        )


class OfferSubject(Command):
    """Put a subject on the table: a problem, a project, a concern (S6). For information: heard, not voted on (B10)."""

    act: ClassVar[str] = "offer_subject"
    rule: ClassVar[str] = "S6"
    text: str
    for_information: bool = False


class PutToVote(Command):
    """The owner lets a subject given for information be voted on."""

    act: ClassVar[str] = "offer_subject"
    rule: ClassVar[str] = "B10"
    subject: str


class WithdrawSubject(Command):
    """The owner takes her subject back; it stays hers for later (P12)."""

    act: ClassVar[str] = "offer_subject"
    rule: ClassVar[str] = "S6"
    subject: str


class OpenVote(Command):
    """The facilitator opens the vote, on all subjects or, in a second round, on these."""

    subjects: tuple[str, ...] = ()


class CastSticks(Command):
    """Three sticks, two, one: the subjects in order of preference, fewer if one likes (S7). Seen by nobody else (C2)."""

    act: ClassVar[str] = "vote"
    rule: ClassVar[str] = "S7"
    choices: tuple[str, ...]


class Abstain(Command):
    """Place no sticks."""

    act: ClassVar[str] = "vote"
    rule: ClassVar[str] = "S7"


class CloseVote(Command):
    """The facilitator closes the vote; the totals appear."""


class RecordSticks(Command):
    """The facilitator types in paper sticks counted aloud: `totals` is a list of "subject=sticks"."""

    totals: tuple[str, ...]


class ProposeSubject(Command):
    """The facilitator proposes a subject, by its id, or a member whose subject stays on paper. The consents decide (S9).

    A second turn as client in the same cycle is warned about (S8) and proposed with `anyway`.
    """

    how: How
    subject: str = ""
    member: str = ""
    text: str = ""
    reason: str = ""
    anyway: bool = False


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


class SubjectOffered(Fact):
    subject: str
    member: str
    text: str
    for_information: bool = False
    recorded_by: str = ""

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        new = Subject(self.subject, self.member, self.text, self.for_information, recorded_by=self.recorded_by)
        return replace(choosing, subjects=(*choosing.subjects, new))


class SubjectPutToVote(Fact):
    subject: str

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        return choosing.change(self.subject, information=False)


class SubjectWithdrawn(Fact):
    subject: str

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        changed = choosing.change(self.subject, withdrawn=True)
        return changed.unpropose() if changed.proposed == self.subject else changed


class VoteOpened(Fact):
    subjects: tuple[str, ...]

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        return replace(choosing.unpropose(), rounds=(*choosing.rounds, Round(self.subjects)))


class SticksCast(Fact):
    member: str
    choices: tuple[str, ...]

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        vote = choosing.rounds[-1]
        cast = replace(vote, ballots={**vote.ballots, self.member: self.choices})
        return replace(choosing, rounds=(*choosing.rounds[:-1], cast))


class VoteClosed(Fact):
    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        vote = choosing.rounds[-1]
        closed = replace(vote, closed=True, totals=vote.count(), voters=len(vote.ballots), ballots={})
        return replace(choosing, rounds=(*choosing.rounds[:-1], closed))


class SticksRecorded(Fact):
    """Paper sticks: only the result is kept."""

    subjects: tuple[str, ...]
    sticks: tuple[int, ...]
    recorded_by: str

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        totals = dict(zip(self.subjects, self.sticks, strict=True))
        return replace(choosing, rounds=(*choosing.rounds, Round(self.subjects, closed=True, totals=totals, on_paper=True)))


class SubjectProposed(Fact):
    subject: str
    how: str
    reason: str = ""

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        return replace(choosing.unpropose(), proposed=self.subject, how=self.how, reason=self.reason)


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
    member: str

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        objections = choosing.objections | {self.member}
        return replace(choosing, objections=objections, agreed=choosing.agreed - {self.member}, everyone_yes=False)


class ReservationLifted(Fact):
    member: str

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        return replace(choosing, objections=choosing.objections - {self.member})


class ClientChosen(Fact):
    member: str
    subject: str

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        return replace(choosing, client=self.member, subject=self.subject)


class ClientReleased(Fact):
    """The client is lost before anything was presented: another subject is taken; her turn in the cycle stays hers (P13)."""

    member: str

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        aside = choosing.set_aside | {choosing.subject}
        return replace(choosing.unpropose(), client="", subject="", set_aside=aside)
