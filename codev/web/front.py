"""The front door of the web: the live room answers its own addresses, Django's pages everything else."""

from __future__ import annotations

from . import addresses
from .answers import Application, Receive, Scope, Send
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
        address = addresses.read(scope["path"])
        if address is not None and (address.below in LIVE or (address.below == "act" and by_script(scope))):
            await self.live(scope, receive, send)
        elif scope["path"] in PATHS:
            await self._wall(scope, receive, send)
        elif scope["path"] == TRICKLE:
            await trickle(scope, receive, send)
        else:
            await self._pages({**scope, IN_SCOPE: self._house}, receive, send)


def by_script(scope: Scope) -> bool:
    """A `fetch` of ours asks for JSON; a form without a script goes to the page, which answers with a page."""
    return any(name == b"accept" and value.startswith(b"application/json") for name, value in scope["headers"])
