"""The action plan: the client's own next actions, each placed in time, one text confirmed by two (S19, S20)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar, Literal

from ..base import Command, Fact
from .turning import Turns

Slot = Literal["", "date", "period", "recurrence", "event"]
FEWEST_ACTIONS = 3


@dataclass(frozen=True)
class Action:
    """slot: date, period, recurrence or event; when: its words; date: ISO, where there is one. from_line: the line of her bag."""

    id: str
    text: str
    slot: str = ""
    when: str = ""
    date: str = ""
    from_line: str = ""
    recorded_by: str = ""


@dataclass(frozen=True)
class Planning:
    """version grows with every change. confirmed: role to the version it said yes to. shown: others than the client see the plan.
    help: the action on which the client asks for the group's help, or "aloud"."""

    actions: tuple[Action, ...] = ()
    version: int = 0
    made: int = 0
    confirmed: Mapping[str, int] = field(default_factory=dict)
    fewer: str | None = None
    help: str = ""
    shown: bool = False

    def find(self, action: str) -> Action | None:
        return next((a for a in self.actions if a.id == action), None)

    def both_confirmed(self) -> bool:
        return self.version > 0 and all(self.confirmed.get(role) == self.version for role in ("client", "facilitator"))

    def changed(self, actions: tuple[Action, ...]) -> Planning:
        return replace(self, actions=actions, version=self.version + 1)


class AddAction(Command):
    """The client adds an action: what, and when. Without a moment it is warned about once (S19), and taken with `anyway`."""

    act: ClassVar[str] = "draft_plan"
    rule: ClassVar[str] = "S19"
    text: str
    slot: Slot = ""
    when: str = ""
    date: str = ""
    from_line: str = ""
    anyway: bool = False


class ChangeAction(Command):
    """The client changes an action of hers."""

    act: ClassVar[str] = "draft_plan"
    rule: ClassVar[str] = "S19"
    action: str
    text: str
    slot: Slot = ""
    when: str = ""
    date: str = ""


class RemoveAction(Command):
    """The client takes an action away."""

    act: ClassVar[str] = "draft_plan"
    rule: ClassVar[str] = "S19"
    action: str


class AskForHelp(Command):
    """The client asks the group to help make an action precise (S19); until then the group keeps silent."""

    act: ClassVar[str] = "plan"
    rule: ClassVar[str] = "S19"
    action: str = ""


class HelpReceived(Command):
    """Enough help: the floor is the client's again. The facilitator may say it too."""


class AcceptFewer(Command):
    """Fewer than three actions, with a word on why (S19)."""

    act: ClassVar[str] = "plan"
    rule: ClassVar[str] = "S19"
    word: str


class ConfirmPlan(Command):
    """The client, and the facilitator, each say that this is the one text (S20). `version`: the one that was read; 0: the current one."""

    act: ClassVar[str] = "plan"
    rule: ClassVar[str] = "S20"
    version: int = 0


class ActionAdded(Fact):
    action: str
    text: str
    slot: str = ""
    when: str = ""
    date: str = ""
    from_line: str = ""
    recorded_by: str = ""

    def on_planning(self, planning: Planning, at: datetime) -> Planning:
        new = Action(self.action, self.text, self.slot, self.when, self.date, self.from_line, self.recorded_by)
        return replace(planning.changed((*planning.actions, new)), made=planning.made + 1)


class ActionChanged(Fact):
    action: str
    text: str
    slot: str = ""
    when: str = ""
    date: str = ""
    recorded_by: str = ""

    def on_planning(self, planning: Planning, at: datetime) -> Planning:
        new = {"text": self.text, "slot": self.slot, "when": self.when, "date": self.date, "recorded_by": self.recorded_by}
        return planning.changed(tuple(replace(a, **new) if a.id == self.action else a for a in planning.actions))


class ActionRemoved(Fact):
    action: str
    recorded_by: str = ""

    def on_planning(self, planning: Planning, at: datetime) -> Planning:
        return planning.changed(tuple(a for a in planning.actions if a.id != self.action))


class PlanShown(Fact):
    """The silence is over: the plan is seen by the session's people from now on."""

    def on_planning(self, planning: Planning, at: datetime) -> Planning:
        return replace(planning, shown=True)


class HelpAsked(Fact):
    action: str = ""
    recorded_by: str = ""

    def on_planning(self, planning: Planning, at: datetime) -> Planning:
        return replace(planning, help=self.action or "aloud")

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        """Her turn is open to the others."""
        return turns.end()


class HelpEnded(Fact):
    def on_planning(self, planning: Planning, at: datetime) -> Planning:
        return replace(planning, help="")

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        return replace(turns.end(), hands=())


class FewerAccepted(Fact):
    word: str
    recorded_by: str = ""

    def on_planning(self, planning: Planning, at: datetime) -> Planning:
        return replace(planning, fewer=self.word, version=max(planning.version, 1))


class PlanConfirmed(Fact):
    """`role`: client or facilitator."""

    role: str
    version_read: int
    recorded_by: str = ""

    def on_planning(self, planning: Planning, at: datetime) -> Planning:
        return replace(planning, confirmed={**planning.confirmed, self.role: self.version_read})
