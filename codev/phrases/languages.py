"""The languages of the product: which words, which way of addressing people, which typography."""

from __future__ import annotations

import re
from typing import NamedTuple

THIN_SPACE_BEFORE_SIGNS = re.compile("\u202f(?=[;!?])")


class Tongue(NamedTuple):
    """base: fr or en. tu: the group says tu. quebec: vocabulary and typography of Quebec."""

    base: str
    tu: bool = False
    quebec: bool = False


LANGUAGES = {
    "fr": Tongue("fr"),
    "fr-tu": Tongue("fr", tu=True),
    "fr-CA": Tongue("fr", quebec=True),
    "fr-CA-tu": Tongue("fr", tu=True, quebec=True),
    "en": Tongue("en"),
    "en-CA": Tongue("en", quebec=True),
}


def tag(language: str) -> str:
    """The language as browsers know it, for a `lang` attribute: fr, fr-CA, en, en-CA."""
    tongue = LANGUAGES[language]
    return f"{tongue.base}-CA" if tongue.quebec else tongue.base


def settle(text: str, tongue: Tongue) -> str:
    """The sentence with the spaces of the place: Quebec writes none before ; ! ? and keeps the others."""
    return THIN_SPACE_BEFORE_SIGNS.sub("", text) if tongue.base == "fr" and tongue.quebec else text


def one(number: int, tongue: Tongue) -> bool:
    """Whether a count takes the singular: 0 and 1 in French, 1 alone in English."""
    return abs(number) < 2 if tongue.base == "fr" else number == 1
