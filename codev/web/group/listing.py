"""A list of people as a form brings it: typed or pasted, with the lines of a file below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest

from codev.groups import roster
from codev.groups.roster import Roster
from codev.phrases import say

from ..text import clean

LARGEST = 48 * 1024


class Told(NamedTuple):
    line: str
    words: str


def typed(request: HttpRequest) -> tuple[str, bool]:
    """The whole list as text, and whether a file was too large to be read. The numbers of its lines are those of the field."""
    text = _lines(request.POST.get("people", ""))
    file = request.FILES.get("file")
    if file is None or not file.size:
        return text, False
    if file.size > LARGEST:
        return text, True
    return "\n".join(filter(None, (text, _lines(roster.decode(file.read()))))), False


def read(text: str, taken: Sequence[tuple[str, str]] = ()) -> Roster:
    return roster.read(text, taken=taken)


def told(found: Roster, language: str) -> list[Told]:
    """What is wrong, line by line, in words."""
    rows = [(problem, say(f"roster.{problem.code}", language, other=problem.other)) for problem in found.problems]
    return [Told(say("roster.line", language, n=problem.line), words) for problem, words in rows]


def _lines(text: str) -> str:
    """Tabs part the cells of a spreadsheet: they stay."""
    return "\n".join("\t".join(clean(cell).strip() for cell in line.split("\t")) for line in text.splitlines()).strip("\n")
