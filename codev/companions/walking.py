"""A whole session in pure protocol, without a server: for tests, for the bench, for a script to replay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from codev.protocol import (
    Command,
    Fact,
    Notebook,
    Order,
    OwnCommand,
    Refusal,
    Session,
    View,
    decide,
    decide_own,
    evolve,
    evolve_own,
    plan,
    view_for,
)
from codev.protocol.session import begin
from codev.protocol.views import Memory

from .cast import Cast, cast_for
from .course import Course, Turn, listener
from .moves import Feel, Move, candidates

Policy = Callable[[str, View], Command | OwnCommand | None]
NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)
BEAT = timedelta(seconds=5)
MOST_MOVES = 1000
WALK = "walk"


class NeverEnds(Exception):
    """The session stands still, or goes on for too long. `table`: where it stands."""

    def __init__(self, table: Walk) -> None:
        step = table.session.step
        super().__init__(f"{len(table.acts)} acts, {table.session.status.state}, in {step.id if step else 'no step'}; {table.refused[-1:]}")
        self.table = table


@dataclass
class Walk:
    """acts: every act that was taken, in order. refused: every one that was not, with its refusal. turns: whoever had the turn."""

    cast: Cast
    session: Session
    at: datetime
    books: dict[str, Notebook] = field(default_factory=dict)
    moods: dict[str, str] = field(default_factory=dict)
    course: Course = field(default_factory=Course)
    acts: list[tuple[datetime, str, Move]] = field(default_factory=list)
    facts: list[tuple[str, Fact]] = field(default_factory=list)
    refused: list[tuple[str, Move, Refusal]] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)

    @cached_property
    def names(self) -> Mapping[str, str]:
        return {m: str(self.cast.person(m).get("name", m)) for m in self.cast.persons}

    @property
    def closed(self) -> bool:
        return self.session.status.state == "closed"

    def view(self, member: str) -> View:
        book = self.books.get(member, Notebook())
        return view_for(self.session, member, self.names, self.at, book, session_id=WALK, moods=self.moods, memory=self.memory)

    def act(self, by: str, move: Move) -> bool:
        """Whether it was taken."""
        self.at += BEAT
        if isinstance(move, Feel):
            self.moods = {**self.moods, by: move.mood}
        elif refusal := self._own(by, move) if isinstance(move, OwnCommand) else self._shared(by, move):
            self.refused.append((by, move, refusal))
            return False
        self.acts.append((self.at, by, move))
        self.listen()
        return True

    def _shared(self, by: str, command: Command) -> Refusal | None:
        outcome = decide(self.session, Order(by, command, self.at, step=self.session.step.id if self.session.step else ""))
        if isinstance(outcome, Refusal):
            return outcome
        for fact in outcome:
            self.session = evolve(self.session, fact, self.at)
            self.facts.append((by, fact))
        return None

    def _own(self, by: str, command: OwnCommand) -> Refusal | None:
        book = self.books.get(by, Notebook())
        outcome = decide_own(book, self.session, Order(by, command, self.at), WALK)
        if isinstance(outcome, Refusal):
            return outcome
        for fact in outcome:
            book = evolve_own(book, fact, self.at)
        self.books[by] = book
        return None

    def listen(self) -> None:
        before = self.course.now
        self.course = self.course.hear(self.view(listener(self.cast.companions, self.view(self.cast.facilitator))))
        if self.course.now and self.course.now != before:
            self.turns.append(self.course.now)


def walk(
    format: Mapping[str, Any],
    case: str,
    language: str = "fr",
    humans: Mapping[str, Policy] | None = None,
    eager: bool = False,
    most: int = MOST_MOVES,
    **more: Any,
) -> Walk:
    """Play a session to its end. humans: a person of the case, or her part, to what she does when she sees a view.

    eager: she acts as soon as she can; otherwise when everyone waits for her. more: further fields of SessionPlanned.
    Raises NeverEnds where nobody moves, or after `most` acts.
    """
    cast = cast_for(case, language, tuple(humans or ()))
    policies = {member: policy for who, policy in (humans or {}).items() for member in cast_for(case, language, (who,)).humans}
    people = [m for m in cast.persons if m != cast.facilitator]
    planned = plan(format, people, cast.facilitator, NINE, **more)
    assert isinstance(planned, Fact), "an invented table has fewer than ten seats"
    table = Walk(cast, begin(planned, NINE), NINE)
    table.listen()
    for _ in range(most):
        if table.session.status.state in ("closed", "stopped"):
            return table
        order = (_humans, _companions) if eager else (_companions, _humans)
        if not any(act(table, policies) for act in order):
            raise NeverEnds(table)
    raise NeverEnds(table)


def _humans(table: Walk, policies: Mapping[str, Policy]) -> bool:
    wishes = ((member, policy(member, table.view(member))) for member, policy in policies.items())
    return any(table.act(member, wish) for member, wish in wishes if wish is not None)


def _companions(table: Walk, policies: Mapping[str, Policy]) -> bool:
    views = {member: table.view(member) for member in table.cast.companions}
    found = candidates(table.cast, views, table.at, table.course)
    return bool(found) and table.act(*found[0])
