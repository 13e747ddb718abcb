"""HTTP on bare sockets, for a load that costs its sender little: a long answer read event by event, and acts on a connection kept open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

HERE = "127.0.0.1"
Heard = Callable[[bytes, bytes], None]


class Broken(Exception):
    """The server answered otherwise than a room answers."""


class Listening(asyncio.Protocol):
    """One open stream. `heard` gets each event's name and data; the answer is in chunks, one or more whole events in each."""

    def __init__(self, request: bytes, heard: Heard) -> None:
        self._request, self._heard = request, heard
        self._rest = b""
        self._begun = False
        self.lost = asyncio.get_running_loop().create_future()
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is none by inheritance
        self.transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        rest = self._rest + data if self._rest else data
        if not self._begun:
            head, found, rest = rest.partition(b"\r\n\r\n")
            if not found:
                self._rest = head
                return
            if not head.startswith(b"HTTP/1.1 200"):
                raise Broken(head[:200])
            self._begun = True
        self._rest = self._chunks(rest)

    def _chunks(self, data: bytes) -> bytes:
        while data:
            size, found, _ = data.partition(b"\r\n")
            start = len(size) + 2
            end = start + int(size, 16) if found else 0
            if not found or len(data) < end + 2:
                return data
            for event in data[start:end].split(b"\n\n"):
                name, _, said = event.partition(b"\n")
                if name.startswith(b"event: "):
                    self._heard(name[7:], said[6:])
            data = data[end + 2 :]
        return data

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.lost.done():
            self.lost.set_result(None)

    def close(self) -> None:
        if self.transport is not None:
            self.transport.abort()


class Posting(asyncio.Protocol):
    """Acts one after another; `answered` is told of each 204."""

    def __init__(self, answered: Callable[[], None]) -> None:
        self._answered = answered
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def post(self, request: bytes) -> None:
        assert self.transport is not None
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        if not data.startswith(b"HTTP/1.1 204"):
            raise Broken(data[-400:])
        self._answered()

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None

    def close(self) -> None:
        if self.transport is not None:
            self.transport.abort()


def get(port: int, path: str, cookie: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {HERE}:{port}\r\nCookie: {cookie}\r\nAccept: text/event-stream\r\n\r\n".encode()


def post(port: int, path: str, cookie: str, body: bytes) -> bytes:
    here = f"{HERE}:{port}"
    lines = (
        f"POST {path} HTTP/1.1",
        f"Host: {here}",
        f"Origin: http://{here}",
        "Sec-Fetch-Site: same-origin",
        "Accept: application/json",
        f"Cookie: {cookie}",
        "Content-Type: application/x-www-form-urlencoded;charset=UTF-8",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join((*lines, "", "")).encode() + body
