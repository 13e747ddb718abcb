"""What a person says aloud in a turn: the lines of the case, so that whoever sits there alone can read the voices.

They are captions: they never enter the log.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from codev.protocol.ripening import Prepare
from codev.protocol.words import Words, words_from

from .cast import Cast, Row
from .course import Course, Turn

WRITTEN = "resource"
"""Reactions of this kind are written: an address, a title, a name."""


class Line(NamedTuple):
    """by: the member who says it. params: what stands for the {placeholders} of a format's words (codev.phrases.spell)."""

    by: str
    words: Words
    params: tuple[tuple[str, str], ...] = ()


def lines(cast: Cast, course: Course) -> tuple[Line, ...]:
    """What is said in the turn that is on; nothing in a silence. For a human's turn: what her person would say, to use or to leave."""
    return spoken(cast, course.now, course.before) if course.now else ()


def spoken(cast: Cast, turn: Turn, before: Turn | None = None) -> tuple[Line, ...]:
    """The lines of a turn. before: the turn before it, whose question an answer is to."""
    return tuple(SAYING[turn.kind](cast, turn, before)) if turn.kind in SAYING else ()


def preparation(cast: Cast, member: str) -> Prepare | None:
    """What this person has prepared; the client's holds her story, for a human who plays her to tell."""
    subject = cast.person(member).get("subject")
    if subject is None:
        return None
    information = bool(cast.person(member).get("for_information"))
    if member != cast.client:
        return Prepare(text=cast.write(subject), for_information=information)
    story = "\n".join(cast.write(row) for row in cast.story["story"])
    return Prepare(text=cast.write(subject), situation=story, expectation=cast.write(cast.story["expectation"]))


def voiced(cast: Cast, member: str, kind: str) -> int:
    """For how many turns of this kind the case gives her something to say."""
    if kind == "reaction":
        return len(_aloud(cast, member))
    if kind in ("mood", "subject"):
        return int(kind in cast.person(member))
    return len(cast.rows(TABLES[kind], member)) if kind in TABLES else int(kind in SAYING)


def written(cast: Cast, member: str) -> tuple[Row, ...]:
    """Her reactions that she writes rather than says."""
    return tuple(row for row in cast.rows("reactions", member) if row["kind"] == WRITTEN)


def answer_to(cast: Cast, question: Turn | None) -> Row | None:
    """The case's row of the question that this turn asked."""
    rows = cast.rows("questions", question.member) if question else ()
    return rows[question.nth] if question and question.nth < len(rows) else None


@cache
def _generic() -> Mapping[str, tuple[Words, ...]]:
    data: Mapping[str, Any] = tomllib.loads((files("codev.companions") / "lines.toml").read_text("utf-8"))
    return {kind: tuple(words_from(row) for row in table["lines"]) for kind, table in data.items()}


def generic(kind: str, nth: int = 0) -> Words:
    """What anybody may say where the case is silent."""
    found = _generic()[kind]
    return found[nth % len(found)]


def _mood(cast: Cast, turn: Turn, before: Turn | None) -> Iterator[Line]:
    mood = cast.person(turn.member).get("mood")
    if mood and turn.nth == 0:
        yield Line(turn.member, _sentence(words_from(mood)))


def _sentence(words: Words) -> Words:
    return Words(*(text[:1].upper() + text[1:] + "." if text else "" for text in words))


def _subject(cast: Cast, turn: Turn, before: Turn | None) -> Iterator[Line]:
    subject = cast.person(turn.member).get("subject")
    if subject and turn.nth == 0:
        yield Line(turn.member, words_from(subject))


def _story(cast: Cast, turn: Turn, before: Turn | None) -> Iterator[Line]:
    if turn.member != cast.client:
        yield Line(turn.member, generic("story"))
    elif turn.nth == 0:
        yield from (Line(turn.member, words_from(row)) for row in cast.story["story"])


def _rowed(table: str) -> Callable[[Cast, Turn, Turn | None], Iterator[Line]]:
    def say(cast: Cast, turn: Turn, before: Turn | None) -> Iterator[Line]:
        rows = _aloud(cast, turn.member) if table == "reactions" else cast.rows(table, turn.member)
        if turn.nth < len(rows):
            yield from _caught(cast, turn.member, rows[turn.nth])

    return say


def _aloud(cast: Cast, member: str) -> tuple[Row, ...]:
    return tuple(row for row in cast.rows("reactions", member) if row["kind"] != WRITTEN)


def _caught(cast: Cast, member: str, row: Row) -> Iterator[Line]:
    """Advice dressed as a question, or "you must": the facilitator catches it, and it is said again. No answer is an answer too."""
    yield Line(member, words_from(row))
    if row.get("declined"):
        yield Line(cast.client, words_from(row["answer"]))
    if "catch" in row:
        yield Line(cast.facilitator, words_from(row["catch"]))
        yield Line(member, words_from(row["reworded"]))


def _answer(cast: Cast, turn: Turn, before: Turn | None) -> Iterator[Line]:
    row = answer_to(cast, before) if turn.member == cast.client else None
    yield Line(turn.member, words_from(row["answer"]) if row else generic("answer", turn.nth))


def _request(cast: Cast, turn: Turn, before: Turn | None) -> Iterator[Line]:
    if turn.member != cast.client:
        yield Line(turn.member, generic("request"))
        return
    yield Line(turn.member, words_from(cast.story["final_request"]))
    yield Line(turn.member, words_from(cast.story["expectation"]))


def _plan(cast: Cast, turn: Turn, before: Turn | None) -> Iterator[Line]:
    if turn.member != cast.client:
        yield Line(turn.member, generic("fewer"))
        return
    for row in cast.story["actions"]:
        if "vague" in row:
            yield Line(turn.member, words_from(row["vague"]))
            yield Line(cast.facilitator, words_from(row["catch"]))
        yield Line(turn.member, words_from(row))


def _help(cast: Cast, turn: Turn, before: Turn | None) -> Iterator[Line]:
    """The question that makes an action precise."""
    yield from (Line(turn.member, words_from(row["catch"])) for row in cast.story["actions"] if "catch" in row)


def _anybody(kind: str) -> Callable[[Cast, Turn, Turn | None], Iterator[Line]]:
    def say(cast: Cast, turn: Turn, before: Turn | None) -> Iterator[Line]:
        yield Line(turn.member, generic(kind, max(cast.place(turn.member, "learnings"), 0) + turn.nth))

    return say


TABLES = {"question": "questions", "reformulation": "reformulations", "learning": "learnings"}
SAYING: Mapping[str, Callable[[Cast, Turn, Turn | None], Iterator[Line]]] = {
    "mood": _mood,
    "subject": _subject,
    "story": _story,
    "question": _rowed("questions"),
    "answer": _answer,
    "reformulation": _rowed("reformulations"),
    "request": _request,
    "reaction": _rowed("reactions"),
    "clearer": _anybody("clearer"),
    "plan": _plan,
    "help": _help,
    "sharing": _anybody("sharing"),
    "learning": _rowed("learnings"),
}
