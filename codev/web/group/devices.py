"""The devices that know a member: a code for another one, a code to keep, and this one to forget her."""

from __future__ import annotations

from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from codev.groups import audit
from codev.people import devices, links

from ..pages.homes import AtHome, at_home, home_leaf
from ..pages.leaf import leaf
from ..pages.visits import share


@require_POST
async def device(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member)
    ways = {"forget": _forget, "elsewhere": _elsewhere, "share": _say, "mine": _say}
    return await sync_to_async(ways.get(request.POST.get("do", ""), _code))(request, here)


def _say(request: HttpRequest, here: AtHome) -> HttpResponse:
    """Whether others use this device; what was typed and not sent goes from it at once."""
    shared = request.POST["do"] == "share"
    share(request, here.who.member, shared)
    answer = HttpResponseRedirect(f"{here.who.address}#shared", status=HTTPStatus.SEE_OTHER)
    if shared:
        answer["Clear-Site-Data"] = '"storage"'
    return answer


def _code(request: HttpRequest, here: AtHome) -> HttpResponse:
    keep = request.POST.get("do") == "keep"
    found = (devices.offer_return if keep else devices.offer)(request, here.who.member)
    minutes = int(devices.LIFE.total_seconds() // 60)
    where = request.build_absolute_uri("/device")
    return home_leaf(request, here, "group/code", code=_text(found), keep=keep, minutes=minutes, where=where)


def _forget(request: HttpRequest, here: AtHome) -> HttpResponse:
    """The code to keep is shown now or never: without it her notes would stay shut for good (C1)."""
    back = devices.offer_return(request, here.who.member) if here.notes else None
    links.give_back(request, here.who.member)
    answer = leaf(request, "left", here.who.language, code=_text(back), where=request.build_absolute_uri("/device"))
    answer["Clear-Site-Data"] = '"storage"'
    return answer


def _elsewhere(request: HttpRequest, here: AtHome) -> HttpResponse:
    """Hers to do, not of whoever came by a link that somebody made in her place: her notes must be open here (C1)."""
    if not here.notes:
        return home_leaf(request, here, "group/elsewhere", 422, done=False)
    links.take_back(request, here.who.member)
    audit.record(here.who.group, here.who.member, "link_withdrawn", here.who.member)
    return home_leaf(request, here, "group/elsewhere", done=True)


def _text(found: object) -> str:
    return found.text if isinstance(found, devices.Code) else ""
