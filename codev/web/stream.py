"""One open stream: bytes go out without waiting; a reader who falls behind gets the newest once she has caught up, never a backlog."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import suppress
from types import CoroutineType
from typing import Any

from codev.groups.tables import Place
from codev.rooms import Look

from . import news
from .answers import Send

Steps = Generator[Any, None, None] | Coroutine[Any, Any, None]
Door = Callable[[], Awaitable[Place | None]]


class Stream:
    """`fresh` is called when she has caught up after having missed something.

    door: asked again before every look, where it is not the room's own (see `Gathering`).
    """

    __slots__ = ("_missed", "_parted", "_rest", "_send", "door", "ended", "fresh", "has", "login", "place", "sent", "viewer")

    def __init__(self, send: Send, place: Place, login: str, notes: bool, has: str = "", door: Door | None = None) -> None:
        self._send = send
        self._rest: asyncio.Future[None] | None = None
        self._missed = self._parted = False
        self.place, self.login, self.has = place, login, has
        self.viewer = place.member, notes
        self.door = door
        self.sent = news.Sent()
        self.fresh: Callable[[Stream], None] = lambda _: None
        self.ended = False

    def show(self, look: Look, language: str) -> None:
        """What she does not have of this, or, while she is behind, the promise of the newest later."""
        if self._rest is not None:
            self._missed = True
            return
        message = news.since(self.sent, look, language, self.has)
        self.has = ""
        if message is not None and not self.ended:
            self._hand(b"event: parts\ndata: %s\n\n" % message)

    def tell(self, event: str, data: bytes) -> None:
        """Nothing is said to a reader who is behind: what this says will be old when she reads it."""
        if self._rest is None and not self.ended:
            self._hand(b"event: %s\ndata: %s\n\n" % (event.encode(), data))

    def end(self) -> None:
        if not self.ended:
            self.ended = True
            if self._rest is None:
                self._say_goodbye()
            else:
                self._rest.cancel()

    def _say_goodbye(self) -> None:
        """Once: she may be slow to hear that, too."""
        if not self._parted:
            self._parted = True
            self._hand(b"", more=False)

    def _hand(self, body: bytes, more: bool = True) -> None:
        rest = step(self._send({"type": "http.response.body", "body": body, "more_body": more}))
        if rest is not None:
            self._rest = asyncio.ensure_future(rest)
            self._rest.add_done_callback(self._caught_up)

    def _caught_up(self, done: asyncio.Future[None]) -> None:
        self._rest = None
        if self.ended:
            self._say_goodbye()
        elif not done.cancelled() and done.exception() is None and self._missed:
            self._missed = False
            self.fresh(self)


def step(sending: Awaitable[None]) -> Coroutine[Any, Any, None] | None:
    """Runs what is to be awaited up to its first wait. None: it is done. Otherwise the rest, for a task."""
    steps = sending if isinstance(sending, CoroutineType) else sending.__await__()
    try:
        return _rest(steps, steps.send(None))
    except StopIteration:
        return None
    except OSError:  # the reader has gone; the server says so to whoever receives
        return None


async def _rest(steps: Steps, waiting: Any) -> None:
    try:
        while True:
            await _ready(waiting)
            waiting = steps.send(None)
    except (StopIteration, OSError):
        return
    finally:
        steps.close()


async def _ready(waiting: Any) -> None:
    if waiting is None:
        await asyncio.sleep(0)
        return
    waiting._asyncio_future_blocking = False  # as a task does with a future that it is handed
    with suppress(Exception):  # the steps meet it themselves, where they wait for it
        await waiting
