"""The bell of one process."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Final

GONE: Final = -1
"""Rung instead of a version once a stream is erased."""

Listener = Callable[[int], None]
log = logging.getLogger(__name__)


class Bell:
    """`ring` runs no listener itself: they are told on the loop's next turn, once, of the newest version."""

    def __init__(self) -> None:
        self._listeners: dict[str, dict[object, Listener]] = {}
        self._rung: dict[str, int] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def listen(self, stream: str, listener: Listener) -> Callable[[], None]:
        """Answers the call that ends it; it ends this listening only, whoever else listens with the same callback.

        Call it on the event loop; `listener` is called there with the version, or GONE, and must not block.
        """
        self._loop = asyncio.get_running_loop()
        place = object()
        self._listeners.setdefault(stream, {})[place] = listener
        return lambda: self._leave(stream, place)

    def ring(self, stream: str, version: int) -> None:
        """From any thread."""
        if self._loop is None:
            return
        if asyncio._get_running_loop() is self._loop:
            self._note(stream, version)
        else:
            with suppress(RuntimeError):  # a loop that is closed has nobody left to tell
                self._loop.call_soon_threadsafe(self._note, stream, version)

    def _note(self, stream: str, version: int) -> None:
        if stream not in self._listeners:
            return
        if stream not in self._rung and self._loop is not None:
            self._loop.call_soon(self._tell, stream)
        if self._rung.get(stream) != GONE:
            self._rung[stream] = version

    def _tell(self, stream: str) -> None:
        version = self._rung.pop(stream)
        for place, listener in tuple(self._listeners.get(stream, {}).items()):
            if place in self._listeners.get(stream, {}):
                tell(listener, version)

    def _leave(self, stream: str, place: object) -> None:
        here = self._listeners.get(stream, {})
        here.pop(place, None)
        if not here:
            self._listeners.pop(stream, None)


def tell(listener: Listener, version: int) -> None:
    try:
        listener(version)
    except Exception as error:
        log.error("a listener failed: %s", type(error).__name__)  # its message could quote someone's words
