"""What is measured, each against the floor or against itself: medians of short runs that alternate."""

from __future__ import annotations

import asyncio
import http.client
import json
import statistics
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from .crowd import Room, gather
from .floor import MARK
from .load import Load, Outcome
from .servers import Server
from .wire import HERE

WARM = 8  # acts per room before anything counts: whoever asks for the first time also changes her own seat
Rooms = list[dict[str, Any]]


class Size(NamedTuple):
    """rooms: for the duel. long: rooms with a long log. many: sessions at most. seconds: of one run. rate: acts a second.

    streams: rooms whose idle streams are weighed. connects: streams that come and go.
    """

    rooms: int
    long: int
    many: int
    rounds: int
    seconds: float
    starts: int
    rate: float
    connects: int
    streams: int


@dataclass(frozen=True)
class Duel:
    """Pairs of runs, the floor's and ours, one right after the other: as much as they carry; then at three tenths of what ours carries."""

    full: tuple[tuple[Outcome, Outcome], ...]
    light: tuple[tuple[Outcome, Outcome], ...]
    update_bytes: float

    def cpu_ratio(self) -> float:
        return statistics.median(ours.cpu_ms / bare.cpu_ms for bare, ours in self.full)

    def latency_ratio(self, share: float) -> float:
        return statistics.median(ours.percentile(share) / bare.percentile(share) for bare, ours in self.light)


async def warm(server: Server, rooms: list[Room], acts: int = WARM) -> None:
    load = Load(server, rooms)
    for _ in range(acts):
        await load.so_many(len(rooms))


async def duel(bare: Server, ours: Server, floor_rooms: list[Room], rooms: list[Room], size: Size) -> Duel:
    below, above = Load(bare, floor_rooms), Load(ours, rooms)
    full = [(await below.all_it_carries(size.seconds), await above.all_it_carries(size.seconds)) for _ in range(size.rounds)]
    rate = 300 / statistics.median(outcome.cpu_ms for _, outcome in full)
    light = [(await below.at(rate, size.seconds), await above.at(rate, size.seconds)) for _ in range(size.rounds)]
    sent = sum(seat.bytes for room in rooms for seat in room.seats) / 9 / sum(outcome.acts for pair in (full, light) for _, outcome in pair)
    return Duel(tuple(full), tuple(light), sent)


async def log_growth(server: Server, short: list[Room], long: list[Room], size: Size) -> float:
    """The cost of an act in sessions of some dozens of events, and of 2,000; few acts a run, so that the short stay short."""
    few, many = Load(server, short), Load(server, long)
    acts = 10 * len(long)
    pairs = [(await few.so_many(acts), await many.so_many(acts)) for _ in range(size.rounds)]
    return statistics.median(after.cpu_ms / before.cpu_ms for before, after in pairs)


async def at_rate(server: Server, rooms: list[Room], size: Size) -> float:
    """CPU per act, in ms, at the pace of people: the same number of acts a second, in however many sessions."""
    outcome = await Load(server, rooms).at(size.rate, size.seconds * size.rounds)
    return outcome.cpu_ms


def open_long(server: Server, room: dict[str, Any]) -> float:
    """Milliseconds until a session of 2,000 events that slept is there, whole: read, opened, replayed, rendered."""
    seat = room["seats"][2]
    connection = http.client.HTTPConnection(HERE, server.port, timeout=60)
    began = time.perf_counter()
    connection.request("GET", f"/s/{room['session']}/1/{seat['member']}/parts", headers={"Cookie": seat["cookie"]})
    answer = connection.getresponse()
    page = json.loads(answer.read())
    took = (time.perf_counter() - began) * 1000
    connection.close()
    questions = sum(name.startswith("question-") for name in page["view"]["parts"])
    assert (answer.status, questions) == (200, room["asked"]), "the whole session is there"
    return took


async def memory_of_a_stream(server: Server, given: Rooms, bare: bool = False) -> float:
    """Resident bytes of a stream with nothing to say: a second one for everybody, in rooms that are awake."""
    rooms = await gather(server.port, given, bare)
    await asyncio.sleep(1)
    before = server.memory()
    rooms += await gather(server.port, given, bare)
    await asyncio.sleep(1)
    taken = server.memory() - before
    for room in rooms:
        room.close()
    return taken / (9 * len(given))


async def churn(server: Server, given: Rooms, connects: int) -> dict[str, float]:
    """Streams that come and go: what is left of them. Nobody's comes back empty, for each is asked for its first view."""

    async def come_and_go(rooms: int) -> None:
        for room in await gather(server.port, given[:rooms]):
            room.close()
        await asyncio.sleep(0.2)

    await come_and_go(len(given))
    before = server.memory(), server.threads(), server.open_files()
    for _ in range(max(1, connects // (9 * len(given)))):
        await come_and_go(len(given))
    await asyncio.sleep(1)
    after = server.memory(), server.threads(), server.open_files()
    names = ("churn_mib", "churn_threads", "churn_files")
    scale = (2**20, 1, 1)
    return {name: round((b - a) / s, 2) for name, a, b, s in zip(names, before, after, scale, strict=True)}


async def record(server: Server, room: dict[str, Any], file: Path) -> None:
    """One update to each of nine, with a mark for the act's own: what the floor sends as ready-made bytes."""
    (here,) = await gather(server.port, [room])
    await warm(server, [here])
    said: dict[int, str] = {}
    for seat in here.seats:
        seat.overheard = partial(_note, said, seat.index)
    await warm(server, [here], 1)
    mark = f"@@q{here.number}-{here.acts}@@"
    lines = [f"event: parts\ndata: {said[index].replace(mark, MARK.decode())}\n\n" for index in range(9)]
    assert all(MARK.decode() in line for line in lines)
    file.write_text(json.dumps(lines), encoding="utf-8")
    here.close()


def _note(said: dict[int, str], index: int, data: bytes) -> None:
    said[index] = data.decode()


def for_floor(given: Rooms) -> Rooms:
    """The same rooms, whose seats are called by their number."""
    return [{**room, "seats": [{**seat, "member": str(index)} for index, seat in enumerate(room["seats"])]} for room in given]
