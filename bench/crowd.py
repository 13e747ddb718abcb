"""Nine people in each room, each with her stream: acts are sent, and every receipt is checked before it counts.

A message counts for an act only in the right room, on the right person's stream, one version after the last, with the act's own mark.
Each person has a note that only she may ever be sent; the client alone is offered to answer. One message that breaks this ends the run.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from .wire import HERE, Listening, Posting, get, post

MARKS = re.compile(rb"@@([a-z]\d+-\d+)@@")
CLIENT = 1
ASKING = range(2, 9)
TEXT = "Et si l’équipe disait « non » : qu’est-ce que cela changerait pour vous, <demain> ? "
LENGTH = 200
NOTED = 50  # rooms in which everyone has a note of her own
MAY_ANSWER = b"answer_question:"


class WrongView(AssertionError):
    """Somebody was sent what is not hers, or not what is."""


def told(condition: bool, *what: object) -> None:
    if not condition:
        raise WrongView(*what)


class Seat:
    """One person's stream, and what has come on it."""

    def __init__(self, room: Room, index: int, seat: dict[str, Any]) -> None:
        self.room, self.index = room, index
        self.path, self.cookie = f"/s/{room.session}/1/{seat['member']}", seat["cookie"]
        self.token, self.version = "", 0
        self.first: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.stream: Listening | None = None
        self.bytes = 0
        self.overheard: Callable[[bytes], None] = lambda _: None

    async def open(self, port: int) -> None:
        request = get(port, f"{self.path}/live", self.cookie)
        _, self.stream = await asyncio.get_running_loop().create_connection(lambda: Listening(request, self.heard), HERE, port)

    def heard(self, event: bytes, data: bytes) -> None:
        if event == b"hello":
            self.token = json.loads(data)["token"]
            self._first_if(self.room.bare)
        elif event == b"parts":
            self.room.check(self, data)
            self.overheard(data)
            self._first_if(True)

    def _first_if(self, ready: bool) -> None:
        if ready and not self.first.done():
            self.first.set_result(None)


class Room:
    """`bare`: the floor's, which has no versions, no notes and nobody's own view."""

    def __init__(self, given: dict[str, Any], bare: bool) -> None:
        self.number, self.session, self.bare = given["number"], given["session"], bare
        self.seats = [Seat(self, index, seat) for index, seat in enumerate(given["seats"])]
        self.posting = Posting(self._answered)
        self.acts = 0
        self._awaited = 0
        self._mark, self._missing, self._began = b"", 0, 0.0
        self.done: Callable[[Room, float], None] = lambda *_: None

    async def open(self, port: int) -> None:
        for seat in self.seats:
            await seat.open(port)
        await asyncio.gather(*(seat.first for seat in self.seats))
        await asyncio.get_running_loop().create_connection(lambda: self.posting, HERE, port)

    def act(self, port: int, began: float) -> None:
        """A question of 200 characters by the next consultant. `done` is told once all nine have it and it is acknowledged."""
        asker = self.seats[ASKING[self.acts % len(ASKING)]]
        self.acts += 1
        mark = f"q{self.number}-{self.acts}"
        self._mark, self._missing, self._awaited, self._began = mark.encode(), len(self.seats), 1, began
        text = f"@@{mark}@@ {TEXT * 3}"[:LENGTH]
        fields = {"token": asker.token, "key": f"{mark}-{time.time_ns()}", "step": "clarification", "do": "ask_question"}
        self.posting.post(post(port, f"{asker.path}/act", asker.cookie, urlencode({**fields, "ask_question.text": text}).encode()))

    def check(self, seat: Seat, data: bytes) -> None:
        marks = MARKS.findall(data)
        seat.bytes += len(data)
        if not self.bare:
            first = seat.version == 0
            version = int(data[5 : data.index(b",", 5)])
            notes = [mark for mark in marks if mark.startswith(b"n")]
            told(all(mark == b"n%d-%d" % (self.number, seat.index) for mark in notes), "another's note", self.number, seat.index)
            if not first and version == seat.version:  # a minute has passed, or somebody's screen is long silent: no act, and no word
                told(marks == [], "words without an act", marks)
                return
            told(first or version == seat.version + 1, "version", version, seat.version)
            told(first or (MAY_ANSWER in data) == (seat.index == CLIENT), "another's part", seat.index)
            seat.version = version
            if first:
                told(len(notes) == (self.number < NOTED), "no note of hers", self.number, seat.index)
                return
        told(marks == [self._mark], "marks", marks, self._mark)
        self._missing -= 1
        self._perhaps_done()

    def _answered(self) -> None:
        self._awaited -= 1
        self._perhaps_done()

    def _perhaps_done(self) -> None:
        if self._missing == 0 and self._awaited == 0:
            self._mark = b""
            self.done(self, self._began)

    def close(self) -> None:
        self.posting.close()
        for seat in self.seats:
            if seat.stream is not None:
                seat.stream.close()


async def gather(port: int, given: list[dict[str, Any]], bare: bool = False) -> list[Room]:
    """Everyone has come: streams open, first views there and checked."""
    rooms = [Room(one, bare) for one in given]
    gate = asyncio.Semaphore(10)

    async def open_one(room: Room) -> None:
        async with gate:
            await asyncio.wait_for(room.open(port), 60)

    await asyncio.gather(*(open_one(room) for room in rooms))
    return rooms
