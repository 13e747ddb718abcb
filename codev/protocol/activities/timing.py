"""The clock: minutes of each step, and the end by the clock on the wall (S1, P1).

While it runs there is a deadline; while it pauses, a remainder. A step that is entered again goes on with what is left of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from ..base import Command, Fact


@dataclass(frozen=True)
class Clock:
    """budget: step to minutes as they stand. used: step to seconds already spent there. since: running from then; None: stopped.
    paused: by the facilitator. break_until: the break that is on."""

    budget: Mapping[str, int] = field(default_factory=dict)
    used: Mapping[str, float] = field(default_factory=dict)
    step: str = ""
    since: datetime | None = None
    paused: bool = False
    started: datetime | None = None
    end: datetime | None = None
    break_until: datetime | None = None
    breaks_settled: frozenset[str] = frozenset()

    def spent(self, at: datetime) -> float:
        running = (at - self.since).total_seconds() if self.since else 0.0
        return self.used.get(self.step, 0.0) + running

    def stop(self, at: datetime) -> Clock:
        return replace(self, used={**self.used, self.step: self.spent(at)}, since=None) if self.since else self

    def go(self, at: datetime) -> Clock:
        return replace(self, since=at, paused=False, break_until=None)

    def enter(self, step: str, at: datetime) -> Clock:
        """Move to another step. A pause or a break ends with the move."""
        return replace(self.stop(at), step=step).go(at)


class PauseClock(Command):
    """Stop the clock."""


class ResumeClock(Command):
    """Let the clock go on; a break ends too."""


class ExtendStep(Command):
    """Give the current step more minutes."""

    minutes: int = 2


class ShortenStep(Command):
    """Take minutes from this step or a later one. From the reserved last steps only with a reason (P1)."""

    step: str
    minutes: int
    reason: str = ""


class MoveEnd(Command):
    """End later by the wall, with the group's agreement."""

    minutes: int


class TakeBreak(Command):
    """Take the break that the format proposes, or another."""

    minutes: int = 10


class SkipBreak(Command):
    """Go on without the break that the format proposes."""


class ClockPaused(Fact):
    def on_clock(self, clock: Clock, at: datetime) -> Clock:
        return replace(clock.stop(at), paused=True)


class ClockResumed(Fact):
    def on_clock(self, clock: Clock, at: datetime) -> Clock:
        return clock.go(at)


class StepExtended(Fact):
    step: str
    minutes: int

    def on_clock(self, clock: Clock, at: datetime) -> Clock:
        return replace(clock, budget={**clock.budget, self.step: clock.budget.get(self.step, 0) + self.minutes})


class StepShortened(Fact):
    step: str
    minutes: int
    reason: str = ""

    def on_clock(self, clock: Clock, at: datetime) -> Clock:
        return replace(clock, budget={**clock.budget, self.step: clock.budget.get(self.step, 0) - self.minutes})


class EndMoved(Fact):
    minutes: int

    def on_clock(self, clock: Clock, at: datetime) -> Clock:
        return replace(clock, end=clock.end + timedelta(minutes=self.minutes) if clock.end else None)


class BreakTaken(Fact):
    step: str
    minutes: int

    def on_clock(self, clock: Clock, at: datetime) -> Clock:
        settled = clock.breaks_settled | {self.step}
        return replace(clock.stop(at), break_until=at + timedelta(minutes=self.minutes), breaks_settled=settled)


class BreakSkipped(Fact):
    step: str

    def on_clock(self, clock: Clock, at: datetime) -> Clock:
        return replace(clock, breaks_settled=clock.breaks_settled | {self.step})
