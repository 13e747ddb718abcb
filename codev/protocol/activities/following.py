"""The follow-up: the last client tells what became of her plan; no score anywhere (S5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar, Literal

from ..base import Command, Fact

Done = Literal["done", "partly", "not_yet"]


@dataclass(frozen=True)
class PlannedAction:
    """by: whose plan it is from."""

    id: str
    text: str
    when: str = ""
    by: str = ""


@dataclass(frozen=True)
class Report:
    state: str
    text: str = ""
    recorded_by: str = ""


@dataclass(frozen=True)
class Follow:
    """actions: of the last client's plan, or of several clients' (S31). told: all of it was told aloud.

    postponed: she is not here; it waits for her.
    """

    actions: tuple[PlannedAction, ...] = ()
    reports: Mapping[str, Report] = field(default_factory=dict)
    told: bool = False
    postponed: bool = False

    @property
    def left(self) -> int:
        return 0 if self.told or self.postponed else sum(a.id not in self.reports for a in self.actions)


class ReportAction(Command):
    """The last client says what became of one action, in her words if she likes."""

    act: ClassVar[str] = "follow_up"
    rule: ClassVar[str] = "S5"
    action: str
    state: Done
    text: str = ""


class FollowUpTold(Command):
    """The facilitator notes that the whole plan was told aloud."""


class PostponeFollowUp(Command):
    """The last client is not here: the follow-up waits for her."""


class ActionReported(Fact):
    action: str
    state: str
    text: str = ""
    recorded_by: str = ""

    def on_following(self, following: Follow, at: datetime) -> Follow:
        return replace(following, reports={**following.reports, self.action: Report(self.state, self.text, self.recorded_by)})


class FollowUpClosed(Fact):
    postponed: bool = False

    def on_following(self, following: Follow, at: datetime) -> Follow:
        return replace(following, postponed=self.postponed, told=not self.postponed)
