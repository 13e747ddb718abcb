"""To found a group, in one page (B1, B12). Whoever founds it is taken in at once by this browser, with a code to keep."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from codev.groups.founding import Wish, begin
from codev.groups.membership import membership
from codev.groups.models import Member
from codev.groups.people import size
from codev.groups.roster import LONGEST_NAME, Roster, a_mailbox
from codev.people import claims, devices, links
from codev.people.models import Account
from codev.people.tries import Tries
from codev.phrases import say

from ..languages import OFFERED, of_visitor, wanted
from ..pages.leaf import leaf
from . import asked, listing
from .asked import Asked, line

ANYONE, ACCOUNTS = "anyone", "accounts"
SIGN_IN = "/account/sign-in"
SHORTEST_KEY = 32

tries = Tries(each=10, together=200, minutes=60)


def offered() -> bool:
    """Whether somebody may found a group here; a setting that is none of ours closes it."""
    return settings.CODEV_FOUNDING in (ANYONE, ACCOUNTS)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Raises Http404 where founding is closed."""
    if not offered():
        raise Http404
    if settings.CODEV_FOUNDING == ACCOUNTS and not isinstance(request.user, Account):
        return HttpResponseRedirect(f"{SIGN_IN}?next=/new")
    language = of_visitor(request)
    if request.method == "GET":
        return _page(request, language, asked.fresh(language, wanted(request)), Roster(()))
    form, roster = _read(request, language)
    if form.needs:
        return _page(request, language, form, roster, HTTPStatus.UNPROCESSABLE_ENTITY)
    address = request.META.get("REMOTE_ADDR", "")
    if tries.too_many(address):
        return leaf(request, "too_many", status=HTTPStatus.TOO_MANY_REQUESTS, minutes=tries.minutes)
    tries.count(address)
    return _founded(request, begin(_wish(form, roster)))


def _read(request: HttpRequest, language: str) -> tuple[Asked, Roster]:
    posted = request.POST
    form = asked.read(posted, language)
    text, too_large = listing.typed(request)
    values = {
        "founder": line(posted.get("founder", "")),
        "address": line(posted.get("address", "")),
        "theme": line(posted.get("theme", "")),
    }
    form.values |= values | {"peer": "yes" if posted.get("peer") == "yes" else "no", "people": text, "key": posted.get("key", "")[:64]}
    roster = listing.read(text, ((values["founder"], values["address"]),) if values["founder"] else ())
    form.needs |= _needs(form, roster, language) | ({"file": say("founding.needs.file", language)} if too_large else {})
    return form, roster


def _needs(form: Asked, roster: Roster, language: str) -> dict[str, str]:
    values = form.values
    peers = len(roster.people) + (values["peer"] == "yes")
    found = {
        "founder": "" if values["founder"] else say("founding.needs.founder", language),
        "address": "" if not values["address"] or a_mailbox(values["address"]) else say("founding.needs.address", language),
        "people": say("founding.needs.people", language) if roster.problems else "",
        "theme": say("founding.needs.theme", language, n=peers) if size(peers) == "large" and not values["theme"] else "",
        **asked.too_long(values, language),
    }
    if len(values["founder"]) > LONGEST_NAME:
        found["founder"] = say("founding.needs.long", language, n=LONGEST_NAME)
    return {name: words for name, words in found.items() if words}


def _wish(form: Asked, roster: Roster) -> Wish:
    values = form.values
    return Wish(
        key=values["key"] if len(values["key"]) >= SHORTEST_KEY else secrets.token_hex(16),
        columns=form.columns,
        founder=values["founder"],
        address=values["address"],
        peer=values["peer"] == "yes",
        people=roster.people,
        theme=values["theme"],
    )


def _founded(request: HttpRequest, founder: Member) -> HttpResponse:
    """Her page with the code to keep, shown now or never. Sent again, the same form shows it again, with another code."""
    claimed = links.claim(request, links.current(founder.pk))
    who = membership(founder)
    if who is None or claimed != founder.pk:
        raise Http404
    if isinstance(request.user, Account):
        claims.claim(request, request.user, founder.pk)
    code = devices.offer_return(request, founder.pk)
    shown = code.text if isinstance(code, devices.Code) else ""
    where = request.build_absolute_uri("/device")
    return leaf(request, "founded", who.language, who=who, code=shown, where=where)


def _page(request: HttpRequest, language: str, form: Asked, roster: Roster, status: int = HTTPStatus.OK) -> HttpResponse:
    context: dict[str, Any] = {
        **asked.offered(language),
        "form": form,
        "problems": listing.told(roster, language),
        "key": form.values.get("key") or secrets.token_hex(16),
        "larger": "theme" in form.needs or bool(form.values.get("theme")),
        "languages": OFFERED,
    }
    return leaf(request, "new", language, status, **context)
