"""What a member tells in private: a tie with somebody of the group (B2), her word on a trainee who would like to watch.

Where her notes are shut, what she told stays shut too, and nothing of it is taken back: somebody else may have come by a new link (C1).
"""

from __future__ import annotations

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from codev.groups import observers, people
from codev.groups import ties as told
from codev.people import links

from ..pages.homes import AtHome, at_home, home_leaf


@require_http_methods(["GET", "POST"])
async def ties(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member)
    return await sync_to_async(_ties)(request, here)


def _ties(request: HttpRequest, here: AtHome) -> HttpResponse:
    who = here.who
    known = told.told_by(who)
    if request.method == "POST":
        links.settle(who.member)
        told.tell(who, {*request.POST.getlist("with"), *(() if here.notes else known)})
        return HttpResponseRedirect(f"{who.address}/ties?noted=1")
    others = [one for one in people.roll(who) if one.member != who.member]
    return home_leaf(request, here, "group/ties", others=others, told=known if here.notes else (), noted="noted" in request.GET)


@require_POST
async def observer(request: HttpRequest, member: str) -> HttpResponse:
    """Yes or no; nothing tells anybody which."""
    here = await at_home(request, member)
    await sync_to_async(links.settle)(member)
    await sync_to_async(observers.say)(here.who, request.POST.get("about", ""), request.POST.get("said", ""))
    return HttpResponseRedirect(here.who.address)
