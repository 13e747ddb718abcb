"""Decisions about the clock (S1, P1). Overrun is shown, never cut off."""

from __future__ import annotations

from ..activities import timing as t
from ..base import Fact, Order, Refusal
from ..session import Session

Outcome = tuple[Fact, ...] | Refusal
MOST_MINUTES = 240


def pause_clock(session: Session, order: Order, command: t.PauseClock) -> Outcome:
    return (t.ClockPaused(),) if session.clock.since else Refusal("done_already", "S1")


def resume_clock(session: Session, order: Order, command: t.ResumeClock) -> Outcome:
    return (t.ClockResumed(),) if not session.clock.since else Refusal("done_already", "S1")


def extend_step(session: Session, order: Order, command: t.ExtendStep) -> Outcome:
    step = session.step
    if step is None or not 0 < command.minutes <= MOST_MINUTES:
        return Refusal("not_understood", "S1")
    return (t.StepExtended(step.id, command.minutes),)


def shorten_step(session: Session, order: Order, command: t.ShortenStep) -> Outcome:
    """The minutes of the last steps are reserved: taken last, and with a reason (P1)."""
    steps = session.setting.steps
    index = next((i for i, s in enumerate(steps) if s.id == command.step), -1)
    if index < max(session.position.step, 0) or not 0 < command.minutes <= session.clock.budget.get(command.step, 0):
        return Refusal("not_understood", "S1")
    if steps[index].reserved and not command.reason:
        return Refusal("reason_needed", "P1", command.step)
    return (t.StepShortened(command.step, command.minutes, command.reason),)


def move_end(session: Session, order: Order, command: t.MoveEnd) -> Outcome:
    if session.clock.end is None or not 0 < abs(command.minutes) <= MOST_MINUTES:
        return Refusal("not_understood", "S1")
    return (t.EndMoved(command.minutes),)


def take_break(session: Session, order: Order, command: t.TakeBreak) -> Outcome:
    if session.clock.break_until:
        return Refusal("done_already", "S1")
    if not 0 < command.minutes <= 60:
        return Refusal("not_understood", "S1")
    return (t.BreakTaken(proposed_break(session) or "", command.minutes),)


def skip_break(session: Session, order: Order, command: t.SkipBreak) -> Outcome:
    proposed = proposed_break(session)
    return (t.BreakSkipped(proposed),) if proposed else Refusal("done_already", "S1")


def proposed_break(session: Session) -> str:
    """The step before which the format proposes a break that is neither taken nor skipped: the next one, or the one just entered."""
    steps, here = session.setting.steps, session.position.step
    near = steps[max(here, 0) : here + 2]
    return next((s.id for s in near if s.break_before and s.id not in session.clock.breaks_settled), "")


DECIDE = {
    t.PauseClock: pause_clock,
    t.ResumeClock: resume_clock,
    t.ExtendStep: extend_step,
    t.ShortenStep: shorten_step,
    t.MoveEnd: move_end,
    t.TakeBreak: take_break,
    t.SkipBreak: skip_break,
}
