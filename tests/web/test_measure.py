"""What a stranger may make the server hold or wait for: a form's measure, and one step a letter."""

from __future__ import annotations

import subprocess
import sys
from typing import Any, cast

import pytest

from codev.web import guard
from codev.web.answers import Message, Receive, Scope, Send
from codev.web.front import Front
from codev.web.house import House
from tests.doors.world import World

PIECE = b"x" * 16 * 1024
PATH = "/new"


class Sender:
    """Somebody who sends without end, and what of it has come to the pages."""

    def __init__(self, **headers: str) -> None:
        self.taken = 0
        self.headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]

    async def receive(self) -> Message:
        self.taken += 1
        return {"type": "http.request", "body": PIECE, "more_body": True}

    async def arrives(self) -> tuple[int, dict[bytes, bytes]]:
        found: dict[str, Any] = {}

        async def pages(scope: Scope, receive: Receive, send: Send) -> None:
            found.update(scope=scope, message=await receive())

        scope = {"type": "http", "path": PATH, "method": "POST", "headers": self.headers}
        await Front(cast(House, None), pages)(scope, self.receive, cast(Send, None))
        assert not found["message"].get("more_body")
        return len(found["message"]["body"]), dict(found["scope"]["headers"])


async def test_of_a_body_without_end_no_page_gets_a_piece_and_its_measure_is_told() -> None:
    sender = Sender(transfer_encoding="chunked")
    length, headers = await sender.arrives()
    assert (length, int(headers[b"content-length"]) > guard.LARGEST, sender.taken) == (0, True, 5)


async def test_of_what_is_announced_too_large_nothing_is_read() -> None:
    sender = Sender(content_length=str(10**9))
    assert (await sender.arrives())[0] == 0
    assert sender.taken == 0


async def test_a_body_without_end_is_refused_in_words(here: World) -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"127.0.0.1:8000"), (b"origin", b"http://127.0.0.1:8000"), (b"content-type", guard.FORM.encode())]
    scope = {"type": "http", "path": PATH, "method": "POST", "query_string": b"", "headers": headers}
    await here.front(scope, Sender().receive, send)
    assert sent[0]["status"] == 413


@pytest.mark.parametrize(
    ("module", "reader", "before", "again", "after"),
    [
        ("codev.groups.roster", "read", "A <", "@", ""),
        ("codev.groups.roster", "read", "Bob\t", "a.", " b"),
        ("codev.web.group.typed", "days_in", "x", " ", "x"),
    ],
    ids=["an address without end", "dots without end", "spaces without end"],
)
def test_no_text_of_a_million_letters_is_gone_over_again_for_each_of_them(
    module: str, reader: str, before: str, again: str, after: str
) -> None:
    """What goes back at each letter would take an hour: the process is given up long before."""
    code = f"from {module} import {reader}; {reader}({before!r} + {again!r} * 1_000_000 + {after!r})"
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0
