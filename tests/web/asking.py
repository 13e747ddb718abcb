"""Somebody's browser, as the server meets it: requests with her cookie, forms of her page, and a stream that stays open."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from codev.web import guard
from tests.doors.world import Answer, World

HOST = settings.CODEV_URL.partition("://")[2]
KEY = "0123456789abcdef"


class Said(Answer):
    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Browser:
    world: World
    who: str

    @property
    def place(self) -> str:
        return f"/s/{self.world.session}/1/{self.world.members[self.who]}"

    @property
    def cookie(self) -> str:
        return self.world.cookie(self.who)

    async def get(self, below: str = "", **headers: str) -> Said:
        return await self.ask("GET", self.place + below, headers=headers)

    async def act(self, do: str, *, key: str = KEY, step: str = "", script: bool = True, **fields: str) -> Said:
        """The form of her page. `fields`: those of the command."""
        prefix = do.partition("?")[0]
        sent = {"token": guard.token(self.cookie), "key": key, "step": step, "do": do} | {f"{prefix}.{k}": v for k, v in fields.items()}
        return await self.post("/act", urlencode(sent), script=script)

    async def post(self, below: str, body: str, *, script: bool = True, **headers: str) -> Said:
        form = {"origin": settings.CODEV_URL, "content-type": guard.FORM, "accept": "application/json" if script else "text/html"}
        return await self.ask("POST", self.place + below, body.encode(), {**form, **headers})

    async def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None, query: str = "") -> Said:
        sent: list[dict[str, Any]] = []
        coming = iter([{"type": "http.request", "body": body}])

        async def receive() -> dict[str, Any]:
            return next(coming, None) or await asyncio.Event().wait()  # type: ignore[return-value]  # it never comes

        async def send(message: Any) -> None:
            sent.append(message)

        async with asyncio.timeout(60):
            await self.world.front(self.scope(method, path, headers or {}, len(body), query), receive, send)
        names: dict[str, str] = {}
        for name, value in sent[0]["headers"]:
            names[name.decode().lower()] = f"{value.decode('latin-1')}\n{names.get(name.decode().lower(), '')}".strip()
        return Said(sent[0]["status"], names, b"".join(message.get("body", b"") for message in sent[1:]))

    def scope(self, method: str, path: str, headers: dict[str, str], length: int = 0, query: str = "") -> dict[str, Any]:
        own = {"host": HOST, "cookie": self.cookie, "accept-language": "en", "content-length": str(length)}
        found = own | {name.replace("_", "-"): value for name, value in headers.items()}
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in found.items()],
            "server": ("127.0.0.1", 8000),
            "client": ("192.0.2.77", 1),
        }


@dataclass
class Page:
    """An open stream, and the parts that a page would show by it."""

    browser: Browser
    seen: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    events: list[tuple[str, Any]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    first: int = 0

    async def __aenter__(self) -> Page:
        self._leaves, self._came = asyncio.Event(), asyncio.Event()
        scope = self.browser.scope("GET", f"{self.browser.place}/live", {}, query=f"seen={self.seen}")
        self._task = asyncio.create_task(self.browser.world.front(scope, self._receive, self._send))
        await self.until("hello")
        return self

    async def __aexit__(self, *_: object) -> None:
        self._leaves.set()
        await self._task

    async def until(self, event: str, least: int = 1) -> list[Any]:
        """The data of each such event, once there are so many."""
        async with asyncio.timeout(60):
            while len(found := [data for name, data in self.events if name == event]) < least:
                self._came.clear()
                await self._came.wait()
        return found

    async def settle(self) -> None:
        """Whatever is on its way has arrived."""
        for _ in range(20):
            await asyncio.sleep(0)

    @property
    def over(self) -> bool:
        return any(name == "end" for name, _ in self.events)

    async def _receive(self) -> dict[str, Any]:
        await self._leaves.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.first = self.first or len(message["body"])
            self._read(message["body"].decode(), message.get("more_body", False))
            self._came.set()

    def _read(self, text: str, more: bool) -> None:
        for block in text.split("\n\n"):
            lines = dict(line.split(": ", 1) for line in block.split("\n") if line.startswith(("event: ", "data: ")))
            if lines:
                self._take(lines["event"], json.loads(lines["data"]))
        if not more:
            self.events.append(("end", None))

    def _take(self, event: str, data: Any) -> None:
        self.events.append((event, data))
        if event == "parts":
            self.parts = {} if data["whole"] else self.parts
            self.parts = {name: html for name, html in {**self.parts, **data["parts"]}.items() if html is not None}
            self.seen = data["seen"]
