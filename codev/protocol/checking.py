"""What a format may hold, piece by piece; what is wrong is named by its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from .words import Words, words_from

NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}\Z")
DEEPEST = 12  # tables within tables


class FaultyFormat(ValueError):
    """A format that can not be used. `place` is a path such as `steps[3].stages[0].floor`."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


def words(data: Any, place: str) -> Words:
    if not isinstance(data, Mapping) or not all(isinstance(data.get(k), str) and data[k].strip() for k in ("fr", "en")):
        fault(place, "needs both fr and en")
    if not isinstance(data.get("tu", ""), str):
        fault(f"{place}.tu", "is a sentence")
    return words_from(data)


def sentences(data: Any, place: str, depth: int = 0) -> None:
    """Whoever writes French somewhere writes English beside it, and the reverse. The rest is tables, lists and plain values."""
    if depth > DEEPEST:
        fault(place, "is too deep")
    if isinstance(data, Mapping):
        if "fr" in data or "en" in data:
            words(data, place)
        for key, value in data.items():
            sentences(value, f"{place}.{key}", depth + 1)
    elif isinstance(data, list | tuple):
        for i, value in enumerate(data):
            sentences(value, f"{place}[{i}]", depth + 1)
    elif not isinstance(data, str | int | float):
        fault(place, "is neither words nor a plain value")


def short_name(value: Any, place: str) -> str:
    if not isinstance(value, str) or not NAME.match(value):
        fault(place, "is a short lower-case name: letters, digits, - and _")
    return value


def whole(value: Any, place: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        fault(place, f"is a whole number from {least} to {most}")
    return value


def flag(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        fault(place, "is true or false")
    return value


def one_of(value: Any, place: str, known: Sequence[str]) -> str:
    if not isinstance(value, str) or value not in known:
        fault(place, f"{value!r} is not one of: {', '.join(repr(k) for k in known)}")
    return value


def choices(value: Any, place: str, known: Sequence[str]) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        fault(place, "is a list")
    return tuple(one_of(item, f"{place}[{i}]", known) for i, item in enumerate(value))


def rows(value: Any, place: str, needed: str = "") -> Sequence[Any]:
    """`needed`: what to say where it may not be empty."""
    if not isinstance(value, list | tuple) or (needed and not value):
        fault(place, needed or "is a list")
    return value


def only(data: Any, place: str, known: set[str]) -> None:
    if not isinstance(data, Mapping):
        fault(place, "is not a table")
    for key in data:
        if key not in known:
            fault(f"{place}.{key}", "is not known here")


def distinct(ids: list[str], place: str) -> None:
    for i, item in enumerate(ids):
        if item in ids[:i]:
            fault(f"{place}[{i}].id", f"{item!r} stands there twice")


def fault(place: str, reason: str) -> NoReturn:
    raise FaultyFormat(place, reason)
