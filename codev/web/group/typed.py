"""Dates as people type them, and the instants that they mean in the group's zone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from codev.protocol import Refusal
from codev.protocol.cycle.hours import Hour, hour_of

from ..text import clean

MOST_ROWS = 60
EARLIEST, LATEST = 2000, 2199  # what lies beyond has no hour in some zone
LONGEST = 40
EXAMPLE = "2027-01-14 9:30"
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\Z", re.ASCII)
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})\Z", re.ASCII)
CLOCK = re.compile(r"(?P<hour>\d{1,2})\s*(?:[:hH.]\s*(?P<minute>\d{2})?)?\s*(?P<half>[aApP][mM])?\Z", re.ASCII)
EARLIER, LATER = "earlier", "later"
TO_SETTLE = Refusal("hour_to_settle", "B6")
NO_DATES = Refusal("date_unreadable", "B6")


@dataclass(frozen=True)
class Row:
    """One date as typed. said: what it reads as, if it does. settled: which of two instants is meant, when the clocks change."""

    number: int
    day: str = ""
    hour: str = ""
    settled: str = ""
    said: Hour | None = None

    @property
    def blank(self) -> bool:
        return not self.day and not self.hour

    @property
    def plain(self) -> bool:
        """No clock changes at that hour."""
        return self.said is None or self.said.plain

    @property
    def instant(self) -> datetime | None:
        """None: not read, or still to be settled."""
        if self.said is None or (not self.said.plain and self.settled not in (EARLIER, LATER)):
            return None
        return self.said.instants[-1 if self.settled == LATER else 0]


def rows_of(form: Mapping[str, str], zone: ZoneInfo) -> tuple[Row, ...]:
    """The rows d1, t1, s1, d2 … of a form; blank ones are left out, the others keep their numbers."""
    numbers = [number for number in range(1, MOST_ROWS + 1) if f"d{number}" in form]
    rows = (row_of(number, form.get(f"d{number}", ""), form.get(f"t{number}", ""), form.get(f"s{number}", ""), zone) for number in numbers)
    return tuple(row for row in rows if not row.blank)


def row_of(number: int, day: str, hour: str, settled: str, zone: ZoneInfo) -> Row:
    typed_day, typed_hour = _short(day), _short(hour)
    read_day, read_hour = day_of(typed_day), time_of(typed_hour)
    local = datetime.combine(read_day, read_hour) if read_day and read_hour else None
    # A field for dates shows nothing but this form.
    shown_day = read_day.isoformat() if read_day else typed_day
    shown_hour = f"{read_hour:%H:%M}" if read_hour else typed_hour
    return Row(number, shown_day, shown_hour, settled, hour_of(local, zone) if local else None)


def rows_from(locals_: Sequence[datetime], zone: ZoneInfo) -> tuple[Row, ...]:
    return tuple(row_of(n, local.date().isoformat(), f"{local:%H:%M}", "", zone) for n, local in enumerate(locals_, 1))


def fault(rows: Sequence[Row]) -> Refusal | None:
    """Why these rows are not yet dates."""
    if not rows:
        return NO_DATES
    unread = next((row for row in rows if row.said is None), None)
    if unread:
        return Refusal("date_unreadable", "B6", params=(("text", f"{unread.day} {unread.hour}".strip()), ("example", EXAMPLE)))
    return TO_SETTLE if any(row.instant is None for row in rows) else None


def instants(rows: Sequence[Row]) -> list[datetime]:
    """Of rows without fault."""
    return [row.instant for row in rows if row.instant]


def day_of(text: str) -> date | None:
    """2027-01-14, 14/1/2027, 14.1.2027."""
    found = ISO.match(text) or DAY_FIRST.match(text)
    if found is None:
        return None
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return day if EARLIEST <= day.year <= LATEST else None


def time_of(text: str) -> time | None:
    """9:30, 09:30, 9 h 30, 9h, 9:30 pm."""
    found = CLOCK.match(text.replace("\u00a0", " ").replace("\u202f", " "))
    if found is None:
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def days_in(text: str) -> frozenset[date] | Refusal:
    """One day a line, or a period: 21/12/2026 - 3/1/2027."""
    found: set[date] = set()
    # Single spaces first: a pattern that looks for many of them takes minutes over a line of nothing else.
    for line in filter(None, (" ".join(line.split()) for line in clean(text).split("\n"))):
        ends = [day_of(part) for part in re.split(" (?:[-–—]|au|to) ", line, maxsplit=1)]
        first, last = ends[0], ends[-1]
        if first is None or last is None or not timedelta() <= last - first < timedelta(days=366):
            return Refusal("date_unreadable", "B6", params=(("text", line[:LONGEST]), ("example", "21/12/2026 - 3/1/2027")))
        found |= {first + timedelta(days=number) for number in range((last - first).days + 1)}
    return frozenset(found)


def number(text: str, least: int, most: int, otherwise: int) -> int:
    """A whole number within its bounds."""
    return min(max(int(text), least), most) if text.isascii() and text.isdecimal() and len(text) < 5 else otherwise


def shown(instant: datetime, zone: str) -> datetime:
    """An instant on the clocks of a place, for the words that tell it."""
    return instant.astimezone(ZoneInfo(zone))


def _short(text: str) -> str:
    return " ".join(clean(text).split())[:LONGEST]
