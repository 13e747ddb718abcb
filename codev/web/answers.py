"""Answers outside Django, and the shapes of ASGI that they need."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from .headers import raw

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
DONE = [(b"cache-control", b"no-store")]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


async def nothing(send: Send) -> None:
    """Done: 204. What has no body needs no policy for it."""
    await send({"type": "http.response.start", "status": 204, "headers": DONE})
    await send({"type": "http.response.body", "body": b""})


async def in_json(send: Send, value: object, status: int = 200) -> None:
    await in_bytes(send, json.dumps(value, ensure_ascii=False).encode(), status)


async def in_bytes(send: Send, body: bytes, status: int = 200) -> None:
    headers = raw(content_type="application/json", content_length=str(len(body)))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def body_of(receive: Receive, most: int) -> bytes:
    """What was sent, cut soon after `most` bytes. Nothing, once the sender has left."""
    body = b""
    while len(body) <= most:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b""
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    return body


def header_of(scope: Scope) -> Callable[[str], str | None]:
    found: dict[bytes, bytes] = dict(scope["headers"])

    def header(name: str) -> str | None:
        value = found.get(name.encode())
        return None if value is None else value.decode("latin-1")

    return header
