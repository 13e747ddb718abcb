"""For the facilitator: whoever pays is let in to dates and counts, or no more (C4, P10). The group reads it in its record."""

from __future__ import annotations

from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from codev.groups import figures

from ..pages.homes import AtHome, at_home, home_leaf, stays
from ..text import clean


@require_http_methods(["GET", "POST"])
async def paying(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member, facilitator=True)
    if here.who.demonstration:
        return stays(request, here)
    if request.method == "POST" and await sync_to_async(_change)(request, here):
        return HttpResponseRedirect(f"{here.who.address}/organiser", status=HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    shown = await sync_to_async(figures.invited)(here.who.group)
    rows = [(one, f"{settings.CODEV_URL}/l/{token}" if token else "") for one, token in shown]
    typed = clean(request.POST.get("number", ""))
    return home_leaf(request, here, "mine/paying", status, rows=rows, typed=typed, unknown=request.method == "POST")


def _change(request: HttpRequest, here: AtHome) -> bool:
    who, asked = here.who, request.POST
    if asked.get("do") == "invite":
        figures.invite(who.group, who.member)
        return True
    if asked.get("do") == "join":
        return figures.join(who.group, who.member, clean(asked.get("number", "")).strip())
    if asked.get("do") == "withdraw":
        figures.withdraw(who.group, who.member, asked.get("organiser", "")[:16])
        return True
    return False
