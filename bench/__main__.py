"""bin/bench [--quick] [--rounds N]: a table, and last one line of JSON. See docs/performance.md."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from . import measures, report, servers
from .crowd import WrongView, gather
from .measures import Rooms, Size
from .wire import Broken

QUICK = Size(rooms=6, long=1, many=12, rounds=2, seconds=0.5, starts=1, rate=20, connects=200, streams=6)
FULL = Size(rooms=40, long=5, many=1000, rounds=9, seconds=1.5, starts=5, rate=60, connects=10_000, streams=110)


class Bench:
    def __init__(self, size: Size, folder: Path) -> None:
        self.size, self.folder, self.updates = size, folder, folder / "updates.json"
        self.found: dict[str, float] = {}

    async def run(self) -> None:
        given = seeded(self.folder, self.size)
        long, rooms = given[: self.size.long], given[self.size.long :]
        with servers.codev(self.folder) as server:
            await measures.record(server, rooms[0], self.updates)
        self.starts()
        self.open(long)
        await self.duel(rooms[: self.size.rooms], long)
        await self.streams(rooms[: self.size.streams])
        await self.many(rooms[: self.size.many])

    def starts(self) -> None:
        ours, bare = [], []
        for _ in range(self.size.starts):
            with servers.floor(self.updates) as server:
                bare.append(server.started_in)
            with servers.codev(self.folder) as server:
                ours.append(server.started_in)
        self.found |= {"start_s": statistics.median(ours), "start_ratio": statistics.median(ours) / statistics.median(bare)}

    async def duel(self, given: Rooms, long: Rooms) -> None:
        with servers.floor(self.updates) as bare, servers.codev(self.folder) as ours:
            below, above = await gather(bare.port, measures.for_floor(given), bare=True), await gather(ours.port, given)
            await measures.warm(bare, below, 2)
            await measures.warm(ours, above)
            found = await measures.duel(bare, ours, below, above, self.size)
            self.found |= report.of_duel(found)
            many = await gather(ours.port, long)
            await measures.warm(ours, many)
            self.found["log_growth"] = await measures.log_growth(ours, above[-len(many) :], many, self.size)

    async def streams(self, given: Rooms) -> None:
        with servers.floor(self.updates) as bare:
            below = await measures.memory_of_a_stream(bare, measures.for_floor(given), bare=True)
        with servers.codev(self.folder) as ours:
            above = await measures.memory_of_a_stream(ours, given)
            self.found |= await measures.churn(ours, given, self.size.connects)
        self.found |= {"stream_kib": above / 1024, "floor_stream_kib": below / 1024, "stream_ratio": above / below}

    async def many(self, given: Rooms) -> None:
        with servers.codev(self.folder) as server:
            (one,) = await gather(server.port, given[:1])
            await measures.warm(server, [one])
            before, memory = await measures.at_rate(server, [one], self.size), server.memory()
            rooms = [one, *await gather(server.port, given[1:])]
            await measures.warm(server, rooms)
            room = (server.memory() - memory) / (len(given) - 1)
            after = await measures.at_rate(server, rooms, self.size)
        self.found |= {"sessions": len(given), "room_kib": room / 1024, "cost_growth": after / before}

    def open(self, long: Rooms) -> None:
        with servers.codev(self.folder) as server:
            self.found["open_2000_events_ms"] = statistics.median(measures.open_long(server, room) for room in long)


def seeded(folder: Path, size: Size) -> Rooms:
    """A data folder of our own, filled in another process: its words are no part of what is measured here."""
    environment = {**os.environ, "CODEV_DATA": str(folder / "data"), "CODEV_URL": "http://127.0.0.1"}
    command = [sys.executable, "-m", "bench.folder", str(size.long + max(size.rooms, size.many, size.streams)), str(size.long)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, timeout=900)
    rooms: Rooms = json.loads(done.stdout)
    return rooms


def ending_at_the_first_fault(work: Coroutine[Any, Any, None]) -> None:
    """A wrong view is found in a callback, where an exception would only be logged."""

    async def watched() -> None:
        faults: list[BaseException] = []
        task = asyncio.ensure_future(work)

        def fault(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
            faults.append(context.get("exception") or RuntimeError(context["message"]))
            task.cancel()

        asyncio.get_running_loop().set_exception_handler(fault)
        try:
            await task
        except asyncio.CancelledError:
            raise faults[0] from None

    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(watched())


def loop_factory() -> Any:
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench", description="How fast an act is, against a floor. Loopback only; stops by itself.")
    parser.add_argument("--quick", action="store_true", help="a smoke of seconds: that it works, not how fast it is")
    parser.add_argument("--rounds", type=int, help="how often each run is repeated")
    arguments = parser.parse_args()
    size = QUICK if arguments.quick else FULL
    size = size._replace(rounds=arguments.rounds or size.rounds)
    folder = Path(tempfile.mkdtemp(prefix="codev-bench-"))
    servers.stay_here()
    bench = Bench(size, folder)
    try:
        ending_at_the_first_fault(bench.run())
    except (WrongView, Broken, servers.NoStart) as fault:
        print(f"bin/bench: {type(fault).__name__}: {fault}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder)
    report.tell(bench.found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
