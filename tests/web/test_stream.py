"""A reader who falls behind gets the newest once she has caught up, never a backlog."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
import uvicorn

from codev.groups.tables import Place
from codev.protocol.views.parts import LearningPart
from codev.rooms import Look
from codev.web.stream import Stream, step


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
    return Stream(reader, cast(Place, None), "login", notes=True)


def look(number: int) -> Look:
    return Look(number, (LearningPart("learning-1", "learned", f"mot {number}.", "Inès"),))


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


async def test_a_reader_who_has_gone_is_no_failure() -> None:
    async def gone(message: Any) -> None:
        raise ConnectionResetError

    Stream(gone, cast(Place, None), "login", notes=True).show(look(1), "fr")


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


@pytest.mark.slow
async def test_uvicorn_lets_another_task_send_and_says_when_a_reader_is_slow() -> None:
    """The ASGI specification does not promise it: whoever changes the server learns it here."""
    streams: list[Stream] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        streams.append(stream(send))
        while (await receive())["type"] != "http.disconnect":
            pass

    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
    writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    while not streams:
        await asyncio.sleep(0.01)
    hers, large = streams[0], "x" * 200_000
    hers.fresh = lambda again: again.tell("newest", b"the newest")
    for _ in range(200):
        hers.show(Look(1, (LearningPart("learning-1", "learned", large + str(_), "Inès"),)), "fr")
    assert hers._rest is not None
    heard = b""
    while b"the newest" not in heard[-4000:]:
        heard += await reader.read(65536)
    assert heard.count(b"event: parts") < 200
    hers.end()
    writer.close()
    server.should_exit = True
    await serving
