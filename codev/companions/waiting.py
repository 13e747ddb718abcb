"""Nothing is to be done but to wait: for a human, or for someone's word."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final, Literal

from .glance import Glance


class Wait(Enum):
    WAIT = "wait"


WAIT: Final[Literal[Wait.WAIT]] = Wait.WAIT


def humans_among(g: Glance, names: Iterable[str]) -> bool:
    return any(g.named(name) in g.cast.humans for name in names)
