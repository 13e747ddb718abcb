"""From which devices each member looks at each room: in memory, and only for as long as a page there gives signs of life."""

from __future__ import annotations

import time
from collections.abc import Callable

AWHILE = 60.0
"""Seconds. A page that is open gives a sign of life every twenty."""
MOST_LOGINS, MOST_SEEN = 8, 16384

Seat = tuple[str, str]
"""A room and a member."""


class Devices:
    """Several pages of one login are one device. Who has become two is no more only by time, so that nobody makes it flicker."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: dict[Seat, dict[str, float]] = {}
        self._twice: dict[Seat, float] = {}

    def sees(self, room: str, member: str, login: str) -> bool:
        """A sign of life of a page. Whether it is news that she looks from a second device."""
        seat, at = (room, member), self._clock()
        logins = self._seen.pop(seat, {})
        logins.pop(login, None)
        others = [(other, last) for other, last in logins.items() if at - last < AWHILE][-MOST_LOGINS:]
        self._seen[seat] = {**dict(others), login: at}
        while len(self._seen) > MOST_SEEN:
            self._seen.pop(next(iter(self._seen)))
        if not others:
            return False
        is_news = not self.twice(room, member)
        self._twice[seat] = others[-1][1] + AWHILE
        return is_news

    def twice(self, room: str, member: str) -> bool:
        """Whether she looks from two devices now."""
        until = self._twice.get((room, member))
        if until is not None and until <= self._clock():
            del self._twice[room, member]
            return False
        return until is not None

    def __bool__(self) -> bool:
        """Whether there is anybody at all who may."""
        return bool(self._twice)
