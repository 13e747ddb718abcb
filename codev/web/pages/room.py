"""The room: one quiet page per person, whole before any script runs; and the act of a page without one."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from codev.groups.planning import open_room
from codev.phrases import day, say
from codev.protocol import View
from codev.rooms import Look

from .. import acting, guard, kept, news, parts
from ..elsewhere import sign_of_life
from ..house import house_of
from ..languages import OFFERED
from ..trial import see
from .door import web_address
from .faults import refused
from .leaf import leaf
from .visits import Visit, visit


@require_safe
async def room(request: HttpRequest, session: str, run: int, member: str) -> HttpResponse:
    here = await visit(request, session, run, member)
    if not here.place.charter_accepted:
        return HttpResponseRedirect(f"{here.place.address}/door")
    return _page(request, here, await _look(request, here))


@csrf_exempt  # the room's own token is asked for, as on the other route
async def act(request: HttpRequest, session: str, run: int, member: str) -> HttpResponse:
    """An act without a script: back to the page, or the page with the words of the refusal and everything that was typed."""
    here = await visit(request, session, run, member)
    if request.method == "GET":  # a page of ours that somebody reloads
        return HttpResponseRedirect(here.place.address)
    fields = guard.check(guard.head(request.method or "", request.headers.get), request.body)
    if isinstance(fields, guard.Fault):
        return refused(request, fields, here.place.language)
    forbidden = acting.may_not(here.place)
    if forbidden:
        return HttpResponseRedirect(f"{here.place.address}/door")
    outcome = await acting.perform(house_of(request), here.place, fields, here.notes)
    texts = kept.typed(fields, done=outcome is None or outcome.kept)
    page = _page(request, here, await _look(request, here), outcome.status if outcome else HTTPStatus.OK)
    html = page.content.decode()
    again, lost = kept.unsent(html, texts)
    if outcome is None and not again and not lost:
        return HttpResponseRedirect(here.place.address, status=HTTPStatus.SEE_OTHER)
    if lost and await _keep(request, here, lost):
        html = kept.tell(html, say("not_yet.step_moved", here.place.language))
    if outcome:
        html = kept.tell(html, outcome.words, kept.asked(fields))
    page.content = kept.fill(html, again).encode()
    return page


async def _keep(request: HttpRequest, here: Visit, texts: tuple[str, ...]) -> bool:
    """Texts whose step is over become her notes. Whether they have."""
    key = secrets.token_hex(8)
    return here.notes and all(
        [await acting.keep(house_of(request).rooms, here.place, text, "", f"{key}{i}") for i, text in enumerate(texts)]
    )


async def _look(request: HttpRequest, here: Visit) -> Look:
    """Raises Http404: for what is erased, too."""
    house, place = house_of(request), here.place
    look = await see(house, place, here.notes)
    renewed = house.rooms.not_begun(place.room) and not place.table.demonstration
    if renewed or not isinstance(look, Look):
        await open_room(place.room, house.rooms.plan)
        look = await see(house, place, here.notes)
    if not isinstance(look, Look):
        raise Http404
    sign_of_life(house, place, here.cookie)
    return look


def _page(request: HttpRequest, here: Visit, look: Look, status: int = HTTPStatus.OK) -> HttpResponse:
    place = here.place
    context: dict[str, Any] = {
        "place": place,
        "slots": parts.in_slots(look.view, place.language),
        "version": look.version,
        "seen": news.seen(look, place.language),
        "step": step_of(look.view),
        "seat": seat_of(look.view, place.member),
        "token": guard.token(here.cookie),
        "key": secrets.token_hex(16),
        "video": web_address(place.video),
        "notes": here.notes,
        "shared": here.shared,
        "guest": here.guest,
        "until": "" if place.table.demonstration else day(place.table.words_until, place.language, year=True),
        "languages": OFFERED,
    }
    return leaf(request, "room", place.language, status, **context)


def step_of(view: View) -> str:
    return next((str(vars(part)["step"]) for part in view if part.kind == "step"), "")


def seat_of(view: View, member: str) -> int:
    """Her place in the list of seats, from 1; the list is the same for everyone."""
    seats: tuple[Any, ...] = next((vars(part)["seats"] for part in view if part.kind == "seats"), ())
    return next((i for i, seat in enumerate(seats, 1) if seat.member == member), 0)


@require_safe
async def participant(request: HttpRequest, session: str, run: int, member: str) -> HttpResponse:
    """For the facilitator: what a participant sees, on the page of someone who does not exist."""
    here = await visit(request, session, run, member)
    look = await house_of(request).rooms.look_as_participant(here.place.room, member)
    if not isinstance(look, Look):
        raise Http404
    return leaf(request, "participant", here.place.language, place=here.place, slots=parts.in_slots(look.view, here.place.language))
