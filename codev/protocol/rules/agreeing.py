"""Decisions about the contract (S14, P2, S27)."""

from __future__ import annotations

from ..activities import agreeing as a
from ..base import Fact, Order, Refusal
from ..session import Session
from .moving import elsewhere, stage_with, to_stage

Outcome = tuple[Fact, ...] | Refusal


def write_reformulation(session: Session, order: Order, command: a.WriteReformulation) -> Outcome:
    return (a.ReformulationWritten(order.member, command.text.strip(), order.recorded_by),)


def reveal(session: Session, order: Order, command: a.RevealReformulations) -> Outcome:
    """All at once; the round of reading begins."""
    if stage_with(session, "reformulate") is None:
        return elsewhere(session, "reformulate", "S14")
    if session.agreeing.revealed:
        return Refusal("done_already", "S14")
    stage, step = session.stage, session.step
    if stage and step and stage.floor == "nobody" and session.position.stage + 1 < len(step.stages):
        moved = (f for f in to_stage(session, session.position.stage + 1) if not isinstance(f, a.ReformulationsRevealed))
        return (a.ReformulationsRevealed(), *moved)
    return (a.ReformulationsRevealed(),)


def word_request(session: Session, order: Order, command: a.WordRequest) -> Outcome:
    dictated = bool(order.recorded_by)
    return (a.RequestWorded(command.question.strip(), command.expectation.strip(), dictated, order.recorded_by),)


def keep_subject(session: Session, order: Order, command: a.KeepSubject) -> Outcome:
    subject = session.choosing.find(session.choosing.subject)
    if subject is None or not subject.text:
        return Refusal("empty", "S14")
    return (a.RequestWorded(subject.text, command.expectation.strip(), bool(order.recorded_by), order.recorded_by),)


def confirm_request(session: Session, order: Order, command: a.ConfirmRequest) -> Outcome:
    request = session.agreeing.request
    if request is None:
        return Refusal("empty", "S14")
    return Refusal("done_already", "S14") if request.confirmed else (a.RequestConfirmed(order.recorded_by),)


def agree_to_request(session: Session, order: Order, command: a.AgreeToRequest) -> Outcome:
    """One agrees to words that the client has said yes to."""
    return _unconfirmed(session) or (a.RequestAgreed((order.member,), False, order.recorded_by),)


def everyone_agrees(session: Session, order: Order, command: a.EveryoneAgreesToRequest) -> Outcome:
    if stage_with(session, "agree") is None:
        return elsewhere(session, "agree", "S14")
    return _unconfirmed(session) or (a.RequestAgreed(session.consultants, True, order.by),)


def say_unclear(session: Session, order: Order, command: a.SayRequestUnclear) -> Outcome:
    return (a.RequestUnclear(order.member, order.recorded_by),)


def _unconfirmed(session: Session) -> Refusal | None:
    request = session.agreeing.request
    done = request is not None and request.confirmed
    return None if done else Refusal("request_not_confirmed", "S14", params=(("client", session.client),))


DECIDE = {
    a.WriteReformulation: write_reformulation,
    a.RevealReformulations: reveal,
    a.WordRequest: word_request,
    a.KeepSubject: keep_subject,
    a.ConfirmRequest: confirm_request,
    a.AgreeToRequest: agree_to_request,
    a.EveryoneAgreesToRequest: everyone_agrees,
    a.SayRequestUnclear: say_unclear,
}
