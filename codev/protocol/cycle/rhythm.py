"""Dates from a rhythm: every so many weeks, on one weekday, at one hour (B4, B5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

WEEK = timedelta(weeks=1)
MOST_WEEKS = 26
MOST_SESSIONS = 52
LONGEST_GAP = timedelta(days=62)
"""One to two months at most, to keep the thread (B5)."""


@dataclass(frozen=True)
class Rhythm:
    """first: the first day and the hour, local; its weekday is that of all. skipping: days on which the group does not meet."""

    first: datetime
    weeks: int
    sessions: int
    skipping: frozenset[date] = frozenset()


def dates_of(rhythm: Rhythm) -> tuple[datetime, ...]:
    """Local times. A day that is skipped gives way to the same weekday a week later, and the rhythm goes on from there."""
    found: list[datetime] = []
    day = rhythm.first
    while len(found) < rhythm.sessions:
        while day.date() in rhythm.skipping:
            day += WEEK
        found.append(day)
        day += rhythm.weeks * WEEK
    return tuple(found)


def long_gaps(starts: Sequence[datetime]) -> tuple[tuple[datetime, datetime], ...]:
    """Two sessions one after the other with more than two months between them: named, not refused (B5)."""
    return tuple((earlier, later) for earlier, later in pairwise(sorted(starts)) if later - earlier > LONGEST_GAP)
