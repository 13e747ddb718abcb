"""What a session leaves to its group when it is over: who was client, her plan, and what of an older plan still waits to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .activities.following import PlannedAction
from .keeping import OVER
from .session import Session


@dataclass(frozen=True)
class Ending:
    """state: closed, stopped, or plan_to_come (S20).

    client: who was, or nobody. subject: the text that she was chosen with. actions: of her plan, as the group has seen it.
    partner: who said yes to going on with her (S22). told, waiting: the actions of older plans (S5).
    withdrawn: owners with their subjects that they took off the table. erase: the words may go (S29).
    """

    state: str
    at: datetime
    client: str = ""
    subject: str = ""
    actions: tuple[PlannedAction, ...] = ()
    partner: str = ""
    told: tuple[PlannedAction, ...] = ()
    waiting: tuple[PlannedAction, ...] = ()
    withdrawn: tuple[tuple[str, str], ...] = ()
    erase: bool = False


def ending(session: Session) -> Ending | None:
    """None: it is not over."""
    state, at = session.status.state, session.status.ended
    if state not in OVER or at is None:
        return None
    waiting = tuple(action for action in session.following.actions if _waits(session, action))
    chosen = session.choosing.find(session.choosing.subject)
    return Ending(
        state=state,
        at=at,
        client=session.client,
        subject=chosen.text if chosen else "",
        actions=_plan(session),
        partner=session.concluding.partner if session.concluding.partner_answer == "accepted" else "",
        told=tuple(action for action in session.following.actions if action not in waiting),
        waiting=waiting,
        withdrawn=tuple((s.owner, s.text) for s in session.choosing.subjects if s.withdrawn),
        erase=session.status.erase,
    )


def _plan(session: Session) -> tuple[PlannedAction, ...]:
    """A draft that nobody has seen is handed to nobody, and nothing at all where the words are to go."""
    planning, client = session.planning, session.client
    if not planning.shown or session.status.erase:
        return ()
    return tuple(PlannedAction(a.id, a.text, a.when or a.date, client) for a in planning.actions)


def _waits(session: Session, action: PlannedAction) -> bool:
    """Neither told action by action, nor aloud by somebody who was there (S5)."""
    following = session.following
    aloud = following.told and not session.roster.not_come(action.by)
    return not (action.id in following.reports or aloud)
