"""Decisions about questions and answers (S11 to S13)."""

from __future__ import annotations

from ..activities import asking as a
from ..activities.turning import TurnsMarked
from ..base import Fact, Order, Refusal
from ..session import Session
from .gates import heard

Outcome = tuple[Fact, ...] | Refusal


def ask_question(session: Session, order: Order, command: a.AskQuestion) -> Outcome:
    """A written question has its turn like a spoken one: not over someone else's."""
    floor = session.turns.floor
    if floor and floor not in (order.member, session.client) and order.member != session.facilitator:
        return Refusal("out_of_turn", "S2", params=(("name", floor),))
    new = f"q{len(session.asking.questions) + 1}"
    return (a.QuestionAsked(new, order.member, command.text.strip(), command.from_note, order.recorded_by),)


def answer_question(session: Session, order: Order, command: a.AnswerQuestion) -> Outcome:
    if session.asking.find(command.question) is None:
        return Refusal("not_understood", "S11")
    return (a.QuestionAnswered(command.question, command.text.strip(), order.recorded_by),)


def decline_to_answer(session: Session, order: Order, command: a.DeclineToAnswer) -> Outcome:
    if command.question and session.asking.find(command.question) is None:
        return Refusal("not_understood", "S11")
    return (a.AnswerDeclined(command.question, order.recorded_by),)


def say_clear(session: Session, order: Order, command: a.SayClear) -> Outcome:
    if order.member in session.asking.clear:
        return Refusal("done_already", "S13")
    return (a.SaidClear(order.member, order.recorded_by),)


def mark_all_clear(session: Session, order: Order, command: a.MarkAllClear) -> Outcome:
    """ "Clear to all", said aloud, also says that whoever has not asked had the chance to."""
    step = session.step
    if step is None or "clear_to_all" not in step.gates:
        return Refusal("not_in_this_step", "S13", next((s.id for s in session.setting.steps if "clear_to_all" in s.gates), ""))
    if session.asking.all_clear:
        return Refusal("done_already", "S13")
    left = tuple(m for m in session.consultants if m not in heard(session, step))
    marked: tuple[Fact, ...] = (TurnsMarked(left, order.by),) if left else ()
    return (a.AllClearMarked(order.by), *marked)


DECIDE = {
    a.AskQuestion: ask_question,
    a.AnswerQuestion: answer_question,
    a.DeclineToAnswer: decline_to_answer,
    a.SayClear: say_clear,
    a.MarkAllClear: mark_all_clear,
}
