"""What a check finds, and where it looks."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from codev.datafolder import DataFolder


class Mark(StrEnum):
    OK = "ok"
    LOOK = "look"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """about: the key of a sentence under `doctor`. params: counts, instants, names of files; no word, no link."""

    mark: Mark
    about: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """url: the public address. given: somebody named it, so that it is asked whether a server runs on this folder or not.

    settled: Django's settings could be read. unset: why not, where one of them is written wrong.
    """

    folder: DataFolder
    url: str
    given: bool = False
    settled: bool = True
    unset: str = ""
    wall: float = field(default_factory=time.time)
    monotonic: float = field(default_factory=time.monotonic)


def ok(about: str, **params: object) -> Finding:
    return Finding(Mark.OK, about, params)


def look(about: str, **params: object) -> Finding:
    return Finding(Mark.LOOK, about, params)


def broken(about: str, **params: object) -> Finding:
    return Finding(Mark.BROKEN, about, params)
