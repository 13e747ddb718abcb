"""Coming in from one's own phone, by the code that the facilitator shows. Before she admits someone, no name is told."""

from __future__ import annotations

import secrets
from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from codev.groups.access import session_for
from codev.groups.tables import session_of
from codev.people import browsers
from codev.people.tries import Tries
from codev.protocol import Refusal

from ..house import house_of
from ..pages.leaf import leaf
from ..text import clean
from .porch import letters_of, spelled
from .screen import secret_of

COOKIE = "codev-join"
LONGEST_NAME = 40
OVER = Refusal("porch_code", "C3")

tries = Tries(each=10, together=300, minutes=10)


@require_http_methods(["GET", "POST"])
async def code(request: HttpRequest) -> HttpResponse:
    """Where the code is typed."""
    if request.method == "GET":
        return leaf(request, "join_code")
    typed = letters_of(request.POST.get("code", ""))
    room = _behind(request, typed)
    if isinstance(room, Refusal):
        return _refused(request, room)
    return HttpResponseRedirect(f"/join/{spelled(typed)}")


@require_http_methods(["GET", "POST"])
async def join(request: HttpRequest, code: str) -> HttpResponse:
    """Her name, then she waits, then she comes in."""
    room = _behind(request, code)
    if isinstance(room, Refusal):
        return _refused(request, room)
    here = await _already(request, room)
    if here:
        return HttpResponseRedirect(here)
    visitor = secret_of(request.COOKIES.get(COOKIE, ""))
    return await _ask(request, room, visitor) if request.method == "POST" else _page(request, room, visitor)


async def _ask(request: HttpRequest, room: str, visitor: str) -> HttpResponse:
    porch = house_of(request).porch
    member = porch.enter(room, visitor) if visitor else ""
    if member:
        await sync_to_async(browsers.host)(request, member, session_of(room))
        return HttpResponseRedirect(f"{await _already(request, room, (member,))}/door")
    name = " ".join(clean(request.POST.get("name", "")).split())[:LONGEST_NAME]
    if not name:
        return _page(request, room, visitor, Refusal("porch_name", "B7"))
    visitor = visitor or secrets.token_hex(16)
    if not porch.knock(room, visitor, name):
        return _refused(request, Refusal("too_often", "C3", params=(("minutes", str(tries.minutes)),)))
    house_of(request).rooms.ring(room)
    answer = HttpResponseRedirect(request.path, status=HTTPStatus.SEE_OTHER)
    answer.set_cookie(COOKIE, visitor, path="/join", samesite="Lax", httponly=True, secure=request.is_secure())
    return answer


def _page(request: HttpRequest, room: str, visitor: str, refusal: Refusal | None = None) -> HttpResponse:
    knock = house_of(request).porch.of(room, visitor) if visitor else None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return leaf(request, "join", status=status, waits=knock is not None, admitted=bool(knock and knock.member), refusal=refusal)


def _behind(request: HttpRequest, code: str) -> str | Refusal:
    """The room. Wrong codes are counted, by sender and together."""
    address = request.META.get("REMOTE_ADDR", "")
    if tries.too_many(address):
        return Refusal("too_often", "C3", params=(("minutes", str(tries.minutes)),))
    room = house_of(request).porch.behind(code)
    if not room:
        tries.count(address)
    return room or OVER


async def _already(request: HttpRequest, room: str, members: tuple[str, ...] = ()) -> str:
    """The address of a place that this phone has at this table; a code that is scanned again leads there."""
    held = (await sync_to_async(browsers.held_by)(request)).of(session_of(room))
    run = int(room.rpartition(".")[2])
    places = [await session_for(held, session_of(room), run, member) for member in members or held]
    return next((place.address for place in places if place is not None), "")


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status = HTTPStatus.TOO_MANY_REQUESTS if refusal.code == "too_often" else HTTPStatus.UNPROCESSABLE_ENTITY
    return leaf(request, "join_code", status=status, refusal=refusal)
