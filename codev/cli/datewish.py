"""What `codev dates` reads: JSON to a Wish, or the place and the reason why it is none."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, NoReturn

from codev.protocol.cycle.planner import ANSWERS, Slot, Wish

FIELDS = ("sessions", "spacing_days", "slots", "answers")
LONGEST_SPACING = 4_000_000
"""Days: longer than all the time that a date can tell; what is above means this."""
GRAINS_A_DAY = 86_400_000_000


class MalformedWish(Exception):
    """The place, then the reason."""


def read(text: str) -> Wish:
    """Raises MalformedWish."""
    whole = _object(_json(text), "", FIELDS)
    slots = [_slot(slot, f"slots[{number}]") for number, slot in enumerate(_list(whole["slots"], "slots"))]
    known = _ids(slots)
    answers = _mapping(whole["answers"], "answers")
    return Wish(
        sessions=_sessions(whole["sessions"]),
        spacing=_spacing(whole["spacing_days"]),
        slots=slots,
        answers={member: _answers(hers, f"answers.{member}", known) for member, hers in answers.items()},
    )


def _json(text: str) -> Any:
    try:
        found = json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once)
        json.dumps(found, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        _malformed("", "is not JSON: half a character")
    except (ValueError, ArithmeticError, RecursionError) as fault:
        _malformed("", f"is not JSON: {fault}")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            _malformed("", f"{key!r} stands twice in one object")
        found[key] = value
    return found


def _sessions(value: Any) -> int:
    if type(value) is not int or value < 1:
        _malformed("sessions", "is a whole number from 1 on")
    return value


def _spacing(value: Any) -> tuple[timedelta, timedelta]:
    ends = _list(value, "spacing_days")
    if len(ends) != 2:
        _malformed("spacing_days", "has two numbers: the least and the most")
    least, most = (_days(end, f"spacing_days[{number}]") for number, end in enumerate(ends))
    if least > most:
        _malformed("spacing_days", "begins with the least")
    return timedelta(microseconds=math.ceil(least * GRAINS_A_DAY)), timedelta(microseconds=math.floor(most * GRAINS_A_DAY))


def _days(value: Any, place: str) -> int | Decimal:
    if type(value) not in (int, Decimal):
        _malformed(place, "is a number of days")
    days: int | Decimal = value
    if days < 0:
        _malformed(place, "is a number of days from 0 on")
    return min(days, LONGEST_SPACING)


def _slot(value: Any, place: str) -> Slot:
    slot = _object(value, place, ("id", "start"))
    return Slot(_word(slot["id"], f"{place}.id"), _start(slot["start"], f"{place}.start"))


def _start(value: Any, place: str) -> datetime:
    text = _word(value, place)
    try:
        start = datetime.fromisoformat(text)
    except ValueError:
        _malformed(place, f"{text!r} is no ISO local time, such as 2027-01-14T09:30")
    if "T" not in text:
        _malformed(place, f"{text!r} needs its hour, such as 2027-01-14T09:30")
    if start.tzinfo is not None:
        _malformed(place, f"{text!r} is a local time: it has no zone")
    return start


def _ids(slots: Sequence[Slot]) -> frozenset[str]:
    known: set[str] = set()
    for number, slot in enumerate(slots):
        if slot.id in known:
            _malformed(f"slots[{number}].id", f"{slot.id!r} stands twice")
        known.add(slot.id)
    return frozenset(known)


def _answers(value: Any, place: str, known: frozenset[str]) -> Mapping[str, str]:
    hers = _mapping(value, place)
    for slot, answer in hers.items():
        if slot not in known:
            _malformed(f"{place}.{slot}", "is about no slot of these")
        if answer not in ANSWERS:
            _malformed(f"{place}.{slot}", f"is one of {', '.join(ANSWERS)}")
    return hers


def _object(value: Any, place: str, fields: Sequence[str]) -> Mapping[str, Any]:
    found = _mapping(value, place)
    for field in fields:
        if field not in found:
            _malformed(place, f"needs {field!r}")
    for field in found:
        if field not in fields:
            _malformed(place, f"has no {field!r}")
    return found


def _mapping(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        _malformed(place, "is a JSON object")
    return value


def _list(value: Any, place: str) -> Sequence[Any]:
    if not isinstance(value, list):
        _malformed(place, "is a JSON list")
    return value


def _word(value: Any, place: str) -> str:
    if not isinstance(value, str) or not value.strip():
        _malformed(place, "is a text, and not empty")
    return value


def _malformed(place: str, reason: str) -> NoReturn:
    raise MalformedWish(f"{place}: {reason}" if place else f"the input {reason}")
