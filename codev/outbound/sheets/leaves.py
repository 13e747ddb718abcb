"""A journal on paper: a title, headings, lines; as many pages as it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from codev.phrases import exists, say

from .press import pressed


class Leaf(Protocol):
    """One heading of a journal and its lines; `key` names the heading's words (`journal.*`), or is the heading itself."""

    @property
    def key(self) -> str: ...
    @property
    def lines(self) -> Sequence[str]: ...


def journal(leaves: Iterable[Leaf], language: str, *, paper: str = "a4", title: str = "") -> bytes:
    """The PDF of somebody's own journal. `title`: another one than “My journal”."""
    parts = [{"heading": _heading(leaf.key, language), "lines": list(leaf.lines)} for leaf in leaves]
    words = {"title": title or say("mine.journal", language), "method": say("words.method", language), "parts": parts}
    return pressed("journal", words, language, paper)


def _heading(key: str, language: str) -> str:
    return say(f"journal.{key}", language) if exists(f"journal.{key}") else key
