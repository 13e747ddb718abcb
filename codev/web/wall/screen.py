"""The pages of a wall: empty and waiting with a code, or what the session shows to the room. Opened without signing in."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_safe

from codev.groups import walls
from codev.groups.tables import Screen
from codev.rooms import Look

from .. import news, parts
from ..house import house_of
from ..pages.leaf import leaf
from ..trial import see
from ..wakeful import wakeful

COOKIE = "codev-wall"
PATH = "/wall"
A_DAY = 24 * 3600
LONGEST = 64


@require_safe
async def wall(request: HttpRequest) -> HttpResponse:
    secret = secret_of(request.COOKIES.get(COOKIE, ""))
    screen = await walls.wall_for(walls.digest_of(secret)) if secret else None
    look = await see(house_of(request), screen, False) if screen else None
    answer = _empty(request, secret) if screen is None or not isinstance(look, Look) else _lit(request, screen, look)
    return wakeful(answer)


def _lit(request: HttpRequest, screen: Screen, look: Look) -> HttpResponse:
    slots = parts.in_slots(look.view, screen.language)
    seen = news.seen(look, screen.language)
    return leaf(request, "wall", screen.language, place=screen, slots=slots, version=look.version, seen=seen)


def _empty(request: HttpRequest, secret: str) -> HttpResponse:
    """A code to type. The screen keeps its secret in a cookie; nothing of it is stored before someone pairs it."""
    known = secret or secrets.token_hex(16)
    code = house_of(request).waiting.code_for(walls.digest_of(known), request.META.get("REMOTE_ADDR", ""))
    answer = leaf(request, "wall_empty", code=spelled(code))
    if not secret and code:
        answer.set_cookie(COOKIE, known, max_age=A_DAY, path=PATH, samesite="Strict", httponly=True, secure=request.is_secure())
    return answer


@require_GET
async def waiting(request: HttpRequest) -> HttpResponse:
    """A sign of life of an empty wall. `lit`: it has been paired, and its page is to be opened anew."""
    secret = secret_of(request.COOKIES.get(COOKIE, ""))
    digest = walls.digest_of(secret)
    if not secret:
        return JsonResponse({"lit": False, "code": ""})
    screen = await walls.wall_for(digest)
    if screen and isinstance(await see(house_of(request), screen, False), Look):
        return JsonResponse({"lit": True, "code": ""})
    return JsonResponse({"lit": False, "code": spelled(house_of(request).waiting.code_for(digest, request.META.get("REMOTE_ADDR", "")))})


def secret_of(cookie: str) -> str:
    """The secret of a wall's cookie, or nothing for what was never ours."""
    return cookie if len(cookie) <= LONGEST and cookie.isalnum() and cookie.isascii() else ""


def spelled(code: str) -> str:
    return f"{code[:3]} {code[3:]}" if code else ""
