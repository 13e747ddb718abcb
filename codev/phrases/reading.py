"""The catalogue as it stands in the files: a sentence is a table with `fr` and `en`, found by its dotted key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from .languages import Tongue

FOLDER = Path(__file__).parent / "catalogue"
FORMS = frozenset({"fr", "tu", "ca", "en", "fr_other", "tu_other", "en_other"})

Sentence = Mapping[str, str]


@cache
def tables() -> Mapping[str, Any]:
    """Everything that the files hold. Each file has tables of its own."""
    whole: dict[str, Any] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        part = tomllib.loads(path.read_text(encoding="utf-8"))
        twice = whole.keys() & part.keys()
        if twice:
            raise ValueError(f"{path.name}: {', '.join(sorted(twice))} stands in another file too")
        whole |= part
    return whole


@cache
def sentences() -> Mapping[str, Sentence]:
    """Every sentence by its dotted key, in the order of the files."""
    return dict(_sentences(tables(), ""))


def _sentences(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Sentence]]:
    for name, value in table.items():
        if not isinstance(value, Mapping):
            continue
        if "en" not in value:
            yield from _sentences(value, f"{prefix}{name}.")
        elif "fr" in value and value.keys() <= FORMS:
            yield f"{prefix}{name}", value
        else:
            raise ValueError(f"{prefix}{name}: a sentence has fr and en, and nothing but {', '.join(sorted(FORMS))}")


def form_of(sentence: Sentence, tongue: Tongue, single: bool) -> str:
    """The wording for this language: the closest one that is there."""
    order = [tongue.base] if single else [f"{tongue.base}_other", tongue.base]
    if tongue.base == "fr" and tongue.tu:
        order = ["tu", "fr"] if single else ["tu_other", "fr_other", "tu", "fr"]
    if tongue.base == "fr" and tongue.quebec:
        order = ["ca", *order]
    return next(sentence[form] for form in order if form in sentence)
