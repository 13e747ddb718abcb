"""The dates of the cycle, for everyone: to come, behind, whose turn it might be; each tells her own absences (B3 to B6, P13, S8)."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any
from zoneinfo import available_timezones

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from codev.groups import absences
from codev.groups import dates as fixing
from codev.groups.course import Course, course_of
from codev.groups.models import Member
from codev.groups.polls import open_poll
from codev.protocol import Refusal

from ..pages.homes import AtHome, at_home, home_leaf
from ..text import clean
from .telling import hours, named, tell


@require_http_methods(["GET", "POST"])
async def dates(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member)
    return await sync_to_async(_dates)(request, here)


def _dates(request: HttpRequest, here: AtHome) -> HttpResponse:
    if request.method == "GET":
        return _page(request, here)
    refusal = _change(request, here)
    return _page(request, here, refusal) if refusal else HttpResponseRedirect(f"{here.who.address}/dates")


def _change(request: HttpRequest, here: AtHome) -> Refusal | None:
    asked, who = request.POST, here.who
    do = asked.get("do", "")
    if do in ("miss", "come"):
        return absences.tell(who.member, asked.get("session", ""), absent=do == "miss")
    if do == "zone":
        return _read_in(who.member, asked.get("zone", ""))
    by = leading(here) if who.facilitates else None
    if do == "theme" and by:
        return fixing.name_theme(by, " ".join(clean(asked.get("theme", "")).split()))
    if do == "cycle" and by:
        begun = fixing.begin_cycle(by, edition_of(request))
        return begun if isinstance(begun, Refusal) else None
    return Refusal("not_understood", "S2")


def _read_in(member: str, zone: str) -> Refusal | None:
    if zone and zone not in available_timezones():
        return Refusal("not_understood", "S2")
    row = Member.objects.get(pk=member)
    row.zone = zone
    row.save(update_fields=["zone"])
    return None


def _page(request: HttpRequest, here: AtHome, refusal: Refusal | None = None) -> HttpResponse:
    who, now = here.who, timezone.now()
    course = course_of(who.group)
    context: dict[str, Any] = {
        **hours(who),
        "course": course,
        "refusal": refusal,
        "typed": clean(request.POST.get("theme", "")) or course.theme,
        "coming": [tell(course, meeting, who, now) for meeting in course.ahead(now)],
        "past": [tell(course, meeting, who, now) for meeting in course.past(now)],
        "poll": open_poll(who.group) is not None,
        "turn": None if who.watches else whose_turn(course, who.language),
        "choosing_zone": "zone" in request.GET,
        "done": _done(course, now),
        "zones": sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/"))),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return home_leaf(request, here, "group/dates", status, **context)


def whose_turn(course: Course, language: str) -> dict[str, str]:
    """Names alone: nothing is counted, nobody is named in advance (S8)."""
    return {"been": named(course.names, course.clients, language), "waiting": named(course.names, course.waiting, language)}


def _done(course: Course, now: datetime) -> bool:
    """Every session of the cycle is behind the group."""
    return bool(course.planned) and all(meeting.held for meeting in course.planned) and not course.ahead(now)


def leading(here: AtHome) -> Member:
    """Whoever facilitates, for what only she may change."""
    return Member.objects.select_related("group").get(pk=here.who.member)


def edition_of(request: HttpRequest) -> int:
    text = request.POST.get("edition", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1
