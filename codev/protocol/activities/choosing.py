"""Subjects and sticks, and what is proposed (S6, S7, B10, C2)."""

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
                if subject:
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

    def without_voice(self, member: str) -> Choosing:
        """Whoever facilitates has no sticks in an open vote, and no part in the consents (B12)."""
        vote = self.vote
        rounds = self.rounds
        if vote and member in vote.ballots:
            rounds = (*rounds[:-1], replace(vote, ballots={m: b for m, b in vote.ballots.items() if m != member}))
        return replace(self, rounds=rounds, agreed=self.agreed - {member}, objections=self.objections - {member})

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
    """Three sticks, two, one: the subjects in order of preference, fewer if one likes (S7). Seen by nobody else (C2).

    An empty place keeps its sticks: three and one are no three and two.
    """

    act: ClassVar[str] = "vote"
    rule: ClassVar[str] = "S7"
    choices: tuple[str, ...] = ()


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
