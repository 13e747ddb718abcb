"""Fixing dates, for whoever facilitates: proposed from a rhythm, or typed; then fixed, or put to the poll (B4 to B6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from codev.groups import dates as fixing
from codev.groups import polls
from codev.groups.course import Course, course_of
from codev.phrases import day
from codev.protocol import Refusal
from codev.protocol.cycle.hours import local_of
from codev.protocol.cycle.rhythm import MOST_SESSIONS, MOST_WEEKS, Rhythm, dates_of, long_gaps

from ..pages.homes import AtHome, at_home, home_leaf
from ..text import clean
from . import typed
from .dates import edition_of, leading
from .telling import settling, tell, town
from .typed import NO_DATES, Row

MONTHLY = 4
SPARE = 2
FIELDS = ("first", "hour", "weeks", "sessions", "skip")


@dataclass(frozen=True)
class Form:
    """What the page shows: the rhythm as typed, the dates as they stand, and why they can not be taken yet."""

    values: Mapping[str, str]
    rows: Sequence[Row] = ()
    refusal: Refusal | None = None
    gaps: Sequence[tuple[datetime, datetime]] = field(default=())


@require_http_methods(["GET", "POST"])
async def plan(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member, facilitator=True)
    return await sync_to_async(_plan)(request, here)


def _plan(request: HttpRequest, here: AtHome) -> HttpResponse:
    course, zone = course_of(here.who.group), ZoneInfo(here.who.zone)
    if request.method == "GET":
        return _page(request, here, course, Form(_usual(course, zone)))
    values = {name: clean(request.POST.get(name, "")) for name in FIELDS}
    if request.POST.get("do") == "propose":
        return _page(request, here, course, _proposed(values, zone))
    rows = typed.rows_of(request.POST.dict(), zone)
    refusal = typed.fault(rows) or _taken(request, here, values, typed.instants(rows))
    if refusal:
        return _page(request, here, course_of(here.who.group), Form(values, rows, refusal))
    return HttpResponseRedirect(f"{here.who.address}/{'poll' if request.POST.get('do') == 'ask' else 'dates'}")


def _usual(course: Course, zone: ZoneInfo) -> dict[str, str]:
    """Goes on from the last date that is planned, in its rhythm."""
    last = max((meeting.start for meeting in course.planned), default=None)
    following = local_of(last, zone) + timedelta(weeks=MONTHLY) if last else None
    return {
        "first": following.date().isoformat() if following else "",
        "hour": f"{following:%H:%M}" if following else "",
        "weeks": str(MONTHLY),
        "sessions": str(course.missing or 1),
        "skip": "",
    }


def _proposed(values: Mapping[str, str], zone: ZoneInfo) -> Form:
    first = typed.row_of(1, values["first"], values["hour"], "", zone)
    skipping = typed.days_in(values["skip"])
    refusal = typed.fault([first]) if first.said is None else None
    if refusal or isinstance(skipping, Refusal) or first.said is None:
        return Form(values, (), refusal or (skipping if isinstance(skipping, Refusal) else NO_DATES))
    weeks = typed.number(values["weeks"], 1, MOST_WEEKS, MONTHLY)
    sessions = typed.number(values["sessions"], 1, MOST_SESSIONS, 1)
    try:
        found = dates_of(Rhythm(first.said.local, weeks, sessions, skipping))
        rows = typed.rows_from(found, zone)
    except OverflowError:  # beyond the last day of the calendar
        return Form(values, (), NO_DATES)
    past = any(row.said and row.said.instants[0] <= timezone.now() for row in rows)
    return Form(values, rows, fixing.PAST if past else None)


def _taken(request: HttpRequest, here: AtHome, values: Mapping[str, str], starts: Sequence[datetime]) -> Refusal | None:
    by = leading(here)
    if request.POST.get("do") == "ask":
        sessions = typed.number(values["sessions"], 1, MOST_SESSIONS, len(starts))
        return polls.ask(by, starts, min(sessions, len(set(starts))))
    fixed = fixing.fix(by, edition_of(request), starts)
    return fixed if isinstance(fixed, Refusal) else None


def _page(request: HttpRequest, here: AtHome, course: Course, form: Form) -> HttpResponse:
    who, now = here.who, timezone.now()
    language = who.language
    locals_ = [row.said.local for row in form.rows if row.said]
    planned = [local_of(meeting.start, ZoneInfo(who.zone)) for meeting in course.planned]
    blank = len(form.rows) or typed.number(form.values["sessions"], 1, MOST_SESSIONS, 1)
    last = max((row.number for row in form.rows), default=0)
    context: dict[str, Any] = {
        "course": course,
        "form": form,
        "rows": (*form.rows, *(Row(n) for n in range(last + 1, last + 1 + (SPARE if form.rows else blank)))),
        "settle": [settling(row, who.zone, language) for row in form.rows if not row.plain],
        "gaps": [(day(earlier, language), day(later, language)) for earlier, later in long_gaps([*planned, *locals_])],
        "zone": town(who.zone),
        "planned": [tell(course, meeting, who, now) for meeting in course.ahead(now) if not meeting.cancelled],
        "poll": polls.open_poll(who.group) is not None,
        "members": len(course.peers),
    }
    return home_leaf(request, here, "group/plan", HTTPStatus.UNPROCESSABLE_ENTITY if form.refusal else HTTPStatus.OK, **context)
