"""What she wishes of messages; for whoever holds the group in hand also when they go out, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from codev.groups import deliveries, due, wishes
from codev.groups.models import Due, Group
from codev.phrases import day
from codev.protocol import Refusal
from codev.upkeep.composing import House, Pointless, to_hand_on

from ..pages.homes import AtHome, at_home, home_leaf
from ..text import clean

Wish = Callable[[str, QueryDict], Refusal | None]


@require_http_methods(["GET", "POST"])
async def messages(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member)
    if request.method == "GET":
        return await sync_to_async(_page)(request, here)
    wish = WISHES.get(request.POST.get("do", ""))
    refusal = await sync_to_async(wish)(member, request.POST) if wish else None
    if refusal:
        return await sync_to_async(_page)(request, here, refusal)
    return HttpResponseRedirect(f"{here.who.address}/messages#{request.POST.get('do', '')[:20]}")


def _page(request: HttpRequest, here: AtHome, refusal: Refusal | None = None) -> HttpResponse:
    hers, typed = wishes.wishes(here.who.member), request.POST
    shown: dict[str, Any] = {
        "hers": hers,
        "feed": f"{settings.CODEV_URL}/cal/{hers.feed}.ics" if hers.feed else "",
        "own": [(on.isoformat(), day(on, here.who.language, year=True)) for on in hers.own],
        "posts": settings.CODEV_POST is not None,
        "address": clean(typed["address"]) if "address" in typed else hers.address,
        "on": typed.get("on", ""),
        "refused": typed.get("do", "") if refusal else "",
        "refusal": refusal,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return home_leaf(request, here, "group/messages", status, **shown)


def _address(member: str, typed: QueryDict) -> Refusal | None:
    return wishes.set_address(member, clean(typed.get("address", "")).replace("\n", " "))


def _reminders(member: str, typed: QueryDict) -> Refusal | None:
    return due.reminders(member, typed.get("wanted") == "yes")


def _calendar(member: str, typed: QueryDict) -> None:
    (wishes.open_feed if typed.get("wanted") == "yes" else wishes.close_feed)(member)


def _remind(member: str, typed: QueryDict) -> Refusal | None:
    return wishes.remind_me(member, typed.get("on", ""))


def _forget(member: str, typed: QueryDict) -> None:
    wishes.forget_reminder(member, typed.get("on", ""))


WISHES: Mapping[str, Wish] = {
    "address": _address,
    "reminders": _reminders,
    "calendar": _calendar,
    "remind": _remind,
    "forget": _forget,
}


@require_http_methods(["GET", "POST"])
async def sending(request: HttpRequest, member: str) -> HttpResponse:
    """The facilitator's: lead times, what did not arrive, what perhaps did, and what to hand on without a mail server."""
    here = await at_home(request, member, facilitator=True)
    if request.method == "GET":
        return await sync_to_async(_sending)(request, here)
    await sync_to_async(_change)(here.who.group, request.POST)
    return HttpResponseRedirect(f"{here.who.address}/messages/sending")


def _sending(request: HttpRequest, here: AtHome) -> HttpResponse:
    group, zone = Group.objects.get(pk=here.who.group), ZoneInfo(here.who.zone)
    found = deliveries.deliveries(here.who.group, timezone.now())
    shown: dict[str, Any] = {
        "group": group,
        "before_choices": deliveries.LEADS["before_days"],
        "reminder_choices": deliveries.LEADS["reminder_days"],
        "found": [{"one": one, "day": day(one.at.astimezone(zone), here.who.language), "state": _state(one)} for one in found],
        "posts": settings.CODEV_POST is not None,
        "read": _read(here, request.GET.get("read", "")),
    }
    return home_leaf(request, here, "group/sending", **shown)


def _state(one: deliveries.Delivery) -> str:
    """The key of the words that say what became of it."""
    if one.state == Due.GIVEN_UP:
        return one.problem if one.problem in due.MENDED else "given_up"
    if one.state == Due.PERHAPS:
        return "perhaps"
    return "waiting" if settings.CODEV_POST else "by_hand"


def _read(here: AtHome, row_id: str) -> dict[str, Any] | None:
    """A message in its words, for her to send by her own means."""
    row = deliveries.visible(here.who.group, row_id) if row_id else None
    if row is None:
        return None
    try:
        subject, text = to_hand_on(row, House(settings.CODEV_URL, settings.CODEV_MAIL_FROM))
    except Pointless:
        return None
    return {"id": row.pk, "subject": subject, "text": text}


def _change(group: str, typed: QueryDict) -> None:
    if typed.get("do") == "again":
        deliveries.again(group, typed.get("row", ""))
    if typed.get("do") == "leads":
        days = [typed.get(name, "") for name in ("before_days", "reminder_days")]
        if all(one.isdecimal() and len(one) < 3 for one in days):
            deliveries.set_leads(group, *map(int, days))
