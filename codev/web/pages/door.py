"""The door of a session: who one is, the charter, and one line of it each time (B7)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from codev.groups import charter as charters
from codev.groups.founding import correct
from codev.groups.planning import open_room
from codev.groups.tables import Place
from codev.phrases import clock_time, day
from codev.protocol import Refusal

from ..house import house_of
from ..languages import OFFERED
from ..text import clean
from ..voice import initials, short
from .leaf import leaf
from .visits import Visit, share, visit

CHARTER_FIRST = Refusal("charter_first", "B7")


@require_http_methods(["GET", "POST"])
async def door(request: HttpRequest, session: str, run: int, member: str) -> HttpResponse:
    here = await visit(request, session, run, member)
    if request.method == "GET":
        return await _page(request, here)
    refusal = await _enter(request, here)
    if refusal:
        return await _page(request, here, clean(request.POST.get("name", "")), refusal)
    rooms = house_of(request).rooms
    if not (here.place.table.demonstration and rooms.not_begun(here.place.room)):  # its hour is that of whoever came first
        await open_room(here.place.room, rooms.plan)
    return HttpResponseRedirect(here.place.address)


async def _enter(request: HttpRequest, here: Visit) -> Refusal | None:
    """Her name is asked with her first yes, and of nobody who was let in for one evening."""
    member, asked = here.place.member, request.POST
    name = "" if here.guest or here.place.charter_accepted else clean(asked.get("name", "")).replace("\n", " ")
    refusal = await sync_to_async(correct)(member, name=name)
    if refusal is None and not here.place.charter_accepted:
        version = asked.get("charter", "")
        accepts = version.isdecimal() and len(version) < 9
        refusal = await sync_to_async(charters.accept)(member, int(version)) if accepts else CHARTER_FIRST
    if refusal is None:
        await sync_to_async(share)(request, member, "shared" in asked)
    return refusal


async def _page(request: HttpRequest, here: Visit, typed: str = "", refusal: Refusal | None = None) -> HttpResponse:
    place = here.place
    start = place.table.start.astimezone(ZoneInfo(place.zone))
    context: dict[str, Any] = {
        "place": place,
        "typed": typed or place.name,
        "first": short(place.name, ()),
        "day": day(start, place.language),
        "hour": "" if place.table.demonstration else clock_time(start, place.language),  # it begins when somebody comes
        "seats": seats(place),
        "articles": await articles(place),
        "watches": place.member in place.table.watching,
        "shared": here.shared,
        "guest": here.guest,
        "refusal": refusal,
        "video": web_address(place.video),
        "until": "" if place.table.demonstration else day(place.table.words_until, place.language, year=True),
        "languages": OFFERED,
    }
    return leaf(request, "door", place.language, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK, **context)


def seats(place: Place) -> list[dict[str, Any]]:
    """Everyone's place at the table, in the order of the room; one's own is kept free until one comes in."""
    at_table = place.table.active - place.table.watching
    members = [place.facilitator, *(member for member in place.names if member != place.facilitator and member in at_table)]
    names = [place.names[member] for member in members]
    return [
        {
            "name": short(name, names),
            "initials": initials(name),
            "role": "facilitator" if member == place.facilitator else "consultant",
            "mine": member == place.member,
            "paper": member in place.table.without_device,
        }
        for member, name in zip(members, names, strict=True)
    ]


def web_address(video: str) -> str:
    """The group's video call, if its address is one that a browser opens."""
    return video if video.startswith(("https://", "http://")) else ""


@require_GET
async def charter(request: HttpRequest, session: str, run: int, member: str) -> HttpResponse:
    """The whole charter, at hand throughout."""
    place = (await visit(request, session, run, member)).place
    return leaf(request, "charter", place.language, place=place, articles=await articles(place))


async def articles(place: Place) -> tuple[charters.Article, ...]:
    return await sync_to_async(charters.articles)(place.table.group, place.table.charter_version, place.language)


@require_POST
async def language(request: HttpRequest, session: str, run: int, member: str) -> HttpResponse:
    """The language that she reads; the others keep theirs."""
    place = (await visit(request, session, run, member)).place
    chosen = request.POST.get("language", "")
    if chosen in OFFERED:
        await sync_to_async(correct)(member, language=chosen)
    below = "/door" if request.POST.get("next") == "door" else ""
    return HttpResponseRedirect(place.address + below)
