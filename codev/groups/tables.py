"""A session as its people know it, read from the database and opened: who sits at it, in which language, under which charter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from types import MappingProxyType
from zoneinfo import ZoneInfo

from django.db.models import Max, Q

from codev.protocol.roles import WALL
from codev.vault import KeyMissing

from .models import Group, Member, PlannedSession, Seat

LONGEST_MEETING = timedelta(hours=12)
GONE = (PlannedSession.CANCELLED, PlannedSession.ERASED)


@dataclass(frozen=True)
class Table:
    """A session as its people know it. Languages as in codev.phrases.LANGUAGES."""

    group: str
    group_name: str
    purpose: str
    video: str
    language: str
    demonstration: bool
    retention_days: int
    words_until: datetime
    """When the words of the session go: so many days after the last session of its cycle (C3)."""
    charter_version: int
    session: str
    runs: int
    over: frozenset[int]
    """Those of its runs that are over."""
    start: datetime
    zone: str
    format: str
    state: str
    facilitator: str
    names: Mapping[str, str] = field(hash=False)
    """Member to shown name, those who have left included: the record still speaks of them."""
    languages: Mapping[str, str] = field(hash=False)
    zones: Mapping[str, str] = field(hash=False)
    """In which each reads the hour."""
    active: frozenset[str]
    accepted: frozenset[str]
    """Who has accepted the charter as it stands."""
    without_device: frozenset[str]
    watching: frozenset[str] = frozenset()
    """Trainees and observers: they have a place in the room and none at the table."""

    @cached_property
    def rooms(self) -> tuple[str, ...]:
        """The names of its runs' streams."""
        return tuple(room_of(self.session, run) for run in range(1, self.runs + 1))


@dataclass(frozen=True)
class Place:
    """One member's place in one run of one session."""

    table: Table
    run: int
    member: str

    @property
    def session(self) -> str:
        return self.table.session

    @property
    def room(self) -> str:
        """The name of the run's stream."""
        return room_of(self.table.session, self.run)

    @property
    def name(self) -> str:
        return self.table.names[self.member]

    @property
    def names(self) -> Mapping[str, str]:
        return self.table.names

    @property
    def language(self) -> str:
        return self.table.languages[self.member]

    @property
    def zone(self) -> str:
        """In which she reads the hour."""
        return self.table.zones[self.member]

    @property
    def facilitator(self) -> str:
        """Who was named to facilitate; in the room the role may since have been handed over (S25)."""
        return self.table.facilitator

    @property
    def video(self) -> str:
        return self.table.video

    @property
    def charter_accepted(self) -> bool:
        return self.member in self.table.accepted

    @property
    def address(self) -> str:
        """The path of her room."""
        return f"/s/{self.session}/{self.run}/{self.member}"


@dataclass(frozen=True)
class Screen(Place):
    """Where a wall stands: in the room, in the group's language, and nobody's place."""

    member: str = WALL

    @property
    def name(self) -> str:
        return ""

    @property
    def language(self) -> str:
        return self.table.language

    @property
    def charter_accepted(self) -> bool:
        return True

    @property
    def address(self) -> str:
        return "/wall"


def lay(sessions: Collection[str]) -> dict[str, Table]:
    """The tables of those sessions that have one: a cancelled or an erased session has none."""
    last = Max("cycle__sessions__start", filter=~Q(cycle__sessions__state=PlannedSession.CANCELLED))
    rows = PlannedSession.objects.filter(pk__in=sessions).exclude(state__in=GONE).select_related("cycle__group").annotate(last=last)
    people = defaultdict(list)
    for seat in Seat.objects.filter(session__in=sessions).order_by("member__joined", "member").select_related("member"):
        people[seat.session_id].append(seat.member)
    laid = {row.pk: _laid(row, row.cycle.group, tuple(people[row.pk])) for row in rows}
    return {session: table for session, table in laid.items() if table is not None}


def words_until(row: PlannedSession, last: datetime | None) -> datetime:
    """In its own zone. `last`: the start of the last session of its cycle that is not cancelled."""
    until = (last or row.start) + timedelta(days=row.cycle.group.retention_days)
    return until.astimezone(ZoneInfo(row.zone))


def _laid(row: PlannedSession, group: Group, members: tuple[Member, ...]) -> Table | None:
    try:
        return _words(row, group, members)
    except KeyMissing:  # erased, perhaps between two readings
        return None


def _words(row: PlannedSession, group: Group, members: tuple[Member, ...]) -> Table:
    active = frozenset(member.pk for member in members if member.state == Member.ACTIVE)
    return Table(
        group=group.pk,
        group_name=group.name,
        purpose=group.purpose,
        video=group.video,
        language=language_of(group.language, group),
        demonstration=group.demonstration,
        retention_days=group.retention_days,
        words_until=words_until(row, vars(row)["last"]),
        charter_version=group.charter_version,
        session=row.pk,
        runs=row.runs,
        over=row.runs_over,
        start=row.start,
        zone=row.zone,
        format=row.format,
        state=row.state,
        facilitator=row.facilitator_id,
        names=MappingProxyType({member.pk: member.name for member in members}),
        languages=MappingProxyType({member.pk: language_of(member.language, group) for member in members}),
        zones=MappingProxyType({member.pk: member.zone or row.zone for member in members}),
        active=active,
        accepted=frozenset(member.pk for member in members if member.charter_version == group.charter_version),
        without_device=frozenset(member.pk for member in members if not member.has_device),
        watching=frozenset(member.pk for member in members if member.watches),
    )


def language_of(language: str, group: Group) -> str:
    """A person's language as the phrases know it: the region and the register are the group's."""
    return language + ("-CA" if group.region == "CA" else "") + ("-tu" if language == "fr" and group.register == "tu" else "")


def room_of(session: str, run: int) -> str:
    return f"{session}.{run}"


def session_of(room: str) -> str:
    return room.partition(".")[0]
