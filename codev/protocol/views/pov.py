"""A point of view: who looks at which session, with what names, at which instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from .. import roles
from ..format import Stage, Step
from ..notebook import Notebook
from ..rules.gates import heard
from ..rules.welcome import has_voice, may_act
from ..session import Session
from ..words import NO_WORDS, Words, words_from
from .parts import Person


@dataclass(frozen=True)
class Pov:
    """names: member to shown name. away: whose connection is away. notebook: the viewer's own, or None where it stays shut."""

    session: Session
    member: str
    names: Mapping[str, str]
    at: datetime
    notebook: Notebook | None = None
    away: frozenset[str] = field(default_factory=frozenset)
    session_id: str = ""
    moods: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def role(self) -> str:
        return self.session.role(self.member)

    @property
    def facilitates(self) -> bool:
        return self.role == roles.FACILITATOR

    @property
    def is_client(self) -> bool:
        return self.role == roles.CLIENT

    @property
    def step(self) -> Step | None:
        return self.session.step

    @property
    def stage(self) -> Stage | None:
        return self.session.stage

    @property
    def running(self) -> bool:
        return self.session.running

    def name(self, member: str) -> str:
        return self.names.get(member, member) if member else ""

    def person(self, member: str) -> Person:
        return Person(member, self.name(member))

    def named(self, members: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.name(member) for member in members)

    def may(self, act: str) -> bool:
        return self.running and may_act(self.session, self.member, act)

    def someone_may(self, act: str) -> bool:
        """Whether the current stage gives this act to anybody."""
        stage = self.stage
        return self.running and stage is not None and any(act in acts for acts in stage.may.values())

    def step_gives(self, act: str) -> bool:
        """Whether the current step, in any stage, gives this act to anybody."""
        step = self.step
        return step is not None and any(act in acts for stage in step.stages for acts in stage.may.values())

    def words(self, *path: str) -> Words:
        """The format's words of the current step; none where it has none."""
        return words_at(self.step, *path)

    @cached_property
    def unheard(self) -> tuple[str, ...]:
        """Who has a voice in this step, other than to answer, and has neither spoken nor passed, in the order of the table."""
        step = self.step
        if step is None or all(stage.floor == "nobody" for stage in step.stages):
            return ()
        done = heard(self.session, step)
        present = (m for m in self.session.present if m not in done)
        return tuple(m for m in present if any(self._begins(stage, m) for stage in step.stages))

    def _begins(self, stage: Stage, member: str) -> bool:
        answers = bool(stage.answers) and self.session.is_in(member, stage.answers)
        return has_voice(self.session, stage, member) and not answers


def words_at(step: Step | None, *path: str) -> Words:
    found: Any = step.words if step else {}
    for key in path:
        found = found.get(key, {}) if isinstance(found, Mapping) else {}
    return words_from(found) if isinstance(found, Mapping) and "fr" in found else NO_WORDS


def lines_at(step: Step | None, *path: str) -> tuple[Words, ...]:
    found: Any = step.words if step else {}
    for key in path:
        found = found.get(key, ()) if isinstance(found, Mapping) else ()
    return tuple(words_from(line) for line in found if isinstance(line, Mapping) and "fr" in line)


def iso(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else ""
