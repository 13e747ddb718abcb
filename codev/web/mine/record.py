"""What is kept of a group, until when, and who did what for it: for its own people, without a word of what anyone said."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any, NamedTuple, cast
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from codev.groups import audit, erasures, retention
from codev.groups.erasures import Erasure
from codev.groups.models import Member
from codev.phrases import day, day_and_time, say
from codev.protocol import Refusal

from ..pages.homes import AtHome, at_home, home_leaf, stays


class Kept(NamedTuple):
    """A session on the page. asked: the erasure that somebody asked for, and when it is done."""

    session: str
    day: str
    until: str
    may_ask: bool
    asked: Erasure | None
    when: str


class Told(NamedTuple):
    when: str
    what: str
    who: str
    by: str


@require_GET
async def record(request: HttpRequest, member: str) -> HttpResponse:
    return await _page(request, await at_home(request, member))


@require_POST
async def erase(request: HttpRequest, member: str) -> HttpResponse:
    """She asks that the words of a session, or the whole group, go before their day."""
    here = await at_home(request, member)
    if here.who.demonstration:
        return stays(request, here)
    what = request.POST.get("what", "")
    about = here.who.group if what == "group" else request.POST.get("session", "")
    found = await sync_to_async(erasures.ask)(member, cast(erasures.What, what), about[:16])
    return await _answer(request, here, found)


@require_POST
async def objects(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member)
    return await _answer(request, here, await sync_to_async(erasures.object_to)(member, request.POST.get("erasure", "")[:16]))


async def _answer(request: HttpRequest, here: AtHome, found: object) -> HttpResponse:
    if isinstance(found, Refusal):
        return await _page(request, here, Refusal("nothing_to_erase", "C3"))
    return HttpResponseRedirect(f"{here.who.address}/record", status=HTTPStatus.SEE_OTHER)


async def _page(request: HttpRequest, here: AtHome, refusal: Refusal | None = None) -> HttpResponse:
    shown = await sync_to_async(_gather)(here)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return home_leaf(request, here, "mine/record", status, refusal=refusal, **shown)


def _gather(here: AtHome) -> dict[str, Any]:
    who = here.who
    pending = erasures.pending(who.member)
    kept = retention.kept_for(who.member, timezone.now())
    waits = {one.about: one for one in pending if one.what == "session"}
    names = {row.pk: row.name for row in Member.objects.filter(group=who.group)}
    names |= {audit.OPERATOR: say("register.by_operator", who.language), audit.CODEV: say("register.by_codev", who.language)}
    days = {row.session: day(row.start, who.language) for row in kept}
    return {
        "kept": [_kept(row, waits.get(row.session), here) for row in kept],
        "ending": next(((one, when_for(one.at, here)) for one in pending if one.what == "group"), None),
        "lines": [_told(line, {**names, **days}, here) for line in audit.lines(who.group)],
    }


def _kept(row: retention.Kept, asked: Erasure | None, here: AtHome) -> Kept:
    words, language = when_for(asked.at, here) if asked else "", here.who.language
    until = day(row.until, language, year=True)
    return Kept(row.session, day(row.start, language), until, row.over and asked is None and not here.who.demonstration, asked, words)


def _told(line: audit.Line, names: dict[str, str], here: AtHome) -> Told:
    when = day(line.at.astimezone(ZoneInfo(here.who.zone)), here.who.language)
    by = names.get(line.by, say("register.by_former", here.who.language))
    return Told(when, f"register.{line.what}", "" if line.about == line.by else names.get(line.about, ""), by)


def when_for(at: datetime, here: AtHome) -> str:
    return day_and_time(at.astimezone(ZoneInfo(here.who.zone)), here.who.language)
