"""Decisions about turns (S2, S24, S25)."""

from __future__ import annotations

from ..activities import turning as t
from ..base import Fact, Order, Refusal
from ..session import Session
from .gates import heard
from .welcome import has_voice, may_speak, refuse_turn

Outcome = tuple[Fact, ...] | Refusal
DONE = Refusal("done_already", "S2")


def ask_turn(session: Session, order: Order, command: t.AskTurn) -> Outcome:
    member = order.member
    if not may_speak(session, member):
        return refuse_turn(session, member)
    if member == session.turns.floor or member in session.turns.hands:
        return DONE
    return (t.HandRaised(member, order.recorded_by),)


def lower_hand(session: Session, order: Order, command: t.LowerHand) -> Outcome:
    return (t.HandLowered(order.member, order.recorded_by),) if order.member in session.turns.hands else DONE


def take_turn(session: Session, order: Order, command: t.TakeTurn) -> Outcome:
    """One voice at a time: only when nobody has the turn, and in the order of hands; the client may always answer."""
    member = order.member
    turns = session.turns
    if member == turns.floor:
        return DONE
    if not may_speak(session, member):
        return refuse_turn(session, member)
    if member != session.facilitator and not _answers(session, member):
        first = turns.floor or _ahead(session, member)
        if first and not order.recorded_by:
            return Refusal("out_of_turn", "S2", params=(("name", first),))
    return (t.TurnTaken(member, order.recorded_by),)


def may_take(session: Session, member: str) -> bool:
    """Whether the turn is there for the taking: nobody has it, nobody asked before; the client may always answer."""
    if not may_speak(session, member) or session.turns.floor == member:
        return False
    return _answers(session, member) or not (session.turns.floor or _ahead(session, member))


def give_turn(session: Session, order: Order, command: t.GiveTurn) -> Outcome:
    if command.to not in session.people:
        return Refusal("not_understood", "S2")
    if command.to == session.turns.floor:
        return DONE
    return (t.TurnGiven(command.to),) if may_speak(session, command.to) else refuse_turn(session, command.to)


def finish_turn(session: Session, order: Order, command: t.FinishTurn) -> Outcome:
    floor = session.turns.floor
    if not floor:
        return DONE
    if order.by == session.facilitator and order.member in (order.by, floor):
        recorded = order.by if floor != order.by else ""
        return (t.TurnDone(floor, recorded),)
    return (t.TurnDone(floor),) if order.member == floor else Refusal("out_of_turn", "S2", params=(("name", floor),))


def pass_turn(session: Session, order: Order, command: t.PassTurn) -> Outcome:
    if not may_speak(session, order.member):
        return refuse_turn(session, order.member)
    return (t.TurnPassed(order.member, command.for_now, order.recorded_by),)


def mark_spoken(session: Session, order: Order, command: t.MarkSpoken) -> Outcome:
    """Only those who have a voice in this step; the rest keep the silence that the step gives them."""
    silent = [m for m in command.members if m not in session.people or not _voice_in_step(session, m)]
    if silent or not command.members:
        known = silent and silent[0] in session.people
        return refuse_turn(session, silent[0]) if known else Refusal("not_understood", "S2")
    return (t.TurnsMarked(command.members, order.by),)


def mark_all_spoken(session: Session, order: Order, command: t.MarkAllSpoken) -> Outcome:
    """Whoever still has a hand up has not spoken; once only raised hands are left, they are what a further tap means."""
    step = session.step
    done = heard(session, step) if step else set()
    left = tuple(m for m in session.present if has_had_voice(session, m) and m not in done)
    waiting = tuple(m for m in left if m not in session.turns.hands)
    return (t.TurnsMarked(waiting or left, order.by),) if left else DONE


def _answers(session: Session, member: str) -> bool:
    stage = session.stage
    return stage is not None and bool(stage.answers) and session.is_in(member, stage.answers)


def _ahead(session: Session, member: str) -> str:
    """Who asked before, where turns are asked for; in a go-round whoever is ready may begin."""
    stage = session.stage
    hands = session.turns.hands
    if stage is None or stage.floor != "one_at_a_time" or not hands or hands[0] == member:
        return ""
    return hands[0]


def _voice_in_step(session: Session, member: str) -> bool:
    step = session.step
    return step is not None and any(has_voice(session, stage, member) for stage in step.stages)


def has_had_voice(session: Session, member: str) -> bool:
    """Whose turn comes in a later part of the step has not spoken: not the client before her request."""
    step = session.step
    return step is not None and any(has_voice(session, stage, member) for stage in step.stages[: session.position.stage + 1])


DECIDE = {
    t.AskTurn: ask_turn,
    t.LowerHand: lower_hand,
    t.TakeTurn: take_turn,
    t.GiveTurn: give_turn,
    t.FinishTurn: finish_turn,
    t.PassTurn: pass_turn,
    t.MarkSpoken: mark_spoken,
    t.MarkAllSpoken: mark_all_spoken,
}
