"""The front on a real server, with real sockets, in the test's own process: what it leaves behind can be counted."""

from __future__ import annotations

import asyncio
import os
from types import TracebackType
from typing import Any

import uvicorn

from codev.cli.serve import HOW
from tests.web.asking import HOST, Browser

PATIENCE = 20


class Served:
    """`async with Served(front) as port`."""

    def __init__(self, front: Any) -> None:
        config = uvicorn.Config(front, port=0, interface="asgi3", **{**HOW, "lifespan": "off", "timeout_graceful_shutdown": 1})
        self.server = uvicorn.Server(config)

    async def __aenter__(self) -> int:
        self._serving = asyncio.create_task(self.server.serve())
        while not self.server.started:
            await asyncio.sleep(0.01)
        port: int = self.server.servers[0].sockets[0].getsockname()[1]
        return port

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.server.should_exit = True
        await self._serving


class Tap:
    """Somebody's stream on a socket, read by hand."""

    def __init__(self, browser: Browser, port: int) -> None:
        self.browser, self.port = browser, port
        self.said = b""

    async def open(self) -> Tap:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        lines = (f"GET {self.browser.place}/live HTTP/1.1", f"Host: {HOST}", f"Cookie: {self.browser.cookie}", "", "")
        self._writer.write("\r\n".join(lines).encode())
        return self

    async def hears(self, words: bytes) -> None:
        """Until it was said."""
        async with asyncio.timeout(PATIENCE):
            while words not in self.said:
                more = await self._reader.read(65536)
                assert more, "the stream has ended"
                self.said += more

    def aborts(self) -> None:
        """As a phone does that loses its network: no goodbye."""
        self._writer.transport.abort()

    async def closes(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))
