"""When each session of hers was: the headings of a journal. It holds no word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from .models import Seat


def meetings(member: str) -> Mapping[str, datetime]:
    """Session to its start, at its place, in order of time; those whose words are erased as well, since what is hers stays (C3)."""
    seats = Seat.objects.filter(member=member).select_related("session").order_by("session__start")
    return {seat.session_id: seat.session.start.astimezone(ZoneInfo(seat.session.zone)) for seat in seats}
