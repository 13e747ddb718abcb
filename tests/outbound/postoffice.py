"""A real mail server on this machine: it catches what it is given, and answers as a test tells it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from codev.outbound.post import Office

SENDER = "codev@codev.example"


@dataclass
class Catcher:
    """answers: what RCPT says to an address. after: what DATA says; "gone" takes the message and hangs up."""

    answers: dict[str, str] = field(default_factory=dict)
    after: str = "250 OK"
    caught: list[tuple[str, EmailMessage]] = field(default_factory=list)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.after.startswith("250") or self.after == "gone":
            message = message_from_bytes(envelope.original_content, policy=default)
            assert isinstance(message, EmailMessage)
            self.caught += [(address, message) for address in envelope.rcpt_tos]
        if self.after == "gone":
            server.transport.abort()
        return self.after

    def to(self, address: str) -> list[EmailMessage]:
        return [message for to, message in self.caught if to == address]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(catcher: Catcher) -> Iterator[Office]:
    server = Controller(catcher, hostname="127.0.0.1", port=free_port(), enable_SMTPUTF8=True)
    server.start()
    try:
        yield Office("127.0.0.1", server.port, "", "", "", SENDER)
    finally:
        server.stop()


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def calendar_of(message: EmailMessage) -> str:
    """The file that is attached, as a program on her device opens it."""
    (attached,) = [part for part in message.iter_attachments() if part.get_filename() == "codev.ics"]
    return bytes(attached.get_content()).decode()
