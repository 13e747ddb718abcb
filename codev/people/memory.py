"""What the live room asks again and again, read from the database once and remembered for half a minute, and on while nothing changes.

A `forget` that falls into a reading makes the reading start over, so that nothing withdrawn is remembered.
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
MOST = 16384


class Remembered(Generic[K, V]):
    """mark: equal as long as the database is the same (see codev.people.quiet); by default never."""

    def __init__(self, read: Callable[[K], V], clock: Callable[[], float] = time.monotonic, mark: Callable[[], object] = object) -> None:
        self._read = read
        self._clock = clock
        self._mark = mark
        self._kept: dict[K, tuple[float, object, V]] = {}
        self._era = 0

    async def get(self, key: K) -> V:
        kept = self._kept.get(key)
        if kept is not None and self._clock() < kept[0]:
            return kept[2]
        while True:
            era, mark = self._era, self._mark()
            value = kept[2] if kept is not None and kept[1] == mark else await sync_to_async(self._apart)(key)
            if era == self._era:
                return self._keep(key, mark, value)

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

    def _keep(self, key: K, mark: object, value: V) -> V:
        self._kept.pop(key, None)
        while len(self._kept) >= MOST:
            self._kept.pop(next(iter(self._kept)))
        self._kept[key] = (self._clock() + SECONDS, mark, value)
        return value
