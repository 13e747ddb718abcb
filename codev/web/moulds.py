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
    """A part without its words and ids: which of them are empty, and all else that it holds."""

    part: type[Part]
    language: str
    filled: tuple[str, ...]
    rest: tuple[tuple[str, Any], ...]


class Moulds:
    def __init__(self, render: Callable[[Part, str], str]) -> None:
        self._render = render
        self._pieces = lru_cache(maxsize=512)(self._cast)

    def pour(self, part: Part, language: str) -> str | None:
        """The part's HTML inside of a JSON string, without its quotes. None: this part has no mould."""
        if part.kind not in WORDS or not all(PLAIN.match(getattr(part, name)) for name in IDS[part.kind]):
            return None
        pieces, names = self._pieces(shape_of(part, language))
        words = {name: safe(getattr(part, name)) for name in set(names)}
        return "".join([piece + words[name] for piece, name in zip(pieces, names, strict=False)]) + pieces[-1]

    def _cast(self, shape: Shape) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What stands between the words, one piece more than there are words; and whose words they are."""
        words = dict.fromkeys(WORDS[shape.part.kind], "") | {name: f"{MARK}{name}z" for name in shape.filled}
        html = self._render(shape.part(**words, **dict(shape.rest)), shape.language)
        found = MARKED.split(html)
        return tuple(quoted(piece)[1:-1] for piece in found[::2]), tuple(found[1::2])


def shape_of(part: Part, language: str) -> Shape:
    words, ids = WORDS[part.kind], IDS[part.kind]
    filled = tuple(name for name in words if getattr(part, name))
    return Shape(type(part), language, ids + filled, tuple((name, getattr(part, name)) for name in others(part.kind)))


@cache
def others(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in fields(KINDS[kind]) if field.name not in WORDS[kind] + IDS[kind])  # type: ignore[arg-type]  # every part is a dataclass


def safe(text: str) -> str:
    return quoted(str(escape(text)))[1:-1]
