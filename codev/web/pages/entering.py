"""A personal link, a code for another device: how a browser comes to hold a member."""

from __future__ import annotations

import re
import secrets
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from codev.groups import charter as charters
from codev.groups import people
from codev.groups.access import member_for, next_place, places
from codev.groups.figures import organiser_for
from codev.groups.leaving import IN_HER_HANDS
from codev.groups.membership import Membership
from codev.groups.tables import LONGEST_MEETING
from codev.people import devices, links
from codev.people.browsers import held_by
from codev.people.tries import Tries
from codev.phrases import day_and_time
from codev.protocol import Refusal

from ..text import clean
from .leaf import leaf
from .visits import share, visit

GONE = {"link_spent": HTTPStatus.GONE, "link_withdrawn": HTTPStatus.GONE, "link_unknown": HTTPStatus.NOT_FOUND}
tries = Tries(each=30, together=1000, minutes=10)
"""Unknown links: 144 bits are not guessed, and whoever tries is not to be a burden either."""
BELOW = re.compile(r"[a-z]{1,20}\Z")


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Shown by GET, which changes nothing; claimed by POST. Whoever has not answered yet is asked, and may say no (B16)."""
    address = request.META.get("REMOTE_ADDR", "")
    if tries.too_many(address):
        return leaf(request, "too_many", status=HTTPStatus.TOO_MANY_REQUESTS, minutes=tries.minutes)
    held = held_by(request).members
    found = links.read(token, held)
    invited = None if isinstance(found, Refusal) or found in held else invitation(found)
    if request.method == "POST":
        if invited and request.POST.get("answer") == "no":
            return ask(request, invited, IN_HER_HANDS) if invited.facilitates else say_no(request, invited)
        if invited and (refusal := call_herself(request, invited)):
            return ask(request, invited, refusal)
        found = links.claim(request, token)
    if isinstance(found, Refusal):
        if found == links.UNKNOWN:
            tries.count(address)
        return closed(request, found)
    if request.method == "POST":
        accept(request, found)
        on_this_device(request, found)
    if request.method == "POST" or found in held:
        return to_the_door(request, found)
    if invited:
        return ask(request, invited)
    key = secrets.token_hex(8)
    place = next_place((found,), found, timezone.now())
    who = member_for((found,), found)
    return leaf(request, "link", who.language if who else "", who=who, place=place, key=key)


def invitation(member: str) -> Membership | None:
    """Somebody of a real group who has not said yes so far."""
    who = member_for((member,), member)
    return who if who and not who.demonstration and not who.accepted_version else None


def call_herself(request: HttpRequest, who: Membership) -> Refusal | None:
    """Her name as she wants the group to read it; left as it is where she writes none."""
    name = " ".join(clean(request.POST.get("name", "")).split())
    return people.rename(who, name) if name and name != who.name else None


def ask(request: HttpRequest, who: Membership, refusal: Refusal | None = None) -> HttpResponse:
    typed = clean(request.POST.get("name", "")) if refusal else who.name
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    context = asking(who) | {"typed": typed, "shared": "shared" in request.POST, "refusal": refusal, "key": secrets.token_hex(8)}
    return leaf(request, "invited", who.language, status, **context)


def asking(who: Membership) -> dict[str, Any]:
    """What she reads before she answers: who asks, the charter, the dates if there are any."""
    dates = dict.fromkeys((place.table.start, place.table.zone) for place in places((who.member,)))
    return {
        "who": who,
        "asks": people.facilitator(who.group),
        "articles": charters.articles(who.group, who.charter_version, who.language),
        "dates": [day_and_time(start.astimezone(ZoneInfo(zone)), who.language) for start, zone in dates],
    }


def accept(request: HttpRequest, member: str) -> None:
    """Her yes to the version that her page showed; to another one she is asked again inside."""
    version = request.POST.get("charter", "")
    if request.POST.get("answer") == "yes" and version.isdecimal() and len(version) < 9:
        charters.accept(member, int(version))


def on_this_device(request: HttpRequest, member: str) -> None:
    """Said before the first word is typed here, that others use it; at the door it may be said otherwise."""
    if "shared" in request.POST:
        share(request, member, True)


def say_no(request: HttpRequest, who: Membership) -> HttpResponse:
    """For whoever does not have the group in hand."""
    people.decline(who.member)
    return leaf(request, "declined", who.language, who=who)


def closed(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    page = "spent" if refusal.code == "link_spent" else "link_closed"
    return leaf(request, page, status=GONE.get(refusal.code, HTTPStatus.BAD_REQUEST), refusal=refusal)


def is_there(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def to_the_door(request: HttpRequest, member: str) -> HttpResponse:
    """To the page of hers that a mail names (`?to=prepare`); to the session that is on or about to be; on another day, home."""
    if organiser_for((member,), member):
        return HttpResponseRedirect(f"/o/{member}")
    if BELOW.match(to := request.GET.get("to", "")) and is_there(f"/m/{member}/{to}"):
        return HttpResponseRedirect(f"/m/{member}/{to}")
    now = timezone.now()
    place = next_place((member,), member, now)
    on = place is not None and (place.table.demonstration or abs(place.table.start - now) < LONGEST_MEETING)
    return HttpResponseRedirect(f"{place.address}/door" if place and on else f"/m/{member}")


@require_http_methods(["GET", "POST"])
def device(request: HttpRequest) -> HttpResponse:
    """Where the other device's code is typed."""
    if request.method == "GET":
        return leaf(request, "device")
    found = devices.enter(request, request.POST.get("code", ""))
    if not isinstance(found, Refusal):
        on_this_device(request, found)
        return to_the_door(request, found)
    status = HTTPStatus.TOO_MANY_REQUESTS if found.code == "too_often" else HTTPStatus.UNPROCESSABLE_ENTITY
    return leaf(request, "device", status=status, refusal=found, shared="shared" in request.POST)


@require_POST
async def code(request: HttpRequest, session: str, run: int, member: str) -> HttpResponse:
    """A code for another device, or one to keep on paper: shown on her own page and nowhere else."""
    here = await visit(request, session, run, member)
    if here.guest:
        raise Http404
    keep = request.POST.get("keep") == "1"
    found = await sync_to_async(devices.offer_return if keep else devices.offer)(request, member)
    shown = found.text if isinstance(found, devices.Code) else ""
    minutes = int(devices.LIFE.total_seconds() // 60)
    where = request.build_absolute_uri("/device")
    return leaf(request, "code", here.place.language, place=here.place, code=shown, keep=keep, minutes=minutes, where=where)


@require_POST
async def leave(request: HttpRequest, session: str, run: int, member: str) -> HttpResponse:
    """“That is not me”, or: this device is to forget me. Her streams end, and a link that was claimed here opens once more.

    The code to keep is shown now or never: without it her notes would stay shut for good (C1).
    """
    here = await visit(request, session, run, member)
    back = await sync_to_async(devices.offer_return)(request, member) if here.notes else None
    await sync_to_async(links.give_back)(request, member)
    shown = back.text if isinstance(back, devices.Code) else ""
    answer = leaf(request, "left", here.place.language, code=shown, where=request.build_absolute_uri("/device"))
    answer["Clear-Site-Data"] = '"storage"'
    return answer
