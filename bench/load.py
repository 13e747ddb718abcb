"""Loads on rooms that stand open: as much as they carry, or so many acts a second as people would send them."""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from dataclasses import dataclass, field

from .crowd import Room, WrongView
from .servers import Server


@dataclass
class Outcome:
    """cpu_ms: the server's CPU per act. own_share: of one core, ours. latencies: seconds from when an act was due to the last of nine."""

    acts: int = 0
    seconds: float = 0.0
    cpu_ms: float = 0.0
    server_share: float = 0.0
    own_share: float = 0.0
    latencies: list[float] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


class Load:
    """One act in flight per room; those that are due earlier wait, and their waiting counts."""

    def __init__(self, server: Server, rooms: list[Room]) -> None:
        self._server, self._rooms = server, rooms
        self._free = deque(rooms)
        self._due: deque[float] = deque()
        self._closed = False
        self._left = -1  # how many acts are still to be begun; below zero: no end
        self._running = 0
        self._quiet = asyncio.Event()
        self.latencies: list[float] = []
        for room in rooms:
            room.done = self._done

    async def all_it_carries(self, seconds: float, at_once: int = 0) -> Outcome:
        """Closed: each room sends its next act when all nine have the last. at_once: how many rooms at a time; 0: all."""
        return await self._measured(self._as_fast_as_possible(seconds, at_once or len(self._rooms)))

    async def so_many(self, acts: int) -> Outcome:
        """Closed, for a number of acts in all, the same in each room."""
        return await self._measured(self._until(acts))

    async def at(self, rate: float, seconds: float) -> Outcome:
        """Open: acts come by chance, `rate` a second, to any room."""
        return await self._measured(self._by_chance(rate, seconds))

    async def _measured(self, work: object) -> Outcome:
        self.latencies = []
        cpu, own, began = self._server.cpu(), time.process_time(), time.perf_counter()
        await work  # type: ignore[misc]
        seconds = time.perf_counter() - began
        used, ours = self._server.cpu() - cpu, time.process_time() - own
        acts = len(self.latencies)
        if not acts:
            raise WrongView("nothing arrived")
        return Outcome(acts, seconds, used / acts * 1000, used / seconds, ours / seconds, self.latencies)

    async def _as_fast_as_possible(self, seconds: float, at_once: int) -> None:
        self._closed, self._left = True, -1
        for _ in range(at_once):
            self._start(time.perf_counter())
        await asyncio.sleep(seconds)
        self._closed = False
        await self._come_to_rest()

    async def _until(self, acts: int) -> None:
        self._left = acts
        self._closed = True
        for _ in range(len(self._rooms)):
            self._start(time.perf_counter())
        await self._come_to_rest()
        self._closed = False

    async def _by_chance(self, rate: float, seconds: float) -> None:
        chance, now = random.Random(7), time.perf_counter()
        end = due = now
        end += seconds
        while (due := due + chance.expovariate(rate)) < end:
            pause = due - time.perf_counter()
            if pause > 0.0005:
                await asyncio.sleep(pause)
            self._due.append(due)
            self._next()
        await self._come_to_rest()

    async def _come_to_rest(self) -> None:
        self._quiet.clear()
        if self._running or self._due:
            await asyncio.wait_for(self._quiet.wait(), 30)

    def _next(self) -> None:
        while self._due and self._free:
            self._start(self._due.popleft())

    def _start(self, due: float) -> None:
        self._running += 1
        self._left -= 1
        self._free.popleft().act(self._server.port, due)

    def _done(self, room: Room, due: float) -> None:
        now = time.perf_counter()
        self.latencies.append(now - due)
        self._running -= 1
        self._free.append(room)
        if self._closed and self._left != 0:
            self._start(now)
        else:
            self._next()
        if not self._running and not self._due:
            self._quiet.set()
