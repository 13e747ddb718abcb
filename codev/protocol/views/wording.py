"""A format's words, found by their path; and an instant as parts tell it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ..format import Step
from ..words import NO_WORDS, Words, words_from


def words_at(step: Step | None, *path: str) -> Words:
    found: Any = step.words if step else {}
    for key in path:
        found = found.get(key, {}) if isinstance(found, Mapping) else {}
    return words_from(found) if isinstance(found, Mapping) and "fr" in found else NO_WORDS


def lines_at(step: Step | None, *path: str) -> tuple[Words, ...]:
    found: Any = step.words if step else {}
    for key in path:
        found = found.get(key, ()) if isinstance(found, Mapping) else ()
    return tuple(words_from(line) for line in found if isinstance(line, Mapping) and "fr" in line)


def iso(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else ""
