"""A point of view: who looks, from which side, at which instant, with her own notebook."""

from __future__ import annotations

from datetime import datetime

from ..activities.moving import UNDO_SECONDS
from ..format import Stage, Step
from ..notebook import Notebook
from .parts import Person
from .side import Side


class Pov:
    """notebook: the viewer's own, or None where it stays shut. session_id: under which name it knows this session."""

    def __init__(self, side: Side, member: str, at: datetime, notebook: Notebook | None = None, session_id: str = "") -> None:
        self.side, self.member, self.at, self.notebook, self.session_id = side, member, at, notebook, session_id
        self.session, self.away, self.here, self.moods = side.session, side.away, side.here, side.scene.moods
        self.role, self.facilitates, self.is_client = side.role, side.facilitates, side.is_client
        self.made = side.scene.made(member)

    @property
    def step(self) -> Step | None:
        return self.session.step

    @property
    def stage(self) -> Stage | None:
        return self.session.stage

    @property
    def running(self) -> bool:
        return self.session.running

    @property
    def unheard(self) -> tuple[str, ...]:
        return self.side.scene.unheard

    @property
    def may_undo(self) -> bool:
        """Whether the last move is young enough to be taken back."""
        position = self.session.position
        entered, before = position.entered, position.before
        recent = entered is not None and (self.at - entered).total_seconds() <= UNDO_SECONDS
        return recent and before is not None and before[0] >= 0

    def name(self, member: str) -> str:
        return self.side.name(member)

    def person(self, member: str) -> Person:
        return self.side.person(member)

    def named(self, members: tuple[str, ...]) -> tuple[str, ...]:
        return self.side.named(members)

    def may(self, act: str) -> bool:
        return self.side.may(act)

    def someone_may(self, act: str) -> bool:
        return self.side.someone_may(act)

    def step_gives(self, act: str) -> bool:
        return self.side.step_gives(act)
