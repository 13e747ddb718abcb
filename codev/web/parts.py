"""A part becomes HTML: rendered once per value and language, and remembered by exactly those two.

A template sees the part as `it`, the attributes of its root as `root`, and the words of one language. Nothing else: no request, no
person, no token. Whoever sees the same gets the same bytes; whoever does not has another value.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from functools import cache
from json.encoder import encode_basestring as quoted
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from codev.protocol import Part

from .moulds import Moulds
from .voice import voice

TEMPLATES = Path(__file__).parent.parent / "templates"
SECONDS = 600
MOST = 4096


class Memory:
    """Of parts as a stream's message has them: `"id":"html"` in JSON.

    Two generations: what nobody has asked for during one of them is forgotten, for these are people's words.
    """

    def __init__(self, make: Callable[[Part, str], bytes], clock: Callable[[], float] = time.monotonic) -> None:
        self._make, self._clock = make, clock
        self.forget()

    def forget(self) -> None:
        self._new: dict[tuple[Part, str], bytes] = {}
        self._old: dict[tuple[Part, str], bytes] = {}
        self._until = self._clock() + SECONDS

    def get(self, part: Part, language: str) -> bytes:
        key = (part, language)
        found = self._new.get(key)
        if found is None:
            self.age()
            old = self._old.pop(key, None) if self._old else None
            found = self._new[key] = self._make(part, language) if old is None else old
        return found

    def age(self) -> None:
        if self._clock() >= self._until or len(self._new) >= MOST:
            self._old, self._new, self._until = self._new, {}, self._clock() + SECONDS


def render(part: Part, language: str) -> str:
    """For a page."""
    return unwired(wire(part, language))


def unwired(made: bytes) -> str:
    """The HTML in what a stream sends."""
    (html,) = json.loads(b"{%s}" % made).values()
    return str(html)


def wire(part: Part, language: str) -> bytes:
    """For a stream: `"id":"html"` as JSON."""
    return memory.get(part, language)


def in_slots(view: Iterable[Part], language: str) -> dict[str, Markup]:
    """The parts of a page by the container that they stand in, in the order of the view."""
    slots: dict[str, list[str]] = {}
    for part in view:
        slots.setdefault(part.slot, []).append(render(part, language))
    return {slot: Markup("\n").join(map(Markup, found)) for slot, found in slots.items()}


@cache
def templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def make(part: Part, language: str) -> bytes:
    html = moulds.pour(part, language) or quoted(in_full(part, language))[1:-1]
    return f'{quoted(part.id)}:"{html}"'.encode()


def in_full(part: Part, language: str) -> str:
    words: dict[str, Any] = voice(language)
    root = Markup('id="{}" data-into="{}"').format(part.id, part.slot)
    return templates().get_template(f"parts/{part.kind}.html").render(it=part, root=root, **words).strip()


def apart(template: str, it: object, name: str, language: str) -> str:
    """The HTML of a part outside its slot, where the room's script does not look for it. name: what its id becomes."""
    root = Markup('id="{}"').format(name)
    return templates().get_template(f"parts/{template}.html").render(it=it, root=root, **voice(language)).strip()


moulds = Moulds(in_full)
memory = Memory(make)
