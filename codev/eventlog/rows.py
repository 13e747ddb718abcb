"""A row of the log, what may come of appending it, and what every store can do."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from .instants import micros


@dataclass(frozen=True, slots=True)
class Row:
    """One act. `at` is UTC; `sealed` holds the act's facts, and is all that is not in clear."""

    stream: str
    version: int
    key: str
    at: datetime
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Appended:
    """The row is on disk."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """This stream has a row of that key already: here it is, as stored."""

    row: Row


@dataclass(frozen=True, slots=True)
class Conflict:
    """That version does not follow the newest one, which is `version` (0: the stream is empty)."""

    version: int


Outcome = Appended | Repeated | Conflict


class NotWritten(Exception):
    """The store could not write (disk full, locked, closed). What it was given may be tried again under the same key."""


class Answer(asyncio.Future[Any]):
    """What is being written is not called back: whoever waits for it can be cancelled once it is there."""

    def cancel(self, msg: object = None) -> bool:
        return False


class Log(Protocol):
    def append(self, row: Row) -> asyncio.Future[Outcome]:
        """Done once the row is on disk, or will never be. Fails with NotWritten. Call it on an event loop."""

    def read(self, stream: str, after: int = 0) -> list[Row]:
        """The rows with a version above `after`, in order. Blocks, briefly; any thread may call it."""

    def forget(self, stream: str) -> asyncio.Future[None]:
        """Done once no row of the stream is left. Fails with NotWritten."""

    def ping(self) -> asyncio.Future[None]:
        """Done once whoever writes has taken a turn at it. Fails with NotWritten, or is never done: nothing can be written."""

    def close(self) -> None:
        """Writes what was given, then lets go."""


def place(stream: str, version: int, key: str, at: datetime) -> bytes:
    """Where a sealed act stands, as associated data: it opens nowhere else, and at no other instant."""
    return f"{stream}\n{version}\n{key}\n{micros(at)}".encode()
