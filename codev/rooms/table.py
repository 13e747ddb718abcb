"""One stream in memory."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic, TypeVar

from codev.protocol import Memory

S = TypeVar("S")
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Ahead(Generic[S]):
    """What a table is to become: with `keys` more."""

    state: S | None
    version: int
    at: datetime
    keys: dict[str, int]


@dataclass(eq=False, slots=True)
class Table(Generic[S]):
    """`state` is read by anyone on the loop and changed only by whoever holds `lock`. None: its stream is empty.

    `keys`: the version that each act's key was answered with. `stream` is also the owner of the words.
    `memory`: what is kept between views of its states; it holds words, and goes with them.
    """

    stream: str
    state: S | None = None
    version: int = 0
    at: datetime = LONG_AGO
    keys: dict[str, int] = field(default_factory=dict)
    awake: bool = False
    used: datetime = LONG_AGO
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    memory: Memory = field(default_factory=Memory)

    def follow(self, ahead: Ahead[S]) -> None:
        self.state, self.version, self.at = ahead.state, ahead.version, ahead.at
        self.keys |= ahead.keys
        self.awake = True

    def clear(self) -> None:
        self.state, self.version, self.at, self.keys, self.memory = None, 0, LONG_AGO, {}, Memory()
