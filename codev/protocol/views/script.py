"""The whole way of a session, with what to say at each stage: what the facilitator's page goes on with when the network is gone."""

from __future__ import annotations

from typing import NamedTuple

from .. import roles
from ..format import Stage, Step
from ..session import Session
from ..words import Words
from .facilitating import who_speaks
from .wording import lines_at


class Cue(NamedTuple):
    """One stage. do: the command that leads into it. clients: whom the words mean; nobody: not known yet."""

    step: str
    stage: str
    title: Words
    minutes: int
    who: str
    clients: tuple[str, ...]
    do: str
    opening: tuple[Words, ...]
    closing: tuple[Words, ...]


def script_of(session: Session) -> tuple[Cue, ...]:
    """Every stage of every step that this session has, in their order (S1). No rule is run from it."""
    return tuple(_cue(session, step, n) for step in session.setting.steps for n in range(len(step.stages)))


def place_in(session: Session) -> int:
    """The index of the cue where the session stands; before its start the first."""
    position, steps = session.position, session.setting.steps
    return sum(len(step.stages) for step in steps[: max(position.step, 0)]) + (position.stage if position.step >= 0 else 0)


def _cue(session: Session, step: Step, n: int) -> Cue:
    stage = step.stages[n]
    first = step is session.setting.steps[0] and n == 0
    return Cue(
        step=step.id,
        stage=stage.id,
        title=step.title,
        minutes=session.clock.budget.get(step.id, step.minutes) if n == 0 else 0,
        who=who_speaks(stage),
        clients=_clients(session, stage),
        do="start_session" if first else "next_stage" if n else "go_on",
        opening=opening_lines(session, step, stage),
        closing=lines_at(step, "close"),
    )


def _clients(session: Session, stage: Stage) -> tuple[str, ...]:
    if stage.answers == roles.LAST_CLIENT:
        return session.setting.last_clients
    client = session.client or session.choosing.proposed_member
    return (client,) if client else ()


def opening_lines(session: Session, step: Step | None, stage: Stage | None) -> tuple[Words, ...]:
    """The stage's own lines, those of a first session, the step's."""
    own = lines_at(step, f"open_{stage.id}") if stage else ()
    first = lines_at(step, "open_first") if session.setting.first_session else ()
    return own or first or lines_at(step, "open")
