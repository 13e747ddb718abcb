"""Planning a session: its first fact, which carries all that the rules will need (B1, B12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from .activities.setting import SessionPlanned
from .base import Refusal
from .format import parse_format
from .roles import SEATS_AT_A_TABLE


def plan(
    format: Mapping[str, Any],
    members: Sequence[str],
    facilitator: str,
    start: datetime,
    already_client: Iterable[str] = (),
    **more: Any,
) -> SessionPlanned | Refusal:
    """The first fact of a session. `more`: the other fields of SessionPlanned. A tenth member at one table is refused (B1).

    Raises FaultyFormat for a format that can not be used, ValueError where someone is named twice or an instant has no offset.
    """
    parse_format(format)
    seated = [m for m in members if m != facilitator]
    if len(set(members)) != len(members):
        raise ValueError("someone is named twice among the members")
    if start.tzinfo is None:
        raise ValueError("the start needs its offset")
    if len(seated) > SEATS_AT_A_TABLE:
        return Refusal("tenth_seat", "B1")
    return SessionPlanned(dict(format), tuple(members), facilitator, start.isoformat(), tuple(already_client), **more)
