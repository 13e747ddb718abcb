"""A form's fields become an order's command.

`do` names the command, with what the button itself says: `give_turn?to=ines`. A label after a colon keeps apart what would
collide on one page: `answer_question:q3?question=q3`. Everything before the `?` is the prefix of the fields that belong to
it: `answer_question:q3.text`. Fields of other commands on the same page are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from itertools import chain
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints
from urllib.parse import parse_qsl

from codev.protocol import COMMANDS, OWN_COMMANDS, Command, OwnCommand, Refusal

from . import passing
from .guard import Fields
from .passing import Passing
from .text import clean

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}\Z")
PLACE = re.compile(r"[A-Za-z0-9_.-]{0,64}\Z")
NUMBER = re.compile(r"-?\d{1,6}\Z")
YES, NO = ("on", "true", "yes", "1"), ("off", "false", "no", "0", "")
FRAME = ("do", "key", "step", "at")
WORDS = ("text", "question", "expectation", "situation", "tried", "word", "when")

Pairs = list[tuple[str, str]]


KINDS: dict[str, Any] = {**passing.KINDS, **COMMANDS, **OWN_COMMANDS}


@dataclass(slots=True)
class Sent:
    """One act as its page sent it. key: the same for the same act sent again. typed: (field, text) of what was written for it."""

    command: Command | OwnCommand | Passing
    key: str
    step: str = ""
    on_behalf_of: str = ""
    typed: tuple[tuple[str, str], ...] = ()
    noted: datetime | None = None
    """When it was noted on a device without network."""

    @property
    def own(self) -> bool:
        return isinstance(self.command, OwnCommand)


class IllTyped(ValueError):
    """A field that no page of ours sends."""


def parse(sent: Fields) -> Sent | Refusal:
    """Refusal: not_understood, for whatever no page of ours sends."""
    try:
        return _parse(sent)
    except (ValueError, OverflowError):
        return Refusal("not_understood", "S2")


def prefix(do: str) -> str:
    """What the fields of this button are called before the dot."""
    return do.partition("?")[0]


def _parse(sent: Fields) -> Sent:
    frame = _frame(sent)
    do, key, step = frame["do"], frame["key"], frame.get("step", "")
    before, _, query = do.partition("?")
    mine, name = f"{before}.", before.partition(":")[0]
    if name not in KINDS or not KEY.match(key) or not PLACE.match(step):
        raise IllTyped(do)
    typed = [(field.removeprefix(mine), value) for field, value in sent if field.startswith(mine)]
    given = [(field, clean(value)) for field, value in parse_qsl(query, keep_blank_values=True, max_num_fields=50)] if query else []
    given += typed
    behalf = [value for field, value in given if field == "for"]
    if behalf and (len(behalf) > 1 or not PLACE.match(behalf[0])):
        raise IllTyped("for")
    pairs = [pair for pair in given if pair[0] != "for"] if behalf else given
    words = tuple([(mine + field, value) for field, value in typed if field in WORDS and value.strip()])
    return Sent(_build(name, pairs), _same(key, do, given), step, "".join(behalf), words, _instant(frame.get("at", "")))


def _frame(sent: Fields) -> dict[str, str]:
    """What every act says beside its command's own fields: each of them once, `do` and `key` always."""
    found = [(name, value) for name, value in sent if name in FRAME]
    frame = dict(found)
    if len(frame) < len(found) or "do" not in frame or "key" not in frame:
        raise IllTyped("frame")
    return frame


def _instant(text: str) -> datetime | None:
    """An instant with its zone. Raises ValueError."""
    if not text:
        return None
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise IllTyped("at")
    return at.astimezone(UTC)


def _same(key: str, do: str, given: Pairs) -> str:
    """A page without a script has one key: what makes an act the same is the key together with what is asked."""
    said = "\0".join([key, do, *chain.from_iterable(given)])  # no text that is sent keeps a zero
    return sha256(said.encode()).hexdigest()[:40]


def _build(do: str, pairs: Pairs) -> Command | OwnCommand | Passing:
    readers = readers_of(do)
    found: dict[str, Pairs] = {}
    for name, value in pairs:
        field, _, index = name.partition(".")
        if field not in readers:
            raise IllTyped(name)
        found.setdefault(field, []).append((index, value))
    if not found.keys() >= required(do):
        raise IllTyped(do)
    command: Command | OwnCommand | Passing = KINDS[do](**{name: readers[name](values) for name, values in found.items()})
    return command


@cache
def required(do: str) -> frozenset[str]:
    return frozenset(item.name for item in fields(KINDS[do]) if item.default is MISSING and item.default_factory is MISSING)


@cache
def readers_of(do: str) -> dict[str, Callable[[Pairs], Any]]:
    """How each field of a command is read. Raises TypeError for a type that no form can send."""
    hints = get_type_hints(KINDS[do])
    return {item.name: _reader(hints[item.name]) for item in fields(KINDS[do])}


def _reader(hint: Any) -> Callable[[Pairs], Any]:
    options = [option for option in get_args(hint) if option is not NoneType]
    if hint is str:
        return _one
    if hint is bool:
        return _bool
    if hint is int:
        return _int
    if get_origin(hint) is Literal:
        return lambda pairs: _among(_one(pairs), options)
    if get_origin(hint) is tuple and options == [str, ...]:
        return _several
    raise TypeError(f"no form can send {hint}")


def _one(pairs: Pairs) -> str:
    if len(pairs) != 1 or pairs[0][0]:
        raise IllTyped("once")
    return pairs[0][1]


def _among(value: str, options: Iterable[str]) -> str:
    if value not in options:
        raise IllTyped(value)
    return value


def _bool(pairs: Pairs) -> bool:
    value = _among(_one(pairs), (*YES, *NO))
    return value in YES


def _int(pairs: Pairs) -> int:
    value = _one(pairs)
    if not NUMBER.match(value):
        raise IllTyped(value)
    return int(value)


def _several(pairs: Pairs) -> tuple[str, ...]:
    """Repeated fields, one field with commas, numbered ones (`choices.1`) in their order, or named ones as "name=value"."""
    if not all(index.isdecimal() for index, _ in pairs if index):
        return tuple(f"{index}={value}" if index else value for index, value in pairs if value)
    if pairs and all(index for index, _ in pairs):
        return _numbered({int(index): value for index, value in pairs})
    return tuple(part for _, value in pairs for part in value.split(",") if part)


def _numbered(values: dict[int, str]) -> tuple[str, ...]:
    """From 1 on; what was left out in between stays empty, so that everything keeps its place."""
    filled = [number for number, value in values.items() if value]
    if any(not 1 <= number < 100 for number in values):
        raise IllTyped("number")
    return tuple(values.get(number, "") for number in range(1, max(filled, default=0) + 1))
