"""Facts to bytes and back: a JSON list of [name, version, fields]. Every field is written, so that a later default changes nothing."""

import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from codev.protocol import FACTS, OWN_FACTS, Fact, OwnFact

from .upcasters import UPCASTERS

AnyFact = Fact | OwnFact
Reader = Callable[[Any], Any]
in_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class UnknownFact(Exception):
    """The log holds a fact that this version of the software does not read: a newer one wrote it, or an upcaster is missing."""

    def __init__(self, name: str, version: int) -> None:
        super().__init__(f"{name} version {version}")
        self.name, self.version = name, version


class Shape(NamedTuple):
    """A fact's fields, and those among them that JSON does not give back as they were: tuples."""

    names: tuple[str, ...]
    readers: tuple[tuple[str, Reader], ...]


def encode(facts: Iterable[AnyFact]) -> bytes:
    plain = [[type(fact).__name__, fact.version, {name: getattr(fact, name) for name in shape(type(fact)).names}] for fact in facts]
    return in_json(plain).encode()


def decode(stored: bytes) -> tuple[AnyFact, ...]:
    """Facts of every version ever released. Raises UnknownFact."""
    return tuple(revive(*fact) for fact in json.loads(stored))


def revive(name: str, version: int, values: dict[str, Any]) -> AnyFact:
    while upcast := UPCASTERS.get((name, version)):
        name, version, values = upcast(values)
    kind = FACTS.get(name) or OWN_FACTS.get(name)
    if kind is None or kind.version != version:
        raise UnknownFact(name, version)
    for field, read in shape(kind).readers:
        values[field] = read(values[field])
    return kind(**values)


def shape(kind: type[AnyFact]) -> Shape:
    return _shape(kind)  # type: ignore[arg-type]  # mypy takes a class for unhashable


@cache
def _shape(kind: type[Any]) -> Shape:
    hints = get_type_hints(kind)
    names = tuple(field.name for field in fields(kind))
    found = ((name, reader(hints[name])) for name in names)
    return Shape(names, tuple((name, read) for name, read in found if read is not None))


def reader(hint: Any) -> Reader | None:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        (hint,) = (choice for choice in inner if choice is not NoneType)
        return optional(reader(hint))
    return each(reader(inner[0])) if origin is tuple else None


def optional(read: Reader | None) -> Reader | None:
    return read and (lambda value: None if value is None else read(value))


def each(read: Reader | None) -> Reader:
    return tuple if read is None else (lambda value: tuple(map(read, value)))
