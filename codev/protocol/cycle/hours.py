"""A local time and the instant that it means. When the clocks change, one hour does not exist and another comes twice: people settle it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

PLAIN, GAP, TWICE = "", "gap", "twice"


@dataclass(frozen=True)
class Hour:
    """local: as somebody said it, without zone. instants: one, or the earlier and the later that it may mean. why: "", gap, twice."""

    local: datetime
    instants: tuple[datetime, ...]
    why: str = PLAIN

    @property
    def plain(self) -> bool:
        return self.why == PLAIN


def hour_of(local: datetime, zone: ZoneInfo) -> Hour:
    """Where the clocks jump over it, the two instants lie one jump apart, around the gap."""
    first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return Hour(local, (first,))
    exists = first.astimezone(zone).replace(tzinfo=None, fold=0) == local
    return Hour(local, (min(first, second), max(first, second)), TWICE if exists else GAP)


def local_of(instant: datetime, zone: ZoneInfo) -> datetime:
    """Without zone, as a clock on the wall there shows it."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)
