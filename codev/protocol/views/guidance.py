"""The one instruction, what is welcome now and later, and the facilitator's lines (S2, S3, S26, P8, P9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .. import roles
from ..rules.welcome import may_speak
from ..words import NO_WORDS, Words, words_from
from . import parts as p
from .frame import client_of_step
from .pov import Pov, lines_at, words_at


def guidance(pov: Pov) -> Iterator[p.Part]:
    if not pov.running or pov.step is None:
        return
    if pov.facilitates:
        yield say(pov)
        yield watch(pov)
    yield now(pov)


def now(pov: Pov) -> p.NowPart:
    stage, table = pov.stage, _table(pov)
    assert stage is not None
    silence = stage.floor == "nobody" or (not pov.facilitates and _listens(pov))
    return p.NowPart(
        id="now",
        now=_now(pov, table),
        aside=_aside(pov, table),
        silence=silence,
        may=_lines(pov, table, "may"),
        later=tuple(_later(pov, table)),
        starters=_lines(pov, table, "starters"),
        client=pov.name(client_of_step(pov)),
        facilitator=pov.name(pov.session.facilitator),
    )


def _listens(pov: Pov) -> bool:
    """The step gives someone else the word, and this person listens."""
    return not may_speak(pov.session, pov.member)


def _table(pov: Pov) -> str:
    """Which of the step's tables of words speaks to this person now: the first that has an instruction for her."""
    step, keys = pov.step, _keys(pov)
    assert step is not None
    audiences = [a for a in (roles.LAST_CLIENT, roles.PROPOSED) if not pov.session.client and pov.session.is_in(pov.member, a)]
    tables = [*audiences, pov.role, roles.EVERYONE, roles.CONSULTANT]
    held = (t for t in tables if isinstance(step.words.get(t), Mapping) and any(key in step.words[t] for key in keys))
    return next(held, roles.EVERYONE)


def _keys(pov: Pov) -> tuple[str, ...]:
    """The stage's own instruction, the first session's, the step's."""
    stage = (*_choosing_keys(pov), f"now_{pov.stage.id}") if pov.stage else ()
    first = ("now_first",) if pov.session.setting.first_session else ()
    return (*stage, *first, "now")


def _choosing_keys(pov: Pov) -> tuple[str, ...]:
    """With two subjects there are two sticks and one; when nothing is voted on, the choice is talked over (S7)."""
    vote = pov.session.choosing.vote
    if vote and not vote.closed and len(vote.subjects) == 2:
        return ("now_vote_two",)
    proposable = pov.someone_may("consent") and not pov.session.choosing.proposed
    return ("now_criteria",) if proposable else ()


def _now(pov: Pov, table: str) -> Words:
    found = (words_at(pov.step, table, key) for key in _keys(pov))
    return next((words for words in found if words.fr), NO_WORDS)


def _aside(pov: Pov, table: str) -> Words:
    own = words_at(pov.step, table, f"aside_{pov.stage.id}") if pov.stage else NO_WORDS
    return own if own.fr else words_at(pov.step, table, "aside")


def _lines(pov: Pov, table: str, key: str) -> tuple[Words, ...]:
    stage = pov.stage
    own = lines_at(pov.step, table, f"{key}_{stage.id}") if stage else ()
    return own or lines_at(pov.step, table, key)


def _later(pov: Pov, table: str) -> Iterator[p.Later]:
    step = pov.step
    rows: Any = step.words.get(table, {}).get("later", ()) if step else ()
    for row in rows:
        found = next((s for s in pov.session.setting.steps if s.id == row.get("step")), None)
        yield p.Later(words_from(row), found.title if found else NO_WORDS)


def say(pov: Pov) -> p.SayPart:
    stage, step = pov.stage, pov.step
    opening = lines_at(step, f"open_{stage.id}") if stage else ()
    if not opening and pov.session.setting.first_session:
        opening = lines_at(step, "open_first")
    request = pov.session.agreeing.request
    return p.SayPart(
        id="say",
        open=opening or lines_at(step, "open"),
        close=lines_at(step, "close"),
        client=pov.name(client_of_step(pov)),
        request=request.question if request else "",
    )


def watch(pov: Pov) -> p.WatchPart:
    step = pov.step
    rows: Any = step.words.get("watch", ()) if step else ()
    items = tuple(p.Watch(words_from(r["see"]), words_from(r["do"]), words_from(r["say"])) for r in rows)
    return p.WatchPart("watch", items, pov.words("remote"), pov.words("in_room"), pov.name(client_of_step(pov)))
