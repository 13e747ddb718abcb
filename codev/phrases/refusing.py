"""What is answered when something can not be done now: where things stand, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from .languages import LANGUAGES, settle
from .reading import form_of, tables
from .saying import fill_gently, holes

UNKNOWN = "not_understood"


class Refused(Protocol):
    """What the rules hand back: a stable code, and what they know about it."""

    @property
    def code(self) -> str: ...
    @property
    def params(self) -> tuple[tuple[str, str], ...]: ...


def refusal_words(refusal: Refused, language: str, names: Mapping[str, str] | None = None, **params: object) -> str:
    """The two beats of a refusal in a person's language.

    `names` gives the name of each member that the rules speak of by id; without it, their params are taken as they are.
    `params` adds what the rules do not know: `step` (the title of the step where it is welcome), `facilitator`, `client`, `time`,
    and `date` in words. Where the sentence would have a hole its shorter form is said; an unknown code is answered in general.
    """
    known = _known(refusal, names) | {name: value for name, value in params.items() if value}
    entry = _entry(refusal.code)
    tongue = LANGUAGES[language]
    text = form_of(entry["say"], tongue, single=True)
    if not holes(text) <= known.keys() and "bare" in entry:
        text = form_of(entry["bare"], tongue, single=True)
    return fill_gently(settle(text, tongue), language, known)


def _known(refusal: Refused, names: Mapping[str, str] | None) -> dict[str, object]:
    people = ("name", "client")
    given = ((key, names.get(value, "") if names is not None and key in people else value) for key, value in refusal.params)
    return {key: value for key, value in given if value}


def keeps_text(code: str) -> bool:
    """Whether something was typed that is kept in the author's notes: the page then says `kept.in_notes` under the refusal."""
    return bool(_entry(code).get("text", False))


def codes() -> tuple[str, ...]:
    """Every refusal that has words."""
    return tuple(tables()["refusal"])


def rule(code: str) -> str:
    """The rule of the method that a refusal keeps."""
    return str(_entry(code)["rule"])


def _entry(code: str) -> Mapping[str, Any]:
    known: Mapping[str, Mapping[str, Any]] = tables()["refusal"]
    return known.get(code) or known[UNKNOWN]
