"""The first page: what codev is, the places of this browser, and a trial session with invented people."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from codev.groups import demo
from codev.groups.access import memberships, next_place, places
from codev.people import links
from codev.people.browsers import held_by
from codev.people.tries import Tries
from codev.phrases import day_and_time
from codev.phrases.cases import cases

from ..group import founding
from ..house import house_of
from ..languages import COOKIE, OFFERED, of_visitor
from ..trial import OFFERED as PACES
from .leaf import leaf

ROLES = ("client", "consultant", "facilitator")
A_YEAR = 366 * 24 * 3600
STILL_OF_USE = timedelta(days=1)

tries = Tries(each=12, together=120, minutes=10)


@require_GET
async def landing(request: HttpRequest) -> HttpResponse:
    language = of_visitor(request)
    held = await sync_to_async(held_by)(request)
    hers = await sync_to_async(places)(held.members) if held.members else ()
    soon = [place for place in hers if place.table.start > timezone.now() - STILL_OF_USE]
    rows = [(place, day_and_time(place.table.start.astimezone(ZoneInfo(place.zone)), language)) for place in soon]
    groups = await sync_to_async(memberships)(held.members) if held.members else ()
    context: dict[str, Any] = {
        "groups": groups,
        "founding": founding.offered(),
        "places": rows,
        "trial": offer(request, language),
        "key": secrets.token_hex(8),
        "languages": OFFERED,
    }
    return leaf(request, "landing", language, **context)


def offer(request: HttpRequest, language: str) -> dict[str, Any] | None:
    """What may be chosen for a trial; nothing where no companions could take the other seats."""
    if house_of(request).companions is None:
        return None
    stories = [(name, case["title"][language]) for name, case in cases().items()]
    return {"cases": stories, "roles": ROLES, "paces": PACES, "languages": OFFERED}


@require_POST
async def begin(request: HttpRequest) -> HttpResponse:
    """A fresh trial for one person, who takes her place in it at once."""
    companions, asked = house_of(request).companions, request.POST
    choice = (asked.get("case", ""), asked.get("as", ""), asked.get("language", ""), asked.get("pace", ""))
    known = choice[0] in cases() and choice[1] in ROLES and choice[2] in OFFERED and choice[3] in PACES
    if companions is None or not known:
        return leaf(request, "refused", status=400, words="guard.form")
    address = request.META.get("REMOTE_ADDR", "")
    if tries.too_many(address):
        return leaf(request, "too_many", status=429, minutes=tries.minutes)
    tries.count(address)
    trial = await sync_to_async(demo.trial)(choice[0], choice[1], choice[2], demo.STANDING[choice[0]])
    await sync_to_async(links.claim)(request, trial.token)
    await companions.seat(trial, choice[3])
    place = await sync_to_async(partial(next_place, (trial.human,), trial.human, timezone.now()))()
    assert place is not None, "the trial has just been planned"
    return HttpResponseRedirect(f"{place.address}/door")


@require_POST
def speak(request: HttpRequest) -> HttpResponse:
    """The language of whoever has no place (yet), on this device."""
    chosen = request.POST.get("language", "")
    answer = HttpResponseRedirect(back_to(request.POST.get("next", "")))
    if chosen in OFFERED:
        answer.set_cookie(COOKIE, chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return answer


def back_to(path: str) -> str:
    """A path of this very site."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
