"""A round of sending: row after row is taken, opened, written, handed over, settled."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from smtplib import SMTP

from codev.groups.models import Due
from codev.outbound.mail import Letter, Unfit, write
from codev.outbound.post import Away, Fate, Office, counter, hand_over
from codev.vault import KeyMissing

from .claiming import claim, clear, end, put_back, settle, tidy
from .composing import House, Pointless, compose

MOST = 200
log = logging.getLogger(__name__)


@dataclass
class Round:
    """clock: each row is taken and settled at its own instant, since a slow server makes a round long."""

    house: House
    post: Office
    clock: Callable[[], datetime]
    stopped: Callable[[], bool] = lambda: False
    _open: ExitStack = field(default_factory=ExitStack)
    _server: SMTP | None = None

    def run(self) -> int:
        """Returns how many were sent. Ends early when the mail server is away: what is waiting keeps."""
        sent = 0
        with self._open:
            for _ in range(MOST):
                row = None if self.stopped() else claim(self.clock())
                if row is None:
                    break
                try:
                    sent += self._send(row)
                except Away:
                    put_back(row, "away", self.clock())
                    break
        return sent

    def _send(self, row: Due) -> bool:
        message = self._write(row)
        if message is None:
            return False
        fate = hand_over(self._at_the_counter(), message, self.post.sender, str(message["To"]))
        settle(row, fate, self.clock())
        return fate is Fate.SENT

    def _write(self, row: Due) -> EmailMessage | None:
        """None: the row is settled already."""
        try:
            return write(compose(row, self.house), self.post.sender, self.clock())
        except Pointless as reason:
            end(row, reason.state, reason.problem, self.clock())
        except KeyMissing:
            end(row, Due.WITHDRAWN, "", self.clock())
        except Exception as error:
            log.error("a message could not be written: %s", type(error).__name__)
            put_back(row, "unwritten", self.clock())
        return None

    def _at_the_counter(self) -> SMTP:
        if self._server is None:
            self._server = self._open.enter_context(counter(self.post))
        return self._server


def send_now(letter: Letter, post: Office, now: datetime) -> Fate:
    """One letter that somebody waits for: it is not kept, and not tried again."""
    try:
        message = write(letter, post.sender, now)
        with counter(post) as server:
            return hand_over(server, message, post.sender, str(message["To"]))
    except Unfit:
        return Fate.BROKEN
    except Away:
        return Fate.LATER


def send(post: Office | None, url: str, clock: Callable[[], datetime], stopped: Callable[[], bool] = lambda: False) -> int:
    """A whole round. Without a mail server nothing is sent, and what is owed stays on the pages."""
    clear(clock())
    tidy(clock())
    return Round(House(url, post.sender), post, clock, stopped).run() if post else 0
