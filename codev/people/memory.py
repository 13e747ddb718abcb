"""What the live room asks again and again, read from the database once and remembered for half a minute.

While nothing changes there it is remembered for ten. A `forget` that falls into a reading makes the reading start over, so that
nothing withdrawn is remembered.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from asgiref.sync import sync_to_async
from django.db import close_old_connections

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

SECONDS = 30.0
LONGEST = 600.0
"""However quiet the database is: what ends by the clock (a guest's evening, a wall's, a login) leaves no mark in it."""
MOST = 16384


class Remembered(Generic[K, V]):
    """mark: equal as long as the database is the same (see codev.people.quiet); by default never."""

    def __init__(self, read: Callable[[K], V], clock: Callable[[], float] = time.monotonic, mark: Callable[[], object] = object) -> None:
        self._read = read
        self._clock = clock
        self._mark = mark
        self._kept: dict[K, tuple[float, float, object, V]] = {}
        self._era = 0

    async def get(self, key: K) -> V:
        kept = self._kept.get(key)
        if kept is not None and self._clock() < kept[0]:
            return kept[3]
        while True:
            era, mark, now = self._era, self._mark(), self._clock()
            if kept is not None and kept[2] == mark and now < kept[1]:
                return self._keep(key, kept[1], mark, kept[3])
            value = await sync_to_async(self._apart)(key)
            if era == self._era:
                return self._keep(key, now + LONGEST, mark, value)

    def forget(self, key: K | None = None) -> None:
        """Empty the memory of one key, or of all."""
        self._era += 1
        if key is None:
            self._kept.clear()
        else:
            self._kept.pop(key, None)

    def _apart(self, key: K) -> V:
        close_old_connections()
        return self._read(key)

    def _keep(self, key: K, longest: float, mark: object, value: V) -> V:
        self._kept.pop(key, None)
        while len(self._kept) >= MOST:
            self._kept.pop(next(iter(self._kept)))
        self._kept[key] = (self._clock() + SECONDS, longest, mark, value)
        return value
