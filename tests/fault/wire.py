"""HTTP as a browser speaks it, without one: requests with the cookies of their host, and a stream of events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

PATIENCE = 20.0
FORM = "application/x-www-form-urlencoded"


class Broken(Exception):
    """No answer, or half of one: the server is gone."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class Wire:
    """host: as in the address bar; the server itself listens on 127.0.0.1 at `port`."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    async def get(self, path: str, accept: str = "text/html") -> Answer:
        return await self.ask("GET", path, accept=accept)

    async def post(self, path: str, fields: Mapping[str, str], accept: str = "text/html") -> Answer:
        return await self.ask("POST", path, urlencode(fields).encode(), accept)

    async def ask(self, method: str, path: str, body: bytes = b"", accept: str = "text/html") -> Answer:
        """Raises Broken."""
        async with self._sent(method, path, body, accept) as reader, broken_by_silence():
            status, headers = await self._head(reader)
            text = await _body(reader, headers)
        return Answer(status, headers, text.decode())

    @asynccontextmanager
    async def events(self, path: str) -> AsyncIterator[AsyncIterator[tuple[str, Any]]]:
        """Each event and its data, until the stream ends. Raises Broken."""
        async with self._sent("GET", path, b"", "text/event-stream") as reader:
            async with broken_by_silence():
                status, _ = await self._head(reader)
            if status != 200:
                raise Broken(status)
            yield _events(_pieces(reader))

    @asynccontextmanager
    async def _sent(self, method: str, path: str, body: bytes, accept: str) -> AsyncIterator[asyncio.StreamReader]:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**22)
        except OSError as error:
            raise Broken from error
        try:
            writer.write(self._request(method, path, body, accept))
            yield reader
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            raise Broken from error
        finally:
            writer.close()

    def _request(self, method: str, path: str, body: bytes, accept: str) -> bytes:
        place = f"{self.host}:{self.port}"
        headers = {"Host": place, "Accept": accept, "Accept-Language": "fr", "Connection": "close"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            headers |= {"Origin": f"http://{place}", "Content-Type": FORM, "Content-Length": str(len(body))}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        return "\r\n".join(lines).encode() + body

    async def _head(self, reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {}
        for name, _, value in (line.partition(":") for line in lines[1:] if line):
            headers[name.lower()] = value.strip()
            if name.lower() == "set-cookie":
                cookie, _, kept = value.strip().partition(";")[0].partition("=")
                self.cookies[cookie] = kept
        return int(lines[0].split()[1]), headers


@asynccontextmanager
async def broken_by_silence() -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    except TimeoutError as error:
        raise Broken from error


async def _body(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> bytes:
    if headers.get("transfer-encoding") == "chunked":
        return b"".join([piece async for piece in _pieces(reader)])
    return await reader.readexactly(int(headers.get("content-length", 0)))


async def _pieces(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while size := int(await reader.readuntil(b"\r\n"), 16):
        yield (await reader.readexactly(size + 2))[:-2]


async def _events(pieces: AsyncIterator[bytes]) -> AsyncIterator[tuple[str, Any]]:
    rest = b""
    async for piece in pieces:
        *blocks, rest = (rest + piece).split(b"\n\n")
        for block in blocks:
            lines = dict(line.split(": ", 1) for line in block.decode().split("\n") if line.startswith(("event: ", "data: ")))
            if lines:
                yield lines["event"], json.loads(lines["data"])
