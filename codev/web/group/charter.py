"""The group's charter: read, said yes to, made one's own by whoever facilitates; every version stays readable (B7)."""

from __future__ import annotations

from http import HTTPStatus
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods

from codev.groups import charter as charters
from codev.phrases import day
from codev.protocol import Refusal

from ..pages.entering import say_no
from ..pages.homes import AtHome, at_home, home_leaf, stays
from ..text import clean

CHARTER_FIRST = Refusal("charter_first", "B7")


@require_http_methods(["GET", "POST"])
async def charter(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member)
    return await sync_to_async(_charter)(request, here)


def _charter(request: HttpRequest, here: AtHome) -> HttpResponse:
    if request.method == "GET":
        return _page(request, here, here.who.charter_version)
    if request.POST.get("answer") == "no" and not here.who.accepted_version and not here.who.facilitates:
        return stays(request, here) if here.who.demonstration else say_no(request, here.who)
    refusal = charters.accept(here.who.member, number(request.POST.get("charter", "")))
    if refusal:
        return _page(request, here, here.who.charter_version, refusal)
    return HttpResponseRedirect(here.who.address)


@require_GET
async def version(request: HttpRequest, member: str, version: int) -> HttpResponse:
    """A charter as it once stood."""
    here = await at_home(request, member)
    return await sync_to_async(_page)(request, here, version)


def _page(request: HttpRequest, here: AtHome, shown: int, refusal: Refusal | None = None) -> HttpResponse:
    """Raises Http404 for a version that never was."""
    who = here.who
    found = charters.articles(who.group, shown, who.language)
    if not found:
        raise Http404
    zone = ZoneInfo(who.zone)
    dated = [(number, day(at.astimezone(zone), who.language, year=True)) for number, at in charters.versions(who.group)]
    said = {yes.version: day(yes.at.astimezone(zone), who.language, year=True) for yes in charters.yeses(who.member)}
    context = {
        "articles": found,
        "shown": shown,
        "since": dict(dated).get(shown),
        "versions": dated,
        "said": said.get(shown),
        "refusal": refusal,
    }
    return home_leaf(request, here, "group/charter", HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK, **context)


@require_http_methods(["GET", "POST"])
async def edit(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member, facilitator=True)
    if here.who.demonstration:
        return stays(request, here)
    return await sync_to_async(_edit)(request, here)


def _edit(request: HttpRequest, here: AtHome) -> HttpResponse:
    who = here.who
    if request.method == "GET":
        return _form(request, here, charters.as_text(charters.articles(who.group, who.charter_version, who.language)))
    text = clean(request.POST.get("text", "")).strip()
    refusal = charters.write(who, text, number(request.POST.get("after", "")))
    return _form(request, here, text, refusal) if refusal else HttpResponseRedirect(f"{who.address}/charter")


def _form(request: HttpRequest, here: AtHome, text: str, refusal: Refusal | None = None) -> HttpResponse:
    """After somebody else's change the form is over theirs: it stands beside hers, and sent again hers follows it."""
    who = here.who
    moved = refusal is not None and refusal.code == "charter_moved"
    theirs = charters.articles(who.group, who.charter_version, who.language) if moved else ()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return home_leaf(request, here, "group/charter_edit", status, text=text, refusal=refusal, theirs=theirs)


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
