"""The state of one session, and how facts make it. Frozen: a new fact makes a new state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from . import roles
from .activities.agreeing import Agreeing
from .activities.asking import Asking
from .activities.caring import Care
from .activities.choosing import Choosing
from .activities.concluding import Concluding
from .activities.following import Follow
from .activities.gathering import Roster
from .activities.moving import Position, Status
from .activities.planning import Planning
from .activities.reacting import Reacting
from .activities.setting import Setting
from .activities.timing import Clock
from .activities.turning import Turns
from .base import Fact
from .format import Stage, Step

Rows = Iterable[tuple[datetime, tuple[Fact, ...]]]


@dataclass(frozen=True)
class Session:
    setting: Setting
    status: Status = field(default_factory=Status)
    position: Position = field(default_factory=Position)
    roster: Roster = field(default_factory=Roster)
    clock: Clock = field(default_factory=Clock)
    turns: Turns = field(default_factory=Turns)
    following: Follow = field(default_factory=Follow)
    choosing: Choosing = field(default_factory=Choosing)
    asking: Asking = field(default_factory=Asking)
    agreeing: Agreeing = field(default_factory=Agreeing)
    reacting: Reacting = field(default_factory=Reacting)
    planning: Planning = field(default_factory=Planning)
    concluding: Concluding = field(default_factory=Concluding)
    caring: Care = field(default_factory=Care)

    @cached_property
    def step(self) -> Step | None:
        """The current step; None before the start."""
        return self.setting.steps[self.position.step] if self.position.step >= 0 else None

    @cached_property
    def stage(self) -> Stage | None:
        step = self.step
        return step.stages[self.position.stage] if step else None

    @property
    def client(self) -> str:
        return self.choosing.client

    @property
    def facilitator(self) -> str:
        return self.roster.facilitator

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everyone with a seat, in an order that never changes: who facilitated first, the members, then observers."""
        first = self.roster.first_facilitator
        return (first, *(m for m in self.setting.members if m != first), *self.setting.observers)

    @cached_property
    def present(self) -> tuple[str, ...]:
        """Members at the table, the one who facilitates today not counted."""
        members = (m for m in self.setting.members if m != self.facilitator)
        return tuple(m for m in members if not self.roster.away(m))

    @cached_property
    def consultants(self) -> tuple[str, ...]:
        return tuple(m for m in self.present if m != self.client)

    @cached_property
    def seated(self) -> frozenset[str]:
        """Everyone who has a role."""
        return frozenset(self._roles)

    @property
    def running(self) -> bool:
        return self.status.state == "running"

    def role(self, member: str) -> str:
        """facilitator, client, consultant or observer; empty for whoever has no seat here."""
        return self._roles.get(member, "")

    @cached_property
    def _roles(self) -> Mapping[str, str]:
        found = {self.roster.first_facilitator: roles.OBSERVER}
        found |= {m: roles.CLIENT if m == self.client else roles.CONSULTANT for m in self.setting.members}
        found |= dict.fromkeys(self.setting.observers, roles.OBSERVER)
        return {**found, self.facilitator: roles.FACILITATOR}

    def is_in(self, member: str, audience: str) -> bool:
        """Whether a format means this person by `audience`."""
        role = self.role(member)
        if audience == roles.EVERYONE:
            return role in (roles.CLIENT, roles.CONSULTANT)
        if audience == roles.PROPOSED:
            return role != "" and member == self.choosing.proposed_member
        if audience == roles.LAST_CLIENT:
            return role != "" and member in self.setting.last_clients
        return role == audience

    def audiences(self, member: str) -> frozenset[str]:
        """Everything that a format may call this person. Whoever has the same is the same to the current step."""
        return frozenset(audience for audience in roles.AUDIENCES if self.is_in(member, audience))

    def may(self, member: str, act: str) -> bool:
        """Whether the current stage gives this act to this person (S2)."""
        stage = self.stage
        return stage is not None and grants(self, stage, member, act)

    def after(self, changes: Mapping[str, Any]) -> Session:
        """The same with these slices. Who is who and where one stands is worked out anew only if a slice that says so has changed."""
        known, new = vars(self), object.__new__(type(self))
        vars(new).update(known if WHO_AND_WHERE.isdisjoint(changes) else {name: known[name] for name in SLICES})
        vars(new).update(changes)
        return new


SLICES = tuple(Session.__dataclass_fields__)
WHO_AND_WHERE = frozenset({"setting", "position", "roster", "choosing"})
"""All that the cached properties of a session read."""


def grants(session: Session, stage: Stage, member: str, act: str) -> bool:
    return any(act in acts and session.is_in(member, audience) for audience, acts in stage.may.items())


def evolve(session: Session, fact: Fact, at: datetime) -> Session:
    """What the session is once this has taken place. Pure."""
    changes: dict[str, Any] = {part: become(fact, getattr(session, part), at) for part, become in fact.becomes}
    return session.after(changes) if changes else session


def begin(planned: Fact, at: datetime) -> Session:
    """The session that its first fact, SessionPlanned, makes."""
    setting = dict(planned.becomes)["setting"](planned, None, at)
    return evolve(Session(setting=setting), planned, at)


def replay(rows: Rows) -> Session:
    """The state that a log tells: exactly the live one. Raises ValueError for an empty log."""
    session: Session | None = None
    for at, facts in rows:
        for fact in facts:
            session = begin(fact, at) if session is None else evolve(session, fact, at)
    if session is None:
        raise ValueError("an empty log makes no session")
    return session
