"""The session from its plan to its close: steps, stages, gates passed, suspension, stop (S1, S29, P1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from ..base import Command, Fact
from .planning import Planning
from .reacting import Reacting
from .timing import Clock
from .turning import Turns

Reason = Literal["", "time", "group_agrees", "declined", "other"]
PLAN_DAYS = 7  # S20
UNDO_SECONDS = 10


@dataclass(frozen=True)
class Position:
    """step, stage: indices among the steps that exist in this session. before: where one was, for the undo.
    detour: index of the step that a further question will return to, and detour_stage its stage.
    reached: step to the last stage ever entered in it."""

    step: int = -1
    stage: int = 0
    entered: datetime | None = None
    before: tuple[int, int, int, int] | None = None
    detour: int = -1
    detour_stage: int = 0
    reached: Mapping[int, int] = field(default_factory=dict)

    @property
    def here(self) -> tuple[int, int, int, int]:
        return (self.step, self.stage, self.detour, self.detour_stage)

    @property
    def furthest(self) -> int:
        """The last step ever entered; -1 before the start."""
        return max(self.reached, default=-1)

    def reach(self, step: int, stage: int) -> Mapping[int, int]:
        return {**self.reached, step: max(stage, self.reached.get(step, 0))}


@dataclass(frozen=True)
class GateRecord:
    """A gate passed unmet: it stays on record with its reason; the group sees it, nobody else does."""

    step: str
    gates: tuple[str, ...]
    reason: str
    word: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Status:
    """state: planned, running, suspended, stopped, closed or plan_to_come. erase: the rest of the words may go."""

    state: str = "planned"
    ended: datetime | None = None
    passed: tuple[GateRecord, ...] = ()
    erase: bool = False
    plan_until: datetime | None = None


class StartSession(Command):
    """The facilitator opens the session at its first step. With fewer than four members present a reason is needed (P13)."""

    reason: Reason = ""
    word: str = ""


class NextStage(Command):
    """Go on within the step: from the silent minute to the round, from the round to the request."""


class GoOn(Command):
    """Go to the next step (S1). What the step still waits for can be passed with a reason."""

    reason: Reason = ""
    word: str = ""


class GoBack(Command):
    """Go back one step; nothing recorded is lost (S1)."""


class UndoMove(Command):
    """Take the last move back, within ten seconds."""


class ReopenQuestions(Command):
    """From the contract, a further question: a small return to the questions, not a new round (S14)."""


class SuspendSession(Command):
    """The facilitator suspends the session; everything is kept (S29)."""


class ResumeSession(Command):
    """Take the session up again."""


class StopSession(Command):
    """Stop for good, no reason needed; everyone keeps what is hers (S29). `erase`: and the other words may be erased."""

    erase: bool = False


class CloseSession(Command):
    """Close. What the last steps still wait for is asked together, once (P1): give a reason, or say that all have spoken.

    `all_spoken`: everyone has had a last word aloud. `plan_later`: the plan may come within a week (S20).
    """

    reason: Reason = ""
    word: str = ""
    all_spoken: bool = False
    plan_later: bool = False


class TakeAnotherSubject(Command):
    """The client is lost before anything was presented: go back to the choice (P13)."""


class SessionStarted(Fact):
    def on_status(self, status: Status, at: datetime) -> Status:
        return replace(status, state="running")

    def on_clock(self, clock: Clock, at: datetime) -> Clock:
        return replace(clock, started=at)


class StepEntered(Fact):
    """how: forward, back, detour, return, undo. `floor`: who has the turn at once, where the format gives it to one role."""

    step: str
    index: int
    stage: int = 0
    how: str = "forward"
    floor: str = ""

    def on_position(self, position: Position, at: datetime) -> Position:
        reached = position.reach(self.index, self.stage)
        if self.how == "undo" and position.before:
            return Position(self.index, self.stage, at, None, *position.before[2:], reached)
        detour, stage = (position.step, position.stage) if self.how == "detour" else (-1, 0)
        return Position(self.index, self.stage, at, position.here, detour, stage, reached)

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        """A turn ends with its step; one that a slip gave does not count as having spoken."""
        ended = turns if self.how == "undo" else turns.end()
        return replace(ended, step=self.step, hands=(), floor=self.floor)

    def on_reacting(self, reacting: Reacting, at: datetime) -> Reacting:
        return replace(reacting, moment="", clearer="")

    def on_clock(self, clock: Clock, at: datetime) -> Clock:
        return clock.enter(self.step, at)


class StageEntered(Fact):
    stage: int
    floor: str = ""

    def on_position(self, position: Position, at: datetime) -> Position:
        reached = position.reach(position.step, self.stage)
        return replace(position, stage=self.stage, entered=at, before=position.here, reached=reached)

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        return replace(turns.end(), hands=(), floor=self.floor)


class GatePassed(Fact):
    """A step left, or a session begun or closed, with something unmet."""

    step: str
    gates: tuple[str, ...]
    reason: str
    word: str = ""

    def on_status(self, status: Status, at: datetime) -> Status:
        return replace(status, passed=(*status.passed, GateRecord(self.step, self.gates, self.reason, self.word, at)))


class GateTakenBack(Fact):
    """The move that passed a gate is undone: nothing was passed."""

    def on_status(self, status: Status, at: datetime) -> Status:
        return replace(status, passed=status.passed[:-1])


class SessionSuspended(Fact):
    def on_status(self, status: Status, at: datetime) -> Status:
        return replace(status, state="suspended")

    def on_clock(self, clock: Clock, at: datetime) -> Clock:
        return replace(clock.stop(at), paused=True)


class SessionResumed(Fact):
    def on_status(self, status: Status, at: datetime) -> Status:
        return replace(status, state="running")

    def on_clock(self, clock: Clock, at: datetime) -> Clock:
        return clock.go(at)


class SessionStopped(Fact):
    erase: bool = False

    def on_status(self, status: Status, at: datetime) -> Status:
        return replace(status, state="stopped", ended=at, erase=self.erase)

    def on_clock(self, clock: Clock, at: datetime) -> Clock:
        return clock.stop(at)

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        return replace(turns.end(), hands=())


class SessionClosed(Fact):
    """`plan_to_come`: the plan may still be entered and confirmed for a week (S20)."""

    plan_to_come: bool = False

    def on_status(self, status: Status, at: datetime) -> Status:
        until = at + timedelta(days=PLAN_DAYS) if self.plan_to_come else None
        return replace(status, state="plan_to_come" if self.plan_to_come else "closed", ended=at, plan_until=until)

    def on_clock(self, clock: Clock, at: datetime) -> Clock:
        return clock.stop(at)

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        return replace(turns.end(), hands=())

    def on_planning(self, planning: Planning, at: datetime) -> Planning:
        return replace(planning, shown=True)


class PlanArrived(Fact):
    """The plan that was to come is confirmed by both: the session is closed."""

    def on_status(self, status: Status, at: datetime) -> Status:
        return replace(status, state="closed", plan_until=None)
