"""From plain values to a tagged PDF: a typst source of this folder, and what it is to say as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst

from codev.phrases import tag

FOLDER = Path(__file__).parent
PAPERS = {"a4": "a4", "letter": "us-letter"}
Standards = tuple[Literal["ua-1"], ...]
ACCESSIBLE: Standards = ("ua-1",)
NO_GLYPH = "could not be displayed"

# The fonts that typst brings, the same on every machine; the machine's own only for a script that they do not have.
# What no font has (an emoji, perhaps) is no reason to print nothing: then the PDF is tagged, and not declared PDF/UA.
WAYS: tuple[tuple[bool, Standards], ...] = ((True, ACCESSIBLE), (False, ACCESSIBLE), (False, ()))


# typst remembers what it laid out until it has set ten other documents: hundreds of megabytes, and people's words.
REMEMBERED = 11

_one_at_a_time = Lock()


def pressed(source: str, words: Mapping[str, Any], language: str, paper: str = "a4") -> bytes:
    """The PDF. `words` reach the source as data: nothing in them is ever read as typst. Blocks for some ten milliseconds."""
    lang, _, region = tag(language).partition("-")
    data = json.dumps({**words, "lang": lang, "region": region, "paper": PAPERS[paper]})
    with _one_at_a_time:
        try:
            return _set(source, data)
        finally:
            _forget()


def _set(source: str, data: str) -> bytes:
    for ours_alone, standards in WAYS[:-1]:
        try:
            return _compile(source, data, ours_alone, standards)
        except typst.TypstError as trouble:
            if NO_GLYPH not in str(trouble):
                raise
    return _compile(source, data, *WAYS[-1])


def _compile(source: str, data: str, ours_alone: bool, standards: Standards) -> bytes:
    made = typst.compile(
        str(FOLDER / f"{source}.typ"),
        root=str(FOLDER),
        ignore_system_fonts=ours_alone,
        sys_inputs={"data": data},
        pdf_standards=list(standards),
    )
    assert isinstance(made, bytes), "a PDF comes in one piece"
    return made


def _forget() -> None:
    for _ in range(REMEMBERED):
        _nothing().compile()


@cache
def _nothing() -> typst.Compiler:
    return typst.Compiler(str(FOLDER / "nothing.typ"), root=str(FOLDER), ignore_system_fonts=True)
