"""A little proxy before the server, as badly set up as some are: it holds streams back, cuts them, or lets them go dead."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from contextlib import closing, suppress

STREAM = re.compile(rb"GET \S*/(live|healthz/stream)[ ?]")
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
CONNECTION = re.compile(rb"\r\nconnection: [^\r]*", re.IGNORECASE)
PIECE = 65536


class Proxy:
    """way: what becomes of streams; all else goes through.

    holds: nothing of it is passed on before it ends. cuts: it is closed as soon as it has begun. `goes_dead` leaves one open and silent.
    """

    def __init__(self, server: int) -> None:
        self.way, self.streams, self.port = "through", 0, 0
        self.server = server
        self._dead: set[int] = set()
        self._heads: dict[int, bytes] = {}
        self._tasks: set[asyncio.Task[None] | None] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        assert self._ready.wait(20)

    def goes_dead(self, member: str) -> None:
        """Her stream; a page that has just come may not have opened it yet."""
        for _ in range(600):
            if hers := [number for number, head in tuple(self._heads.items()) if member.encode() in head]:
                self._dead.add(max(hers))
                return
            time.sleep(0.05)
        raise TimeoutError("she has no stream")

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    async def _serve(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        listening = await asyncio.start_server(self._meet, "127.0.0.1", 0)
        self.port = listening.sockets[0].getsockname()[1]
        self._ready.set()
        await self._over.wait()
        listening.close()
        for task in tuple(self._tasks):
            if task is not None:
                task.cancel()
        await asyncio.sleep(0.1)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request a connection, which keeps it small."""
        task = asyncio.current_task()
        self._tasks.add(task)  # asyncio itself holds it only weakly
        with closing(writer), suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = await reader.readuntil(b"\r\n\r\n")
            length = LENGTH.search(head)
            body = await reader.readexactly(int(length[1])) if length else b""
            answer, asking = await asyncio.open_connection("127.0.0.1", self.server)
            with closing(asking):
                asking.write(CONNECTION.sub(b"", head)[:-2] + b"Connection: close\r\n\r\n" + body)
                if STREAM.match(head):
                    self.streams += 1
                    self._heads[self.streams] = head
                    await self._stream(self.streams, answer, writer)
                else:
                    await self._pass(answer, writer)
        self._tasks.discard(task)

    async def _pass(self, answer: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await answer.read(PIECE):
            writer.write(piece)
            await writer.drain()

    async def _stream(self, number: int, answer: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        way, held = self.way, b""
        while piece := await answer.read(PIECE):
            if number in self._dead:
                await self._over.wait()
            elif way == "holds":
                held += piece
            else:
                writer.write(piece)
                await writer.drain()
            if way == "cuts":
                return
        writer.write(held)
