"""The links that are still to be given, one a person: to copy, or to send where there is a mail server."""

from __future__ import annotations

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from codev.groups import people
from codev.phrases import listing

from ..pages.homes import AtHome, at_home, home_leaf
from .people import link_of


@require_http_methods(["GET", "POST"])
async def links(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member, facilitator=True)
    if request.method == "POST":
        await sync_to_async(people.write_to)(here.who)
        return HttpResponseRedirect(f"{here.who.address}/links?sent=1")
    return await sync_to_async(_page)(request, here)


def _page(request: HttpRequest, here: AtHome) -> HttpResponse:
    waiting = [one for one in people.roll(here.who) if one.token and one.member != here.who.member]
    rows = [(one, link_of(request, one)) for one in waiting]
    reached = [one.name for one in waiting if one.address] if getattr(settings, "CODEV_POST", None) else []
    names = listing(reached, here.who.language)
    return home_leaf(request, here, "group/links", rows=rows, names=names, sent="sent" in request.GET)
