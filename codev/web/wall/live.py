"""The live wall: the same stream as a room's, through the wall's own door.

GET /wall/live, /wall/parts, /wall/beat: as below a place (see codev.web.live); 404 for a screen that is not paired.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import parse_qs

from django.http.cookie import parse_cookie

from codev.groups import walls
from codev.groups.tables import Screen
from codev.rooms import NOT_A_MEMBER

from .. import acting, answers, guard
from ..house import House
from ..live import Live, now
from ..stream import Stream
from .screen import COOKIE, PATH, secret_of

PATHS = tuple(f"{PATH}/{below}" for below in ("live", "parts", "beat"))


class WallLive:
    def __init__(self, house: House, live: Live) -> None:
        self._house, self._live = house, live

    async def __call__(self, scope: answers.Scope, receive: answers.Receive, send: answers.Send) -> None:
        language = acting.language_of(None, scope)
        if scope["method"] != "GET":
            await answers.in_json(send, acting.fault(guard.Fault(405, "method"), language), HTTPStatus.METHOD_NOT_ALLOWED)
            return
        secret = secret_of(parse_cookie(answers.header_of(scope)("cookie") or "").get(COOKIE, ""))
        digest = walls.digest_of(secret)
        screen = await walls.wall_for(digest) if secret else None
        if screen is None or not await self._shows(screen):
            await answers.in_json(send, acting.told(NOT_A_MEMBER, None, language), HTTPStatus.NOT_FOUND)
        elif scope["path"].endswith("live"):
            has = parse_qs(scope["query_string"].decode("latin-1")).get("seen", [""])[0]
            await self._live.stream(Stream(send, screen, "", False, has, lambda: walls.wall_for(digest)), "", receive, send)
        elif scope["path"].endswith("parts"):
            await self._live.truth(screen, False, "", send)
        else:
            await answers.in_bytes(send, now())

    async def _shows(self, screen: Screen) -> bool:
        """A session that is over for a while is shown no more."""
        return await self._live.shows(screen)
