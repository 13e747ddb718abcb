"""The people of a group: everyone sees who is in it; whoever facilitates adds, corrects, hands the group over (B1, B3, B12)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from codev.groups import observers, people, ties
from codev.groups.people import Someone
from codev.groups.roster import Roster
from codev.phrases import say
from codev.protocol import Refusal

from ..pages.homes import AtHome, at_home, home_leaf, stays
from ..text import clean
from . import listing
from .asked import line


@require_GET
async def everyone(request: HttpRequest, member: str) -> HttpResponse:
    return await sync_to_async(_page)(request, await at_home(request, member))


def _page(
    request: HttpRequest, here: AtHome, typed: str = "", roster: Roster | None = None, watches: bool = False, file: str = ""
) -> HttpResponse:
    who = here.who
    rows = people.roll(who)
    context: dict[str, Any] = {
        "people": rows,
        "size": people.size(people.peers(rows)),
        "typed": typed,
        "watches": watches,
        "form": {"needs": {"file": file}},
        "problems": listing.told(roster, who.language) if roster else (),
    }
    if who.facilitates:
        accepted = observers.accepted(who.group)
        apart = ties.apart(who)
        context |= {"gone": people.gone(who), "apart": apart, "accepted": accepted, "open": any(one.token for one in rows)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if file or (roster and roster.problems) else HTTPStatus.OK
    return home_leaf(request, here, "group/people", status, **context)


@require_POST
async def add(request: HttpRequest, member: str) -> HttpResponse:
    """The good lines alone are never taken in: all of the list is right, or it stays in the form."""
    here = await at_home(request, member, facilitator=True)
    if here.who.demonstration:
        return stays(request, here)
    return await sync_to_async(_add)(request, here)


def _add(request: HttpRequest, here: AtHome) -> HttpResponse:
    text, too_large = listing.typed(request)
    watches = request.POST.get("as") == "observers"
    taken = [(one.name, one.address) for one in people.roll(here.who)]
    roster = listing.read(text, taken)
    if roster.problems or too_large:
        return _page(request, here, text, roster, watches, say("founding.needs.file", here.who.language) if too_large else "")
    people.add(here.who, roster.people, watches=watches)
    return HttpResponseRedirect(f"{here.who.address}/{'links' if roster.people else 'people'}")


@require_http_methods(["GET", "POST"])
async def person(request: HttpRequest, member: str, other: str) -> HttpResponse:
    """One person of the group, for whoever facilitates it; and oneself, to say how one is called."""
    here = await at_home(request, member, facilitator=other != member)
    if here.who.demonstration:
        return stays(request, here)
    return await sync_to_async(_person)(request, here, other)


def _person(request: HttpRequest, here: AtHome, other: str) -> HttpResponse:
    """Raises Http404."""
    one = people.belongs(here.who, other)
    if one is None:
        raise Http404
    if request.method == "GET":
        return _of(request, here, one)
    outcome = _change(request, here, one)
    if isinstance(outcome, Refusal):
        return _of(request, here, one, outcome)
    return HttpResponseRedirect(outcome)


def _change(request: HttpRequest, here: AtHome, one: Someone) -> str | Refusal:
    """Where to go from there, or why not."""
    who, asked = here.who, request.POST
    back, refusal = f"{who.address}/people", None
    do = asked.get("do", "")
    if not who.facilitates:
        refusal = people.rename(who, line(asked.get("name", ""))) if do == "correct" else None
    elif do == "correct":
        name, address = (clean(asked.get(field, "")).replace("\n", " ") for field in ("name", "address"))
        refusal = people.correct(who, one.member, name=name, address=address, has_device="device" in asked)
    elif do == "renew":
        people.renew_link(who, one.member)
        back = f"{back}/{one.member}"
    elif do == "leave":
        refusal = people.leave(who, one.member)
    elif do == "hand_over":
        refusal = people.hand_over(who, one.member)
        back = who.address
    return refusal or back


def _of(request: HttpRequest, here: AtHome, one: Someone, refusal: Refusal | None = None) -> HttpResponse:
    typed = request.POST if refusal and request.POST.get("do") == "correct" else {}
    values = {"name": typed.get("name", one.name), "address": typed.get("address", one.address)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    context = {"one": one, "values": values, "refusal": refusal, "link": link_of(request, one), "script": "copy"}
    return home_leaf(request, here, "group/person", status, **context)


def link_of(request: HttpRequest, one: Someone) -> str:
    return request.build_absolute_uri(f"/l/{one.token}") if one.token else ""
