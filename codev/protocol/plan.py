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

    A subject of whoever facilitates, or of nobody at the table, stays off it (B12).
    Raises FaultyFormat for a format that can not be used, ValueError where someone is named twice, an instant has no offset,
    or a subject or a plan to follow has not the shape that SessionPlanned tells.
    """
    parse_format(format)
    seated = [m for m in members if m != facilitator]
    people = [*seated, facilitator, *more.get("observers", ())]
    if len(set(members)) != len(members) or len(set(people)) != len(people):
        raise ValueError("someone is named twice")
    if start.tzinfo is None:
        raise ValueError("the start needs its offset")
    if len(seated) > SEATS_AT_A_TABLE:
        return Refusal("tenth_seat", "B1")
    _plan_to_follow(more.get("plan_to_follow", {}))
    more["subjects"] = tuple(row for row in more.get("subjects", ()) if _subject(row)["member"] in seated)
    return SessionPlanned(dict(format), tuple(members), facilitator, start.isoformat(), tuple(already_client), **more)


def _subject(row: Any) -> Mapping[str, Any]:
    if not isinstance(row, Mapping) or not all(isinstance(row.get(key), str) for key in ("member", "text")):
        raise ValueError("a subject has a member and a text")
    return row


def _plan_to_follow(plan: Any, alone: bool = True) -> None:
    if not plan and alone:
        return
    actions = plan.get("actions") if isinstance(plan, Mapping) else None
    if not isinstance(actions, list | tuple) or not isinstance(plan.get("client"), str):
        raise ValueError("a plan to follow has a client and actions")
    for row in actions:
        if not isinstance(row, Mapping) or not isinstance(row.get("text"), str) or not isinstance(row.get("when", ""), str):
            raise ValueError("an action to follow has a text, and when")
    for other in plan.get("others", ()) if alone else ():
        _plan_to_follow(other, alone=False)
