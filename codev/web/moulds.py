"""A contribution is told to nine people at once: its template is rendered once for its shape, and each one's words are poured in.

Only for parts whose template says these fields, and asks of them no more than whether they are empty; the tests hold every one of
them against its template.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import fields
from functools import cache, lru_cache
from json.encoder import encode_basestring as quoted
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from markupsafe import escape

from codev.protocol import Part
from codev.protocol.views.parts import KINDS

WORDS = {"question": ("text", "by", "answer"), "reaction": ("text", "by"), "learning": ("text", "by")}
IDS = {"question": ("id", "question"), "reaction": ("id", "reaction"), "learning": ("id",)}
PLAIN = re.compile(r"[a-z0-9-]+\Z")
MARK = secrets.token_hex(8)  # stands in no template, and in no text that is poured: those are not searched
MARKED = re.compile(f"{MARK}([a-z]+)z")


class Shape(NamedTuple):
    """A part without its words and ids: which of the words are there, and all else that it holds."""

    part: type[Part]
    language: str
    filled: tuple[bool, ...]
    rest: tuple[Any, ...]


class Mould(NamedTuple):
    """html: with a %s for each word. pick: takes the words out of ids and words, in this order."""

    html: str
    pick: Callable[[tuple[str, ...]], Any]


class Reading(NamedTuple):
    """How one kind of part is taken apart: its ids, its words, all else; each as a tuple."""

    ids: Callable[[Part], tuple[str, ...]]
    words: Callable[[Part], tuple[str, ...]]
    rest: Callable[[Part], tuple[Any, ...]]


class Moulds:
    def __init__(self, render: Callable[[Part, str], str]) -> None:
        self._render = render
        self._cast = lru_cache(maxsize=512)(self._melt)

    def pour(self, part: Part, language: str) -> str | None:
        """The part's HTML inside of a JSON string, without its quotes. None: this part has no mould."""
        if part.kind not in WORDS:
            return None
        reading = reading_of(part.kind)
        ids, words = reading.ids(part), reading.words(part)
        if not all(map(PLAIN.match, ids)):
            return None
        mould = self._cast(Shape(type(part), language, tuple(map(bool, words)), reading.rest(part)))
        html: str = mould.html % mould.pick((*ids, *[safe(word) if word else "" for word in words]))
        return html

    def _melt(self, shape: Shape) -> Mould:
        kind = shape.part.kind
        names = IDS[kind] + WORDS[kind]
        filled = (True,) * len(IDS[kind]) + shape.filled
        words = {name: f"{MARK}{name}z" if there else "" for name, there in zip(names, filled, strict=True)}
        html = self._render(shape.part(**words, **dict(zip(others(kind), shape.rest, strict=True))), shape.language)
        found = MARKED.split(html)
        pieces = [quoted(piece)[1:-1].replace("%", "%%") for piece in found[::2]]
        return Mould("%s".join(pieces), itemgetter(*map(names.index, found[1::2])))


@cache
def reading_of(kind: str) -> Reading:
    return Reading(_taking(IDS[kind]), _taking(WORDS[kind]), _taking(others(kind)))


def _taking(names: tuple[str, ...]) -> Callable[[Part], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda part: tuple([getattr(part, name) for name in names])


@cache
def others(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in fields(KINDS[kind]) if field.name not in WORDS[kind] + IDS[kind])  # type: ignore[arg-type]  # every part is a dataclass


def safe(text: str) -> str:
    """As a template would escape it, inside of a JSON string."""
    return quoted(str(escape(text)))[1:-1]
