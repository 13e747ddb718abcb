"""What a part is, and the small values that many parts hold."""

from __future__ import annotations

import dataclasses
from typing import ClassVar, NamedTuple, dataclass_transform

from ...words import Words

KINDS: dict[str, type[Value]] = {}


@dataclass_transform(frozen_default=True)
class Value:
    """A frozen dataclass that enters the table of kinds."""

    kind: ClassVar[str]
    slot: ClassVar[str]

    def __init_subclass__(cls, slot: str = "work") -> None:
        dataclasses.dataclass(frozen=True)(cls)
        cls.kind = cls.__name__.removesuffix("Part").lower()
        cls.slot = slot
        if cls.kind:
            KINDS[cls.kind] = cls


class Part(Value):
    id: str


class Person(NamedTuple):
    member: str
    name: str


class Seat(NamedTuple):
    """One place at the table. mark: spoken, passed or not-yet, on the facilitator's page alone (S24)."""

    member: str
    name: str
    role: str
    turn: bool = False
    hand: bool = False
    silent: bool = False
    away: bool = False
    paper: bool = False
    remote: bool = False
    mark: str = ""


class Later(NamedTuple):
    words: Words
    step: Words


class Watch(NamedTuple):
    see: Words
    do: Words
    say: Words
