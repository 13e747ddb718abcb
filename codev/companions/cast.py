"""Who plays whom in an invented case (codev.phrases.cases)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from codev.phrases import spell
from codev.phrases.cases import cases
from codev.protocol.words import Words, words_from

Row = Mapping[str, Any]
PLAY_AS = ("facilitator", "client")


@dataclass(frozen=True)
class Cast:
    """persons: member to her person in the case. humans: the members whom nobody plays. language: one of codev.phrases.LANGUAGES."""

    case: str
    persons: Mapping[str, str]
    humans: frozenset[str]
    language: str

    @property
    def story(self) -> Row:
        return cases()[self.case]

    @property
    def companions(self) -> tuple[str, ...]:
        return tuple(member for member in self.persons if member not in self.humans)

    @property
    def facilitator(self) -> str:
        return self.member(str(self.story["facilitator"]))

    @property
    def client(self) -> str:
        """Whose subject the case tells."""
        return self.member(str(self.story["client"]))

    @property
    def consultants(self) -> tuple[str, ...]:
        return tuple(m for m in self.persons if m not in (self.facilitator, self.client))

    def member(self, person: str) -> str:
        return next((m for m, p in self.persons.items() if p == person), "")

    def person(self, member: str) -> Row:
        return next((row for row in self.story["people"] if row["id"] == self.persons.get(member)), {})

    def rows(self, table: str, member: str) -> tuple[Row, ...]:
        """What the case gives this person to say: `by` is her id, or her part."""
        names = {self.persons.get(member, "")} | ({"client"} if member == self.client else set())
        return tuple(row for row in self.story[table] if row["by"] in names)

    def place(self, member: str, table: str) -> int:
        """Which of the voices of a table is hers, counted in the order of the case; -1 where she has none."""
        order = list(dict.fromkeys(row["by"] for row in self.story[table]))
        person = self.persons.get(member, "")
        return order.index(person) if person in order else -1

    def write(self, row: Row | Words) -> str:
        """A sentence of the case as this group writes it."""
        return spell(row if isinstance(row, Words) else words_from(row), self.language)


def cast_for(case: str, language: str, humans: Sequence[str] = ()) -> Cast:
    """A table where each member is called as her person. humans: persons of the case, or the parts `facilitator` and `client`."""
    story = cases()[case]
    persons = {str(row["id"]): str(row["id"]) for row in story["people"]}
    parts = {part: str(story[part]) for part in PLAY_AS}
    return Cast(case, persons, frozenset(parts.get(human, human) for human in humans), language)
