"""To speak one sentence: find it, choose its form, put the names and numbers in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from codev.protocol.words import Words

from .languages import LANGUAGES, Tongue, one, settle
from .reading import form_of, sentences

HOLE = re.compile(r"\{([a-z_]+)\}")


def say(key: str, language: str, **params: object) -> str:
    """The sentence `key` in this language. `n` chooses singular or plural; `who_facilitates` is known by itself.

    KeyError: no such key, no such language, or a parameter that the sentence needs and was not given.
    """
    number = params.get("n")
    single = not isinstance(number, int) or one(number, LANGUAGES[language])
    return _fill(_wording(key, language, single), lambda name: _given(name, params, key, language))


def spell(words: Words, language: str, **params: object) -> str:
    """A sentence of a format in this language. What is not known (who is client, before the choice) is said in general words."""
    tongue = LANGUAGES[language]
    text = words.en if tongue.base == "en" else (words.tu if tongue.tu and words.tu else words.fr)
    return fill_gently(settle(text, tongue), language, params)


def fill_gently(text: str, language: str, params: Mapping[str, object]) -> str:
    """Like `say`, but a name that is missing is told in general words instead of being a fault."""
    spoken = _fill(text, lambda name: str(params.get(name) or _in_general(name, language)))
    first = HOLE.match(text)
    return spoken[:1].upper() + spoken[1:] if first and not params.get(first[1]) else spoken


def listing(names: Sequence[str], language: str) -> str:
    """Several names as one speaks them: Inès, Karim et Paul."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {say('words.and', language)} {names[-1]}"


def exists(key: str) -> bool:
    return key in sentences()


def keys(table: str) -> tuple[str, ...]:
    """The names that stand directly under a table, in the order of the file: keys("interventions") -> ("pace", ...)."""
    below = [key.removeprefix(f"{table}.").split(".")[0] for key in sentences() if key.startswith(f"{table}.")]
    if not below:
        raise KeyError(table)
    return tuple(dict.fromkeys(below))


def holes(text: str) -> frozenset[str]:
    """The names of the parameters that a sentence needs."""
    return frozenset(HOLE.findall(text))


def wanted(key: str, language: str) -> frozenset[str]:
    """The names of the parameters that the sentence `key` needs in this language."""
    return holes(_wording(key, language, True))


@cache
def _wording(key: str, language: str, single: bool) -> str:
    tongue: Tongue = LANGUAGES[language]
    return settle(form_of(sentences()[key], tongue, single), tongue)


def _fill(text: str, value: Callable[[str], str]) -> str:
    return HOLE.sub(lambda hole: value(hole[1]), text)


def _given(name: str, params: Mapping[str, object], key: str, language: str) -> str:
    if name in params:
        return str(params[name])
    if name == "who_facilitates":
        return _wording("vocabulary.who_facilitates", language, True)
    raise KeyError(f"{key} needs {name}")


def _in_general(name: str, language: str) -> str:
    key = f"in_general.{name}"
    if name in ("facilitator", "who_facilitates"):
        key = "vocabulary.who_facilitates"
    return _wording(key, language, True) if exists(key) else "…"
