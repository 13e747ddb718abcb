"""GET /healthz/stream: three events within a second, sent as the live room sends its own: does a proxy hold them back?"""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from . import answers
from .headers import raw
from .live import PADDING

EVENTS = 3
PAUSE = 0.5  # seconds


async def trickle(scope: answers.Scope, receive: answers.Receive, send: answers.Send) -> None:
    if scope["method"] != "GET":
        await answers.in_bytes(send, b"{}", HTTPStatus.METHOD_NOT_ALLOWED)
        return
    start = raw(content_type="text/event-stream", x_accel_buffering="no")
    await send({"type": "http.response.start", "status": 200, "headers": start})
    for number in range(1, EVENTS + 1):
        event = b'%sevent: tick\ndata: {"n":%d}\n\n' % (PADDING if number == 1 else b"", number)
        await send({"type": "http.response.body", "body": event, "more_body": number < EVENTS})
        if number < EVENTS and await left(receive, PAUSE):
            return


async def left(receive: answers.Receive, within: float) -> bool:
    """Whether the reader goes away within so many seconds."""
    try:
        async with asyncio.timeout(within):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return False
    return True
