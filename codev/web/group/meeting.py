"""One session of the cycle, for whoever facilitates: another date, how it is held, a second consultation, cancelled (B12, B13, S31)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from codev.formats import names
from codev.groups import dates as fixing
from codev.groups.course import Course, Meeting, course_of
from codev.groups.planning import open_room
from codev.groups.tables import room_of
from codev.protocol import Refusal
from codev.protocol.cycle.hours import local_of

from ..house import House, house_of
from ..pages.homes import AtHome, at_home, home_leaf
from . import typed
from .dates import edition_of, leading
from .telling import settling, tell, title_of, town

BEGUN = Refusal("meeting_begun", "S1")


@require_http_methods(["GET", "POST"])
async def meeting(request: HttpRequest, member: str, session: str) -> HttpResponse:
    """Raises Http404, for a session of another group too."""
    here = await at_home(request, member, facilitator=True)
    house = house_of(request)
    course = await sync_to_async(course_of)(here.who.group)
    found = course.meeting(session)
    if found is None:
        raise Http404
    begun = await has_begun(house, found)
    if request.method == "GET":
        return await sync_to_async(_page)(request, here, course, found, begun)
    refusal = await sync_to_async(_change)(request, here, found, begun)
    if refusal:
        course = await sync_to_async(course_of)(here.who.group)
        return await sync_to_async(_page)(request, here, course, course.meeting(session) or found, begun, refusal)
    await renew(house, found)
    return HttpResponseRedirect(f"{here.who.address}/dates")


async def has_begun(house: House, found: Meeting) -> bool:
    """Once a consultation has begun, what it was planned with stays as it is."""
    return any([await house.rooms.begun(room_of(found.session, run)) for run in range(1, found.runs + 1)])


async def renew(house: House, found: Meeting) -> None:
    """Whoever waits in the room sees the change."""
    for run in range(1, found.runs + 1):
        if house.rooms.not_begun(room_of(found.session, run)):
            await open_room(room_of(found.session, run), house.rooms.plan)


def _change(request: HttpRequest, here: AtHome, found: Meeting, begun: bool) -> Refusal | None:
    do, by, edition = request.POST.get("do", ""), leading(here), edition_of(request)
    if do == "second":
        again = fixing.consult_again(by, found.session)
        return again if isinstance(again, Refusal) else None
    if begun:
        return BEGUN
    if do == "cancel":
        changed = fixing.cancel(by, found.session, edition)
        return changed if isinstance(changed, Refusal) else None
    if do == "move":
        return _move(request, here, found, edition)
    return _arrange(request, here, found, edition) if do == "arrange" else Refusal("not_understood", "S2")


def _move(request: HttpRequest, here: AtHome, found: Meeting, edition: int) -> Refusal | None:
    rows = typed.rows_of(request.POST.dict(), ZoneInfo(here.who.zone))
    refusal = typed.fault(rows[:1])
    if refusal:
        return refusal
    moved = fixing.move(leading(here), found.session, edition, typed.instants(rows)[0])
    return moved if isinstance(moved, Refusal) else None


def _arrange(request: HttpRequest, here: AtHome, found: Meeting, edition: int) -> Refusal | None:
    asked = request.POST
    format_name = asked.get("format", "")
    if format_name not in names():
        return Refusal("not_understood", "S2")
    arranged = fixing.arrange(
        leading(here),
        found.session,
        edition,
        format_name=format_name,
        facilitator=asked.get("facilitator", ""),
        at_table=asked.getlist("seat"),
    )
    return arranged if isinstance(arranged, Refusal) else None


def _page(request: HttpRequest, here: AtHome, course: Course, found: Meeting, begun: bool, refusal: Refusal | None = None) -> HttpResponse:
    who, zone = here.who, ZoneInfo(here.who.zone)
    rows = typed.rows_of(request.POST.dict(), zone) if refusal else ()
    row = next(iter(rows), None) or typed.rows_from([local_of(found.start, zone)], zone)[0]
    arranged = request.POST if refusal and request.POST.get("do") == "arrange" else None
    context: dict[str, Any] = {
        "course": course,
        "one": tell(course, found, who, timezone.now()),
        "row": row,
        "settle": [settling(row, who.zone, who.language)] if refusal and not row.plain else [],
        "zone": town(who.zone),
        "formats": [(name, title_of(name, who.language)) for name in names()],
        "format": arranged.get("format", "") if arranged else found.format,
        "leading": [(member, course.names[member]) for member in course.leading],
        "facilitator": arranged.get("facilitator", "") if arranged else found.facilitator,
        "peers": [(member, course.names[member]) for member in course.peers],
        "table": set(arranged.getlist("seat")) if arranged else set(found.table),
        "open": not begun and not found.held,
        "begun": begun,
        "refusal": refusal,
    }
    return home_leaf(request, here, "group/meeting", HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK, **context)
