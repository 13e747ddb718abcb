"""The floor: ASGI under the same server, ready-made bytes from memory to nine open streams. No login, no rules, no rendering, no log.

BENCH_UPDATE: a file with one line of JSON, an update of codev's to each of the nine, in which MARK stands where the act's own text goes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]

MARK = b"@@mark@@"
STREAM: Message = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]}
DONE: Message = {"type": "http.response.start", "status": 204, "headers": []}
END: Message = {"type": "http.response.body", "body": b""}
HELLO = b'event: hello\ndata: {"token":"none"}\n\n'

updates: list[tuple[bytes, bytes, bytes]] = []
rooms: dict[str, dict[int, Send]] = {}


async def application(scope: Message, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await live_and_die(receive, send)
        return
    _, _, room, _, seat, below = scope["path"].split("/")
    if below == "act":
        await act(room, receive, send)
    else:
        await stream(room, int(seat), receive, send)


async def act(room: str, receive: Receive, send: Send) -> None:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    start = body.index(b"%40%40") + 6
    mark = body[start : body.index(b"%40%40", start)]
    for seat, tell in tuple(rooms[room].items()):
        before, _, after = updates[seat]
        await tell({"type": "http.response.body", "body": b"%s@@%s@@%s" % (before, mark, after), "more_body": True})
    await send(DONE)
    await send(END)


async def stream(room: str, seat: int, receive: Receive, send: Send) -> None:
    await send(STREAM)
    await send({"type": "http.response.body", "body": HELLO, "more_body": True})
    here = rooms.setdefault(room, {})
    here[seat] = send
    while (await receive())["type"] != "http.disconnect":
        pass
    if here.get(seat) is send:
        del here[seat]


async def live_and_die(receive: Receive, send: Send) -> None:
    await receive()
    lines = json.loads(Path(os.environ["BENCH_UPDATE"]).read_text(encoding="utf-8"))
    updates.extend(line.encode().partition(MARK) for line in lines)
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await send({"type": "lifespan.shutdown.complete"})
