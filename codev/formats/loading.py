"""From a file to a format."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from codev.protocol.format import Format, parse_format

from .joining import joined

FOLDER = Path(__file__).parent


class UnknownFormat(LookupError):
    """No format has this name."""


class Line(NamedTuple):
    """A line of a format that keeps rules of the method: where it stands, and which rules."""

    step: str
    place: str
    rules: tuple[str, ...]
    words: Mapping[str, Any]


def names() -> tuple[str, ...]:
    """The formats that come with the product, the fullest first."""
    return ("classic", "ninety", "seven-steps", "explore-first")


@cache
def load(name: str) -> Mapping[str, Any]:
    """A format as plain data, its words whole. The same object each time: not to be changed. Raises UnknownFormat."""
    if name not in names():
        raise UnknownFormat(name)
    return whole(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")))


@cache
def parsed(name: str) -> Format:
    """A format, read and checked. Raises UnknownFormat."""
    return parse_format(load(name))


def whole(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """A format with the words that its steps take from `steps/`. Raises FaultyFormat for words that are nowhere.

    What is not shaped like a format is left as it is, for `parse_format` to refuse with its place.
    """
    steps = data.get("steps")
    if not isinstance(steps, list):
        return data
    return {**data, "steps": [_with_words(step, f"steps[{i}].words") for i, step in enumerate(steps)]}


def craft(name: str) -> tuple[Line, ...]:
    """Every line of a format that keeps a rule of the method, in the order of the steps."""
    return tuple(line for step in load(name)["steps"] for line in _lines(step["id"], "words", step["words"]))


def _with_words(step: Any, place: str) -> Any:
    return {**step, "words": joined(step["words"], place)} if isinstance(step, Mapping) and "words" in step else step


def _lines(step: str, place: str, words: Any) -> Iterator[Line]:
    if isinstance(words, Mapping):
        if "rules" in words:
            yield Line(step, place, tuple(words["rules"].split()), words)
        for key, value in words.items():
            yield from _lines(step, f"{place}.{key}", value)
    elif isinstance(words, list):
        for i, value in enumerate(words):
            yield from _lines(step, f"{place}[{i}]", value)
