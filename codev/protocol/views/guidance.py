"""The one instruction, what is welcome now and later, and the facilitator's lines (S2, S3, S26, P8, P9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .. import roles
from ..words import NO_WORDS, Words, words_from
from . import parts as p
from .frame import client_named, counted
from .kept import kept, together
from .script import opening_lines
from .side import Side
from .turning import queue
from .wording import lines_at, words_at


@kept()
def now(side: Side) -> Iterator[p.NowPart]:
    stage = side.stage
    if stage is None or not side.running:
        return
    table = _table(side)
    yield p.NowPart(
        id="now",
        now=_now(side, table),
        aside=_aside(side, table),
        silence=stage.floor == "nobody" or not side.speaks,
        may=_lines(side, table, "may"),
        later=tuple(_later(side, table)),
        starters=_lines(side, table, "starters"),
        client=client_named(side),
        facilitator=side.name(side.session.facilitator),
    )


def _table(side: Side) -> str:
    """Which of the step's tables of words speaks to this person now: the first that has an instruction for her."""
    step, keys = side.step, _keys(side)
    assert step is not None
    audiences = [a for a in (roles.LAST_CLIENT, roles.PROPOSED) if not side.session.client and a in side.audiences]
    tables = [*audiences, side.role, roles.EVERYONE, roles.CONSULTANT]
    held = (t for t in tables if isinstance(step.words.get(t), Mapping) and any(key in step.words[t] for key in keys))
    return next(held, roles.EVERYONE)


def _keys(side: Side) -> tuple[str, ...]:
    """The stage's own instruction, the first session's, the step's."""
    first = ("now_first",) if side.session.setting.first_session else ()
    return (*(f"now_{moment}" for moment in _moments(side)), *first, "now")


def _moments(side: Side) -> tuple[str, ...]:
    """What the words of this very moment are called: the stage, and before it what the choice has come to."""
    return (*_choosing(side), side.stage.id) if side.stage else ()


def _choosing(side: Side) -> tuple[str, ...]:
    """With two subjects there are two sticks and one; once they are counted, and before anybody is proposed, one talks it over (S7)."""
    vote, proposed = side.session.choosing.vote, side.session.choosing.proposed
    if vote and not vote.closed and len(vote.subjects) == 2:
        return ("vote_two",)
    if counted(side):
        return ("counted",)
    return ("criteria",) if side.someone_may("consent") and not proposed else ()


def _now(side: Side, table: str) -> Words:
    found = (words_at(side.step, table, key) for key in _keys(side))
    return next((words for words in found if words.fr), NO_WORDS)


def _aside(side: Side, table: str) -> Words:
    own = words_at(side.step, table, f"aside_{side.stage.id}") if side.stage else NO_WORDS
    return own if own.fr else words_at(side.step, table, "aside")


def _lines(side: Side, table: str, key: str) -> tuple[Words, ...]:
    found = (lines_at(side.step, table, f"{key}_{moment}") for moment in _moments(side))
    return next((lines for lines in found if lines), ()) or lines_at(side.step, table, key)


def _later(side: Side, table: str) -> Iterator[p.Later]:
    step = side.step
    rows: Any = step.words.get(table, {}).get("later", ()) if step else ()
    for row in rows:
        found = next((s for s in side.session.setting.steps if s.id == row.get("step")), None)
        yield p.Later(words_from(row), found.title if found else NO_WORDS)


@kept("session.agreeing.requests")
def say(side: Side) -> Iterator[p.SayPart]:
    stage, step = side.stage, side.step
    if not side.facilitates or not side.running:
        return
    request = side.session.agreeing.request
    own = (lines_at(step, f"open_{moment}") for moment in _choosing(side))
    yield p.SayPart(
        id="say",
        open=next((lines for lines in own if lines), ()) or opening_lines(side.session, step, stage),
        close=lines_at(step, "close"),
        client=client_named(side),
        request=request.question if request else "",
    )


@kept()
def watch(side: Side) -> Iterator[p.WatchPart]:
    step = side.step
    if not side.facilitates or not side.running:
        return
    rows: Any = step.words.get("watch", ()) if step else ()
    items = tuple(p.Watch(words_from(r["see"]), words_from(r["do"]), words_from(r["say"])) for r in rows)
    yield p.WatchPart("watch", items, side.words("remote"), side.words("in_room"), client_named(side))


guidance = together(say, watch, queue, now)
