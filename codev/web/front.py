"""The front door of the web: the live room answers its own addresses, Django's pages everything else."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from . import addresses, guard
from .answers import Application, Message, Receive, Scope, Send, body_of, header_of
from .house import IN_SCOPE, House
from .live import Live
from .trickle import trickle
from .wall.live import PATHS, WallLive

LIVE = ("live", "parts", "beat")
TRICKLE = "/healthz/stream"


class Front:
    """An ASGI application for requests of type http."""

    def __init__(self, house: House, pages: Application) -> None:
        self._house, self._pages = house, pages
        self.live = Live(house)
        self._wall = WallLive(house, self.live)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers, address = dict(scope["headers"]), addresses.read(scope["path"])
        if not guard.is_our_host(headers.get(b"host", b"")):
            await self._to_pages(scope, receive, send)  # where Django refuses it
        elif address is not None and (address.below in LIVE or (address.below == "act" and by_script(headers))):
            await self.live(address, scope, receive, send)
        elif scope["path"] in PATHS:
            await self._wall(scope, receive, send)
        elif scope["path"] == TRICKLE:
            await trickle(scope, receive, send)
        else:
            await self._to_pages(scope, receive, send)

    async def _to_pages(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._pages(*await within_measure({**scope, IN_SCOPE: self._house}, receive), send)


def by_script(headers: Mapping[bytes, bytes]) -> bool:
    """A `fetch` of ours asks for JSON; a form without a script goes to the page, which answers with a page."""
    return headers.get(b"accept", b"").startswith(b"application/json")


async def within_measure(scope: Scope, receive: Receive) -> tuple[Scope, Receive]:
    """No more than a form's measure reaches Django, which writes whatever comes to the disk before it asks how long it is.

    A longer body is told by its length alone, which the guard refuses; the rest of it is never read.
    """
    told = header_of(scope)("content-length") or ""
    announced = told.isdecimal() and int(told) > guard.LARGEST
    body = b"" if announced else await body_of(receive, guard.LARGEST)
    too_long = announced or len(body) > guard.LARGEST
    if too_long and not announced:
        headers = [(name, value) for name, value in scope["headers"] if name != b"content-length"]
        scope["headers"] = [*headers, (b"content-length", str(len(body)).encode())]
    waiting: list[Message] = [{"type": "http.request", "body": b"" if too_long else body}]

    async def again() -> Message:
        if waiting:
            return waiting.pop()
        return await (asyncio.get_running_loop().create_future() if too_long else receive())

    return scope, again
