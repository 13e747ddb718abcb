"""A cycle in words, for one person's page: days and hours as she reads them, names instead of ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from codev.formats import UnknownFormat, parsed
from codev.groups.course import Course, Meeting
from codev.groups.membership import Membership
from codev.phrases import clock_time, day, listing, spell
from codev.protocol.cycle.hours import GAP

from .typed import Row, shown


@dataclass(frozen=True)
class Told:
    """One session of the cycle as a page tells it. Empty where there is nothing to say."""

    meeting: Meeting
    day: str
    hour: str
    leads: str
    mine: bool
    """She facilitates."""
    seated: bool
    absent: str
    away: bool
    """She said that she will not be there."""
    too_few: bool
    table: str
    format: str
    may_tell: bool


def tell(course: Course, meeting: Meeting, who: Membership, now: datetime) -> Told:
    start = shown(meeting.start, who.reads_in)
    seated, away = who.member in meeting.table, who.member in meeting.absent
    return Told(
        meeting=meeting,
        day=day(start, who.language, year=start.year != shown(now, who.reads_in).year),
        hour=clock_time(start, who.language),
        leads=course.names.get(meeting.facilitator, ""),
        mine=meeting.facilitator == who.member,
        seated=seated,
        absent=named(course.names, (member for member in meeting.absent if member != who.member), who.language),
        away=away,
        too_few=course.too_few(meeting),
        table=named(course.names, meeting.table, who.language) if course.larger else "",
        format=title_of(meeting.format, who.language) if meeting.format != course.format else "",
        may_tell=seated and not meeting.cancelled and not meeting.over,
    )


def named(names: Mapping[str, str], members: Iterable[str], language: str) -> str:
    return listing([names[member] for member in members if member in names], language)


def title_of(name: str, language: str) -> str:
    try:
        return spell(parsed(name).title, language)
    except UnknownFormat:
        return name


def town(zone: str) -> str:
    """Europe/Paris as people say it: Paris."""
    return zone.rpartition("/")[2].replace("_", " ")


def hours(who: Membership) -> dict[str, str]:
    """In which hours a page speaks: hers, and the group's where they differ."""
    return {"hours": town(who.reads_in), "group_hours": town(who.zone) if who.zone != who.reads_in else ""}


@dataclass(frozen=True)
class Settling:
    """An hour that does not exist (gap) or comes twice, and the two that it may mean."""

    row: Row
    gap: bool
    date: str
    time: str
    earlier: str
    later: str


def settling(row: Row, zone: str, language: str) -> Settling:
    """Of a row that is not plain."""
    assert row.said
    earlier, later = (clock_time(shown(instant, zone), language) for instant in row.said.instants)
    return Settling(row, row.said.why == GAP, day(row.said.local, language), clock_time(row.said.local, language), earlier, later)
