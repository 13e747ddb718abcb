"""A sentence in the languages of the product, as a value; the protocol carries it and never reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Words(NamedTuple):
    """One sentence: French (vous), English, and French with tu where it differs. May hold {placeholders}."""

    fr: str
    en: str
    tu: str = ""


def words_from(data: Mapping[str, Any]) -> Words:
    return Words(fr=str(data["fr"]), en=str(data["en"]), tu=str(data.get("tu", "")))


NO_WORDS = Words("", "")
