"""What stands on a member's home, from top to bottom. Each section gathers what its template shows; None: it is left out today."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.http import HttpRequest
from django.utils import timezone

from codev.groups.access import LONGEST_MEETING, next_place
from codev.phrases import clock_time, day

from ..pages.homes import AtHome

Shown = Mapping[str, Any] | None


class Section(NamedTuple):
    """`template`: a file of templates/, which sees `section` (what was gathered), `here` and `who`."""

    template: str
    gather: Callable[[HttpRequest, AtHome], Awaitable[Shown]]


async def next_session(request: HttpRequest, here: AtHome) -> Shown:
    """The session that is on or comes next; without one, a line that says so."""
    who, now = here.who, timezone.now()
    place = await sync_to_async(next_place)((who.member,), who.member, now)
    if place is None or place.table.start <= now - LONGEST_MEETING:
        return {"place": None}
    start = place.table.start.astimezone(ZoneInfo(place.table.zone))
    hour = "" if place.table.demonstration else clock_time(start, who.language)
    return {"place": place, "day": day(start, who.language), "hour": hour, "leads": place.names[place.facilitator]}


SECTIONS = (Section("group/_next_session.html", next_session),)
