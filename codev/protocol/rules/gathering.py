"""Decisions about who is here, who facilitates, and who is not well (B12, P13, S25, S29)."""

from __future__ import annotations

from ..activities import caring, choosing, gathering
from ..activities import timing as clock
from ..activities.turning import TurnPassed
from ..base import Fact, Order, Refusal
from ..session import Session

Outcome = tuple[Fact, ...] | Refusal
DEPUTY_AFTER = 60  # seconds without the facilitator before her deputy may take over
GROUP_AFTER = 180  # and before any member may


def mark_presence(session: Session, order: Order, command: gathering.MarkPresence) -> Outcome:
    if order.member not in (command.member, session.facilitator):
        return Refusal("facilitator_only", "S25")
    if command.member not in session.people:
        return Refusal("not_understood", "P13")
    recorded = order.by if order.by != command.member else ""
    marked = gathering.PresenceMarked(command.member, command.presence, recorded)
    leaves = command.presence not in gathering.HERE
    lost = leaves and command.member == session.client and session.running and session.clock.since
    return (marked, clock.ClockPaused()) if lost else (marked,)


def mark_paper(session: Session, order: Order, command: gathering.MarkPaper) -> Outcome:
    if command.member not in session.people:
        return Refusal("not_understood", "P13")
    return (gathering.PaperMarked(command.member, command.paper),)


def mark_remote(session: Session, order: Order, command: gathering.MarkRemote) -> Outcome:
    """A session is held in the room, from afar, or both at once, and changes whenever someone says so."""
    if order.member not in (command.member, session.facilitator):
        return Refusal("facilitator_only", "S25")
    if command.member not in session.people:
        return Refusal("not_understood", "P13")
    return (gathering.RemoteMarked(command.member, command.remote),)


def hand_over(session: Session, order: Order, command: gathering.HandOver) -> Outcome:
    """To someone present who is not the client; her subject of today leaves the table with the role (B12)."""
    if not _can_facilitate(session, command.to) or command.to == session.facilitator:
        return Refusal("not_understood", "B12")
    return _change(session, command.to, "handed_over")


def name_deputy(session: Session, order: Order, command: gathering.NameDeputy) -> Outcome:
    if not _can_facilitate(session, command.to) or command.to == session.facilitator:
        return Refusal("not_understood", "B12")
    return (gathering.DeputyNamed(command.to),)


def take_over(session: Session, order: Order, command: gathering.TakeOver) -> Outcome:
    """Never seized by a click: only back to whom it was, or once the facilitator has left, or been away long enough."""
    member, roster = order.by, session.roster
    if member == roster.facilitator:
        return Refusal("done_already", "B12")
    if not _may_facilitate(session, member):
        return Refusal("facilitator_only", "S25")
    if member == roster.first_facilitator:
        here = (gathering.PresenceMarked(member, "back"),) if roster.away(member) else ()
        return (*here, *_change(session, member, "taken_back"))
    wait = DEPUTY_AFTER if member == roster.deputy else GROUP_AFTER
    if order.facilitator_away < wait and not roster.away(roster.facilitator):
        return Refusal("facilitator_present", "S25")
    return _change(session, member, "taken_over")


def signal_care(session: Session, order: Order, command: caring.SignalCare) -> Outcome:
    return (caring.CareSignalled(order.by, command.sign),)


def take_back_signal(session: Session, order: Order, command: caring.TakeBackSignal) -> Outcome:
    here = order.by in session.caring.signals
    return (caring.SignalTakenBack(order.by),) if here else Refusal("done_already", "S29")


def answer_signal(session: Session, order: Order, command: caring.AnswerSignal) -> Outcome:
    if command.member not in session.caring.signals:
        return Refusal("done_already", "S29")
    return (caring.SignalAnswered(command.member, command.answer),)


def _can_facilitate(session: Session, member: str) -> bool:
    return _may_facilitate(session, member) and not session.roster.away(member)


def _may_facilitate(session: Session, member: str) -> bool:
    return member in session.people and member not in session.setting.observers and member != session.client


def _change(session: Session, member: str, how: str) -> tuple[Fact, ...]:
    before, turns = session.facilitator, session.turns
    speaks = before == turns.floor or before in turns.hands
    down = (TurnPassed(before, for_now=True),) if speaks else ()
    subjects = () if session.client else tuple(s for s in session.choosing.subjects if s.owner == member and not s.withdrawn)
    return (*down, gathering.FacilitatorChanged(member, how), *(choosing.SubjectWithdrawn(s.id) for s in subjects))


DECIDE = {
    gathering.MarkPresence: mark_presence,
    gathering.MarkPaper: mark_paper,
    gathering.MarkRemote: mark_remote,
    gathering.HandOver: hand_over,
    gathering.NameDeputy: name_deputy,
    gathering.TakeOver: take_over,
    caring.SignalCare: signal_care,
    caring.TakeBackSignal: take_back_signal,
    caring.AnswerSignal: answer_signal,
}
