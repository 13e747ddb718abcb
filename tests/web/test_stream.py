"""A reader who falls behind gets the newest once she has caught up, never a backlog."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pytest
import uvicorn

from codev.groups.tables import Place, Table
from codev.protocol import View
from codev.protocol.views.parts import LearningPart
from codev.rooms import Look
from codev.web.stream import Stream, step

NOWHERE = Place(cast(Table, None), 1, "ines")


class Reader:
    """Takes what comes, unless she is slow."""

    def __init__(self) -> None:
        self.got: list[bytes] = []
        self.reads = asyncio.Event()
        self.reads.set()

    async def __call__(self, message: Any) -> None:
        await self.reads.wait()
        self.got.append(message["body"])

    def told(self, words: str) -> int:
        return sum(words.encode() in body for body in self.got)


def stream(reader: Reader) -> Stream:
    return Stream(reader, NOWHERE, "login", notes=True)


def look(number: int) -> Look:
    return Look(number, View((LearningPart("learning-1", "learned", f"mot {number}.", "Inès"),)))


async def test_a_ready_reader_is_told_at_once_and_without_a_task() -> None:
    reader = Reader()
    before = len(asyncio.all_tasks())
    stream(reader).show(look(1), "fr")
    assert (reader.told("mot 1."), len(asyncio.all_tasks())) == (1, before)


async def test_a_slow_reader_gets_the_newest_and_not_what_came_between() -> None:
    reader = Reader()
    hers, newest = stream(reader), look(9)
    hers.fresh = lambda again: again.show(newest, "fr")
    reader.reads.clear()
    for number in range(1, 9):
        hers.show(look(number), "fr")
    reader.reads.set()
    await asyncio.sleep(0.01)
    assert [reader.told(f"mot {number}.") for number in range(1, 10)] == [1, 0, 0, 0, 0, 0, 0, 0, 1]


async def test_a_slow_reader_holds_up_nobody() -> None:
    slow, quick = Reader(), Reader()
    slow.reads.clear()
    for hers in (stream(slow), stream(quick)):
        hers.show(look(1), "fr")
    assert quick.told("mot 1.") == 1


async def test_a_beat_is_not_kept_for_a_slow_reader() -> None:
    reader = Reader()
    hers = stream(reader)
    reader.reads.clear()
    hers.show(look(1), "fr")
    hers.tell("beat", b"{}")
    reader.reads.set()
    await asyncio.sleep(0.01)
    assert (reader.told("mot 1."), reader.told("beat")) == (1, 0)


async def test_a_slow_reader_who_is_shown_out_is_shown_out() -> None:
    reader = Reader()
    hers = stream(reader)
    reader.reads.clear()
    hers.show(look(1), "fr")
    hers.end()
    reader.reads.set()
    await asyncio.sleep(0.01)
    hers.show(look(2), "fr")
    assert reader.got[-1:] == [b""]


async def test_a_goodbye_that_had_to_wait_is_not_said_twice() -> None:
    reader = Reader()
    hers = stream(reader)
    reader.reads.clear()
    hers.end()
    reader.reads.set()
    await asyncio.sleep(0.01)
    assert reader.got == [b""]


async def test_a_reader_who_has_gone_is_no_failure() -> None:
    async def gone(message: Any) -> None:
        raise ConnectionResetError

    Stream(gone, NOWHERE, "login", notes=True).show(look(1), "fr")


async def test_what_waits_twice_is_finished_by_its_rest() -> None:
    done = []

    async def work() -> None:
        await asyncio.sleep(0)
        await asyncio.sleep(0.001)
        done.append(True)

    rest = step(work())
    assert rest is not None
    await rest
    assert done == [True]


class Served:
    """A real uvicorn with one open stream, and its reader's socket."""

    async def __aenter__(self) -> Served:
        self.streams: list[Stream] = []
        self._server = uvicorn.Server(uvicorn.Config(self._app, port=0, log_config=None, lifespan="off", interface="asgi3"))
        self._serving = asyncio.create_task(self._server.serve())
        await self._once(lambda: self._server.started)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.reader, self._writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
        self._writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        await self._once(lambda: bool(self.streams))
        return self

    async def __aexit__(self, *_: object) -> None:
        self.streams[0].end()
        self._writer.close()
        self._server.should_exit = True
        await self._serving

    async def _app(self, scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        self.streams.append(stream(send))
        while (await receive())["type"] != "http.disconnect":
            pass

    async def _once(self, ready: Callable[[], bool]) -> None:
        while not ready():
            await asyncio.sleep(0.01)


@pytest.mark.slow
async def test_uvicorn_lets_another_task_send_and_says_when_a_reader_is_slow() -> None:
    """The ASGI specification does not promise it: whoever changes the server learns it here."""
    async with Served() as served:
        hers, heard, large = served.streams[0], b"", "x" * 200_000
        hers.fresh = lambda again: again.tell("newest", b"the newest")
        for number in range(200):
            hers.show(Look(1, View((LearningPart("learning-1", "learned", f"{large}{number}", "Inès"),))), "fr")
        while b"the newest" not in heard[-4000:]:
            heard += await served.reader.read(65536)
    assert 0 < heard.count(b"event: parts") < 200
