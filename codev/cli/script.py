"""A script of a session: JSON Lines, a header, then a command a line. Read strictly: what is malformed is named by its line."""

from __future__ import annotations

import dataclasses
import json
import re
import typing
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NoReturn

from codev import formats
from codev.protocol import COMMANDS, OWN_COMMANDS, Command, FaultyFormat, Order, OwnCommand, Refusal, SessionPlanned, plan

ENVELOPE = {"at": str, "by": str, "do": str, "for": str, "seen": str, "facilitator_away": int}
HEADER = {
    "format": (str, dict),
    "language": str,
    "facilitator": str,
    "members": list,
    "already_client": list,
    "start": str,
    "observers": list,
    "paper": list,
    "zone": str,
    "first_session": bool,
    "plan_to_follow": dict,
    "subjects": list,
    "next_start": str,
}
REQUIRED = ("format", "facilitator", "members", "start")
YEARS = range(1970, 2200)
RELATIVE = re.compile(r"\+(\d{1,3}):([0-5]\d):([0-5]\d)\Z")


class MalformedScript(ValueError):
    """`line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


@dataclasses.dataclass(frozen=True)
class Line:
    number: int
    order: Order


def read(text: Iterable[str]) -> tuple[SessionPlanned, datetime, Iterator[Line]]:
    """The planned session, its start, and the orders one by one. Raises MalformedScript."""
    rows = ((number, row) for number, row in enumerate(text, 1) if row.strip())
    number, first = next(rows, (1, ""))
    header = _object(number, first)
    start = _instant(number, header.get("start"), None)
    return _planned(number, header, start), start, (_line(n, row, start) for n, row in rows)


def _planned(number: int, header: Mapping[str, Any], start: datetime) -> SessionPlanned:
    for key, value in header.items():
        if key not in HEADER:
            _malformed(number, f"{key!r} is not known in the first line")
        if not isinstance(value, HEADER[key]):  # type: ignore[arg-type]
            _malformed(number, f"{key!r} is not of the right type")
    for key in REQUIRED:
        if key not in header:
            _malformed(number, f"{key!r} is missing")
    people = [header["facilitator"], *header["members"], *header.get("already_client", []), *header.get("observers", [])]
    if not all(isinstance(name, str) and name.strip() for name in people):
        _malformed(number, "people are named by words")
    more = {k: header[k] for k in ("language", "zone", "first_session", "plan_to_follow", "next_start") if k in header}
    more |= {k: tuple(header[k]) for k in ("observers", "paper", "subjects") if k in header}
    try:
        planned = plan(_format(header["format"]), header["members"], header["facilitator"], start, header.get("already_client", ()), **more)
    except (FaultyFormat, formats.UnknownFormat, ValueError) as fault:
        _malformed(number, str(fault))
    if isinstance(planned, Refusal):
        _malformed(number, f"{planned.code} ({planned.rule})")
    return planned


def _format(named: str | dict[str, Any]) -> Mapping[str, Any]:
    return formats.load(named) if isinstance(named, str) else named


def _line(number: int, row: str, start: datetime) -> Line:
    data = _object(number, row)
    for key, kind in ENVELOPE.items():
        if key in data and (not isinstance(data[key], kind) or (kind is int and isinstance(data[key], bool))):
            _malformed(number, f"{key!r} is not of the right type")
    for key in ("at", "by", "do"):
        if key not in data:
            _malformed(number, f"{key!r} is missing")
    command = command_from(number, data)
    at = _instant(number, data["at"], start)
    order = Order(data["by"], command, at, data.get("for", ""), data.get("seen", ""), data.get("facilitator_away", 0))
    return Line(number, order)


def command_from(number: int, data: Mapping[str, Any]) -> Command | OwnCommand:
    kind: type[Any] | None = COMMANDS.get(data["do"]) or OWN_COMMANDS.get(data["do"])
    if kind is None:
        _malformed(number, f"no command is called {data['do']!r}")
    hints = fields_of(kind)
    values = {key: value for key, value in data.items() if key not in ENVELOPE}
    for key, value in values.items():
        if key not in hints:
            _malformed(number, f"{data['do']} has no {key!r}")
        values[key] = _value(number, f"{data['do']}.{key}", hints[key], value)
    missing = [f.name for f in dataclasses.fields(kind) if f.default is dataclasses.MISSING and f.name not in values]
    if missing:
        _malformed(number, f"{data['do']} needs {missing[0]!r}")
    made: Command | OwnCommand = kind(**values)
    return made


def fields_of(kind: type[Any]) -> dict[str, Any]:
    """Field name to type, in the order of the command."""
    return _fields(kind)  # type: ignore[arg-type]  # mypy takes a class for unhashable


@cache
def _fields(kind: type[Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _value(number: int, place: str, hint: Any, value: Any) -> Any:
    if typing.get_origin(hint) is typing.Literal:
        if value not in typing.get_args(hint) or isinstance(value, bool):
            _malformed(number, f"{place} is one of {', '.join(map(repr, typing.get_args(hint)))}")
        return value
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            _malformed(number, f"{place} is a list of words")
        return tuple(value)
    if type(value) is not hint:
        _malformed(number, f"{place} is not of the right type")
    return value


def _object(number: int, row: str) -> dict[str, Any]:
    try:
        data = json.loads(row)
        json.dumps(data, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as fault:
        _malformed(number, f"is not JSON ({fault})")
    if not isinstance(data, dict):
        _malformed(number, "is not a JSON object")
    return data


def _instant(number: int, value: Any, start: datetime | None) -> datetime:
    if isinstance(value, str) and start and (match := RELATIVE.match(value)):
        hours, minutes, seconds = map(int, match.groups())
        return start + timedelta(hours=hours, minutes=minutes, seconds=seconds)
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        _malformed(number, f"{value!r} is no instant: ISO 8601 with an offset, or +HH:MM:SS from the start")
    if at.tzinfo is None:
        _malformed(number, f"{value!r} needs its offset")
    if at.year not in YEARS:
        _malformed(number, f"{value!r} is too far from today")
    return at


def _malformed(number: int, reason: str) -> NoReturn:
    raise MalformedScript(number, reason)
