"""The date poll: each answers for herself in her own hours; whoever facilitates sees the best dates and chooses (B6)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from itertools import pairwise
from typing import Any, NamedTuple

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from codev.groups import polls
from codev.groups.course import course_of
from codev.groups.membership import Membership
from codev.groups.polls import Poll
from codev.phrases import clock_time, day
from codev.protocol import Refusal
from codev.protocol.cycle.planner import MAYBE, NO, YES, Dates, NoDates
from codev.protocol.cycle.rhythm import MOST_SESSIONS, MOST_WEEKS

from ..pages.homes import AtHome, at_home, home_leaf
from .dates import edition_of, leading
from .telling import hours, named
from .typed import number, shown

WEEK = 7


class Asked(NamedTuple):
    """One slot as a page asks about it."""

    id: str
    day: str
    hour: str
    mine: str
    said: tuple[tuple[str, str], ...]
    """(answer, names) of those who answered so."""


class Offer(NamedTuple):
    """One set of dates: each with who misses it and who comes if need be."""

    dates: tuple[tuple[Asked, str, str], ...]
    everyone: bool
    widest: int


@require_http_methods(["GET", "POST"])
async def poll(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member)
    return await sync_to_async(_poll)(request, here)


def _poll(request: HttpRequest, here: AtHome) -> HttpResponse:
    if request.method == "GET":
        return _page(request, here)
    done = _do(request, here)
    return _page(request, here, done) if isinstance(done, Refusal) else HttpResponseRedirect(f"{here.who.address}/{done}")


def _do(request: HttpRequest, here: AtHome) -> str | Refusal:
    """Where to go from there, or why not."""
    asked, who = request.POST, here.who
    do, known = asked.get("do", ""), asked.get("poll", "")
    if do == "answer":
        return polls.answer(who.member, known, _said(request)) or "poll?saved=1"
    by = leading(here) if who.facilitates else None
    if do == "settle" and by:
        settled = polls.settle(by, known, edition_of(request), asked.getlist("slot"))
        return settled if isinstance(settled, Refusal) else "dates"
    if do == "rule" and by:
        return _rule(request, here, known) or "poll#best"
    if do == "drop" and by:
        return polls.drop(by, known) or "dates"
    return Refusal("not_understood", "S2")


def _said(request: HttpRequest) -> dict[str, str]:
    """Slot to answer, as her form sends them."""
    return {name.removeprefix("a-"): what for name, what in request.POST.dict().items() if name.startswith("a-") and isinstance(what, str)}


def _rule(request: HttpRequest, here: AtHome, known: str) -> Refusal | None:
    asked = request.POST
    sessions = number(asked.get("sessions", ""), 1, MOST_SESSIONS, 1)
    least, most = number(asked.get("least", ""), 0, MOST_WEEKS, 3), number(asked.get("most", ""), 1, 2 * MOST_WEEKS, 9)
    return polls.rule(leading(here), known, sessions, least * WEEK, most * WEEK)


def _page(request: HttpRequest, here: AtHome, refusal: Refusal | None = None) -> HttpResponse:
    who, found = here.who, polls.open_poll(here.who.group)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    if found is None:
        return home_leaf(request, here, "group/poll", status, poll=None, refusal=refusal)
    typed = _said(request) if refusal else {}
    slots = {slot: _asked(found, slot, who, typed) for slot in found.slots}
    context: dict[str, Any] = {
        **hours(who),
        "poll": found,
        "slots": slots.values(),
        "answers": ((YES, "yes"), (MAYBE, "maybe"), (NO, "no")),
        "may_answer": who.member in found.answers,
        "silent": named(found.names, (member for member in found.silent if member != who.member), who.language),
        "refusal": refusal,
        "saved": request.method == "GET" and "saved" in request.GET,
    }
    return home_leaf(request, here, "group/poll", status, **context, **(_choice(found, slots, who) if who.facilitates else {}))


def _asked(found: Poll, slot: str, who: Membership, typed: Mapping[str, str]) -> Asked:
    start = shown(found.slots[slot], who.reads_in)
    this_year = shown(timezone.now(), who.reads_in).year
    said = tuple((answer, named(found.names, found.who(slot, answer), who.language)) for answer in (YES, MAYBE, NO))
    mine = typed.get(slot) or found.answers.get(who.member, {}).get(slot, "")
    said = tuple((answer, names) for answer, names in said if names)
    return Asked(slot, day(start, who.language, year=start.year != this_year), clock_time(start, who.language), mine, said)


def _choice(found: Poll, slots: Mapping[str, Asked], who: Membership) -> dict[str, Any]:
    """What whoever facilitates needs to choose."""
    best = polls.best(found)
    offers = () if isinstance(best, NoDates) else tuple(_offer(one, found, slots, who) for one in best)
    return {
        "offers": offers,
        "fits": best.most if isinstance(best, NoDates) else None,
        "uncounted": bool(found.silent),
        "picked": {asked.id for asked, *_ in offers[0].dates} if offers else set(),
        "edition": course_of(who.group).edition,
        "least": found.least // WEEK,
        "most": found.most // WEEK,
    }


def _offer(one: Dates, found: Poll, slots: Mapping[str, Asked], who: Membership) -> Offer:
    silent = set(found.silent)  # named once, above
    missing = {slot.id: [member for member in one.absent[slot.id] if member not in silent] for slot in one.chosen}
    rows = tuple(
        (slots[slot.id], named(found.names, missing[slot.id], who.language), named(found.names, one.maybe[slot.id], who.language))
        for slot in one.chosen
    )
    widest = max((later.start - earlier.start for earlier, later in pairwise(one.chosen)), default=None)
    return Offer(rows, not silent and not any(missing.values()), widest.days if widest else 0)
