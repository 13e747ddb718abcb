"""Reading the clock: what is left, how late one is, and which earlier step to shorten by how much (S1, P1)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from .format import Step
from .session import Session

SHORTEST = 3  # minutes: no offer leaves a step shorter


@dataclass(frozen=True)
class Offer:
    """Shorten this step by `minutes`; the session would then end at `end`."""

    step: str
    minutes: int
    end: datetime
    reserved: bool = False


def remaining(session: Session, at: datetime) -> float:
    """Seconds left in the current step; negative when its minutes are over."""
    clock = session.clock
    return clock.budget.get(clock.step, 0) * 60 - clock.spent(at)


def at_rest(session: Session) -> float:
    """The same while the clock stands."""
    clock = session.clock
    return clock.budget.get(clock.step, 0) * 60 - clock.used.get(clock.step, 0.0)


def deadline(session: Session) -> datetime | None:
    """When the minutes of the current step end, while the clock runs."""
    clock = session.clock
    if clock.since is None:
        return None
    return clock.since + timedelta(seconds=clock.budget.get(clock.step, 0) * 60 - clock.used.get(clock.step, 0.0))


def to_come(session: Session) -> tuple[Step, ...]:
    return session.setting.steps[session.position.step + 1 :]


def expected_end(session: Session, at: datetime) -> datetime | None:
    """When the session would end if every step took its minutes from now on. None where no minutes are set."""
    clock = session.clock
    if clock.end is None or clock.started is None:
        return None
    ahead = sum(_left(session, step.id) for step in to_come(session))
    start = max(at, clock.break_until) if clock.break_until else at
    return start + timedelta(seconds=max(0.0, remaining(session, at)) + ahead)


def minutes_late(session: Session, at: datetime) -> int:
    """Whole minutes past the end by the wall; 0 when in time."""
    return minutes_past_end(session, expected_end(session, at))


def minutes_past_end(session: Session, expected: datetime | None) -> int:
    if expected is None or session.clock.end is None:
        return 0
    return max(0, math.ceil((expected - session.clock.end).total_seconds() / 60 - 0.5))


def offers(session: Session, at: datetime) -> tuple[Offer, ...]:
    """Steps to shorten, earlier ones first; the reserved last ones only when the others are not enough (P1)."""
    late = minutes_late(session, at)
    expected = expected_end(session, at)
    if late <= 0 or expected is None:
        return ()
    found = [(step, min(late, _spare(session, step, at))) for step in _open_steps(session)]
    free = [Offer(s.id, n, expected - timedelta(minutes=n)) for s, n in found if n > 0 and not s.reserved]
    if sum(offer.minutes for offer in free) >= late:
        return tuple(free)
    kept = [Offer(s.id, n, expected - timedelta(minutes=n), reserved=True) for s, n in found if n > 0 and s.reserved]
    return (*free, *kept)


def _open_steps(session: Session) -> tuple[Step, ...]:
    return session.setting.steps[max(session.position.step, 0) :]


def _spare(session: Session, step: Step, at: datetime) -> int:
    """Minutes that can go: at most half of what is left, and never below the shortest."""
    here = step.id == session.clock.step
    left = int((remaining(session, at) if here else _left(session, step.id)) // 60)
    return max(0, min(left // 2, left - SHORTEST))


def _left(session: Session, step: str) -> float:
    clock = session.clock
    return max(0.0, clock.budget.get(step, 0) * 60 - clock.used.get(step, 0.0))
