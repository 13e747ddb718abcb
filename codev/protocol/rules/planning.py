"""Decisions about the action plan (S19, S20); it may come up to a week after the close."""

from __future__ import annotations

from datetime import date

from ..activities import planning as p
from ..activities.moving import PlanArrived
from ..activities.turning import TurnGiven
from ..base import Fact, Order, Refusal
from ..roles import CLIENT, FACILITATOR
from ..session import Session

Outcome = tuple[Fact, ...] | Refusal
MOST_ACTIONS = 20


def add_action(session: Session, order: Order, command: p.AddAction) -> Outcome:
    """An action without its moment is warned about once, then taken (S19)."""
    if not (command.when.strip() or command.date or command.anyway):
        return Refusal("slot_missing", "S19")
    if len(session.planning.actions) >= MOST_ACTIONS:
        return Refusal("too_long", "S19", params=(("n", "1"), ("max", str(MOST_ACTIONS))))
    if not _is_date(command.date):
        return Refusal("not_understood", "S19")
    slot = command.slot or ("date" if command.date else "")
    new = f"a{session.planning.made + 1}"
    when, date = command.when.strip(), command.date
    return (p.ActionAdded(new, command.text.strip(), slot, when, date, command.from_line, order.recorded_by),)


def change_action(session: Session, order: Order, command: p.ChangeAction) -> Outcome:
    old = session.planning.find(command.action)
    if old is None or not _is_date(command.date):
        return Refusal("not_understood", "S19")
    when, date = command.when.strip(), command.date
    if not (when or date):  # a moment is replaced whole; an action does not lose the one that it has (S19)
        when, date = old.when, old.date
    slot = command.slot or old.slot
    return (p.ActionChanged(command.action, command.text.strip(), slot, when, date, order.recorded_by),)


def remove_action(session: Session, order: Order, command: p.RemoveAction) -> Outcome:
    if session.planning.find(command.action) is None:
        return Refusal("done_already", "S19")
    return (p.ActionRemoved(command.action, order.recorded_by),)


def _is_date(text: str) -> bool:
    """YYYY-MM-DD, or nothing."""
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def ask_for_help(session: Session, order: Order, command: p.AskForHelp) -> Outcome:
    if command.action and session.planning.find(command.action) is None:
        return Refusal("not_understood", "S19")
    return (p.HelpAsked(command.action, order.recorded_by),)


def help_received(session: Session, order: Order, command: p.HelpReceived) -> Outcome:
    if order.by not in (session.client, session.facilitator):
        return Refusal("client_only", "S19", params=(("client", session.client),))
    if not session.planning.help:
        return Refusal("done_already", "S19")
    return (p.HelpEnded(),) if session.roster.away(session.client) else (p.HelpEnded(), TurnGiven(session.client))


def accept_fewer(session: Session, order: Order, command: p.AcceptFewer) -> Outcome:
    return (p.FewerAccepted(command.word.strip(), order.recorded_by),)


def confirm_plan(session: Session, order: Order, command: p.ConfirmPlan) -> Outcome:
    """One text, confirmed by the client and by the facilitator (S20)."""
    planning = session.planning
    role = FACILITATOR if order.member == session.facilitator else CLIENT
    if planning.version == 0:
        return Refusal("empty", "S20")
    if command.version not in (0, planning.version):
        return Refusal("plan_changed", "S20")
    if planning.confirmed.get(role) == planning.version:
        return Refusal("done_already", "S20")
    other = CLIENT if role == FACILITATOR else FACILITATOR
    arrived = session.status.state == "plan_to_come" and planning.confirmed.get(other) == planning.version
    confirmed = p.PlanConfirmed(role, planning.version, order.recorded_by)
    return (confirmed, PlanArrived()) if arrived else (confirmed,)


DECIDE = {
    p.AddAction: add_action,
    p.ChangeAction: change_action,
    p.RemoveAction: remove_action,
    p.AskForHelp: ask_for_help,
    p.HelpReceived: help_received,
    p.AcceptFewer: accept_fewer,
    p.ConfirmPlan: confirm_plan,
}
