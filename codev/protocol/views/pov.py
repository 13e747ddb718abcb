"""A point of view: who looks, from which side, at which instant, with her own notebook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ..activities.moving import UNDO_SECONDS
from ..format import Stage, Step
from ..notebook import Notebook
from ..session import Session
from .parts import Person
from .side import Side


class Pov:
    """notebook: the viewer's own, or None where it stays shut. session_id: under which name it knows this session."""

    __slots__ = ("at", "made", "member", "notebook", "scene", "session_id", "side")

    def __init__(self, side: Side, member: str, at: datetime, notebook: Notebook | None = None, session_id: str = "") -> None:
        self.side, self.member, self.at, self.notebook, self.session_id = side, member, at, notebook, session_id
        self.scene = side.scene
        self.made = self.scene.made(member)

    @property
    def session(self) -> Session:
        return self.scene.session

    @property
    def facilitates(self) -> bool:
        return self.side.facilitates

    @property
    def role(self) -> str:
        return self.side.role

    @property
    def is_client(self) -> bool:
        return self.side.is_client

    @property
    def away(self) -> frozenset[str]:
        return self.scene.away

    @property
    def moods(self) -> Mapping[str, str]:
        return self.scene.moods

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
        return self.scene.unheard

    @property
    def moment(self) -> datetime:
        """`at` in steps of ten seconds: what tells minutes is made anew no more often."""
        return self.at.replace(second=self.at.second // 10 * 10, microsecond=0)

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
