"""A cycle as its group knows it: the sessions behind and ahead, who has been client, who has not (B4, S8, B13)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from codev.protocol.cycle.rotation import not_yet
from codev.protocol.roles import FEWEST_PRESENT, SEATS_AT_A_TABLE

from .daterows import Absence
from .models import Cycle, Member, PlannedSession, Seat
from .tables import LONGEST_MEETING


@dataclass(frozen=True)
class Meeting:
    """A session of the cycle, its words apart. table: who sits there, whoever facilitates included; absent: of those, who told so."""

    session: str
    start: datetime
    zone: str
    format: str
    state: str
    facilitator: str
    runs: int
    over: frozenset[int]
    table: tuple[str, ...]
    absent: tuple[str, ...]

    @property
    def cancelled(self) -> bool:
        return self.state == PlannedSession.CANCELLED

    @property
    def held(self) -> bool:
        return self.state in (PlannedSession.CLOSED, PlannedSession.ERASED) or bool(self.over)

    def behind(self, now: datetime) -> bool:
        return self.state in (PlannedSession.CLOSED, PlannedSession.ERASED) or self.start <= now - LONGEST_MEETING


@dataclass(frozen=True)
class Course:
    """names: everyone who ever was in the group. peers: who takes turns as client today. clients: who has been one in this cycle."""

    cycle: str
    number: int
    edition: int
    theme: str
    zone: str
    format: str
    names: Mapping[str, str]
    peers: tuple[str, ...]
    leading: tuple[str, ...]
    """Who may facilitate a day: every active member, whoever holds the group in hand first."""
    clients: tuple[str, ...]
    meetings: tuple[Meeting, ...]

    def ahead(self, now: datetime) -> tuple[Meeting, ...]:
        return tuple(meeting for meeting in self.meetings if not meeting.behind(now))

    def past(self, now: datetime) -> tuple[Meeting, ...]:
        return tuple(meeting for meeting in self.meetings if meeting.behind(now))

    def meeting(self, session: str) -> Meeting | None:
        return next((meeting for meeting in self.meetings if meeting.session == session), None)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Who has not been client: one of them might be next, which nobody but people decides (S8)."""
        return not_yet(self.peers, self.clients)

    @property
    def planned(self) -> tuple[Meeting, ...]:
        return tuple(meeting for meeting in self.meetings if not meeting.cancelled)

    @property
    def missing(self) -> int:
        """How many sessions are lacking for each peer to be client once (B4); none in a group larger than a table (B13)."""
        return 0 if self.larger else max(0, len(self.peers) - sum(meeting.runs for meeting in self.planned))

    @property
    def larger(self) -> bool:
        """Larger than a table."""
        return len(self.peers) > SEATS_AT_A_TABLE

    def present(self, meeting: Meeting) -> int:
        """Members who will be there by what they told, whoever facilitates not counted (P13)."""
        there = set(meeting.table) - set(meeting.absent) - {meeting.facilitator}
        return len(there & set(self.peers))

    def too_few(self, meeting: Meeting) -> bool:
        return bool(meeting.absent) and self.present(meeting) < FEWEST_PRESENT


def course_of(group_id: str) -> Course:
    """Five questions to the database, however many sessions and members there are."""
    cycle = Cycle.objects.select_related("group").filter(group=group_id).latest("number")
    members = list(Member.objects.filter(group=group_id))
    active = [member for member in members if member.state == Member.ACTIVE and not member.watches]
    return Course(
        cycle=cycle.pk,
        number=cycle.number,
        edition=cycle.edition,
        theme=cycle.theme,
        zone=cycle.group.zone,
        format=cycle.group.format,
        names={member.pk: member.name for member in members},
        peers=tuple(member.pk for member in active if member.is_peer),
        leading=tuple(member.pk for member in sorted(active, key=lambda member: not member.is_facilitator)),
        clients=tuple(cycle.clients.split()),
        meetings=_meetings(cycle),
    )


def _meetings(cycle: Cycle) -> tuple[Meeting, ...]:
    seats, absent = defaultdict(list), defaultdict(list)
    for seat in Seat.objects.filter(session__cycle=cycle, member__state=Member.ACTIVE, member__watches=False).order_by(
        "member__joined", "member"
    ):
        seats[seat.session_id].append(seat.member_id)
    for absence in Absence.objects.filter(session__cycle=cycle).order_by("member__joined", "member"):
        absent[absence.session_id].append(absence.member_id)
    return tuple(_meeting(row, tuple(seats[row.pk]), frozenset(absent[row.pk])) for row in cycle.sessions.all())


def _meeting(row: PlannedSession, table: tuple[str, ...], absent: frozenset[str]) -> Meeting:
    return Meeting(
        session=row.pk,
        start=row.start,
        zone=row.zone,
        format=row.format,
        state=row.state,
        facilitator=row.facilitator_id,
        runs=row.runs,
        over=row.runs_over,
        table=table,
        absent=tuple(member for member in table if member in absent),
    )
