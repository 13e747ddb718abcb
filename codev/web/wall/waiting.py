"""Screens that show a code and wait to be paired. In memory alone: one that nobody pairs leaves nothing behind."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from codev.people.tries import nearby

DIGITS = 6
PATIENCE = 90.0  # seconds without a sign of life
EACH, TOGETHER = 6, 300


@dataclass
class Screen:
    digest: str
    code: str
    sender: str
    seen: float


class Waiting:
    """A code belongs to one screen, so that whoever collects codes gains nothing by it: it must be typed by who facilitates."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._screens: dict[str, Screen] = {}
        self._codes: dict[str, str] = {}

    def code_for(self, digest: str, address: str) -> str:
        """The code that this screen shows; asking is its sign of life. Empty where too many wait already."""
        self._rest()
        screen = self._screens.get(digest)
        if screen is None:
            sender = nearby(address)
            if len(self._screens) >= TOGETHER or sum(one.sender == sender for one in self._screens.values()) >= EACH:
                return ""
            screen = self._screens[digest] = Screen(digest, self._fresh(), sender, 0.0)
            self._codes[screen.code] = digest
        screen.seen = self._clock()
        return screen.code

    def take(self, typed: str) -> str:
        """The digest of the screen that shows this code; the code is used up. Empty: nobody shows it."""
        self._rest()
        digest = self._codes.get("".join(filter(str.isdecimal, typed[:20])), "")
        self._drop(digest)
        return digest

    def __len__(self) -> int:
        return len(self._screens)

    def _fresh(self) -> str:
        while True:
            code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
            if code not in self._codes:
                return code

    def _rest(self) -> None:
        oldest = self._clock() - PATIENCE
        for digest in [digest for digest, screen in self._screens.items() if screen.seen < oldest]:
            self._drop(digest)

    def _drop(self, digest: str) -> None:
        screen = self._screens.pop(digest, None)
        if screen is not None:
            del self._codes[screen.code]
