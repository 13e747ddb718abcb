"""Leaving a group: take everything along, go, have one's own erased (B16, C5)."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from codev.groups import audit, ownership
from codev.groups.leaving import heirs, leave, stuck
from codev.people import browsers
from codev.phrases import day
from codev.protocol import Notebook, Refusal
from codev.upkeep import erasing

from ..house import house_of
from ..pages.homes import AtHome, at_home, home_leaf, stays
from ..pages.leaf import leaf
from .taking import pack

OPEN_FIRST = Refusal("notes_shut", "C1")
SAY_SO = Refusal("say_so_first", "B16")


@require_http_methods(["GET", "POST"])
async def leaving(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member)
    if here.who.demonstration:
        return stays(request, here)
    if request.method == "GET":
        return await _page(request, here)
    erase = request.POST.get("own") == "erase"
    refusal = SAY_SO if request.POST.get("sure") != "yes" else OPEN_FIRST if erase and not here.notes else None
    refusal = refusal or await _leave(request, here, erase)
    if refusal:
        return await _page(request, here, refusal)
    answer = leaf(request, "gone", here.who.language, group=here.who.group_name, erased=erase)
    answer["Clear-Site-Data"] = '"storage"'
    return answer


async def _page(request: HttpRequest, here: AtHome, refusal: Refusal | None = None) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    offered, alone = await sync_to_async(heirs)(here.who.member), await sync_to_async(stuck)(here.who.member)
    until = (timezone.now() + timedelta(days=here.who.retention_days)).astimezone(ZoneInfo(here.who.reads_in))
    chosen = {"erase": request.POST.get("own") == "erase", "heir": request.POST.get("heir", "")}
    return home_leaf(
        request,
        here,
        "mine/leave",
        status,
        heirs=offered,
        stuck=alone,
        refusal=refusal,
        until=day(until, here.who.language),
        **chosen,
    )


async def _leave(request: HttpRequest, here: AtHome, erase: bool) -> Refusal | None:
    """Her pages close at once: the door is shut, then rung, on every device."""
    rooms, member = house_of(request).rooms, here.who.member
    left = await sync_to_async(leave)(member, request.POST.get("heir", ""))
    if isinstance(left, Refusal):
        return left
    for room in left:
        rooms.ring(room)
    if erase:
        await erasing.erase_member(rooms, member, member)
    await sync_to_async(browsers.leave)(request, member)
    return None


@require_POST
async def export(request: HttpRequest, member: str) -> HttpResponse:
    """Everything in one file. What her notebook holds only where it is open to her (C1)."""
    here = await at_home(request, member)
    book = await house_of(request).rooms.own(member) if here.notes else Notebook()
    facts = await sync_to_async(ownership.facts)(member, notes=here.notes)
    await sync_to_async(audit.record)(here.who.group, member, "export_taken", member)
    answer = HttpResponse(pack(facts, book, here.who.language, timezone.now()), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="codev.zip"'
    return answer
