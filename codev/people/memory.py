"""What the live room asks again and again, read from the database once and remembered for half a minute.

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
MOST = 4096


class Remembered(Generic[K, V]):
    def __init__(self, read: Callable[[K], V], clock: Callable[[], float] = time.monotonic) -> None:
        self._read = read
        self._clock = clock
        self._kept: dict[K, tuple[float, V]] = {}
        self._era = 0

    async def get(self, key: K) -> V:
        kept = self._kept.get(key)
        if kept is not None and self._clock() < kept[0]:
            return kept[1]
        while True:
            era = self._era
            value = await sync_to_async(self._apart)(key)
            if era == self._era:
                return self._keep(key, value)

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

    def _keep(self, key: K, value: V) -> V:
        self._kept.pop(key, None)
        while len(self._kept) >= MOST:
            self._kept.pop(next(iter(self._kept)))
        self._kept[key] = (self._clock() + SECONDS, value)
        return value
