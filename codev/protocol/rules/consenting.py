"""Decisions about the two consents (S9)."""

from __future__ import annotations

from ..activities import consenting as c
from ..base import Fact, Order, Refusal
from ..session import Session
from .moving import elsewhere, presented, stage_with

Outcome = tuple[Fact, ...] | Refusal


def accept(session: Session, order: Order, command: c.AcceptToBeClient) -> Outcome:
    refusal = _consent_of(session, order)
    if refusal:
        return refusal
    return Refusal("done_already", "S9") if session.choosing.client_yes else (c.ClientAccepted(order.member, order.recorded_by),)


def decline(session: Session, order: Order, command: c.DeclineToBeClient) -> Outcome:
    """Also once she is the client, as long as nothing has been presented: nobody is made to come (B16)."""
    refusal = _consent_of(session, order)
    if refusal:
        return refusal
    if session.client and presented(session):
        return Refusal("one_subject", "S31")
    released = (c.ClientReleased(session.client),) if session.client else ()
    return (*released, c.ProposalSetAside(session.choosing.proposed, True, order.recorded_by))


def agree(session: Session, order: Order, command: c.AgreeToSubject) -> Outcome:
    if not session.choosing.proposed:
        return Refusal("not_understood", "S9")
    if order.member == session.choosing.proposed_member:
        return accept(session, order, c.AcceptToBeClient())
    return (c.SubjectAgreed((order.member,), False, order.recorded_by),)


def everyone_agrees(session: Session, order: Order, command: c.EveryoneAgreesToSubject) -> Outcome:
    """One yes said aloud is enough; a reservation confided meanwhile is not overridden by it."""
    choosing = session.choosing
    if stage_with(session, "consent") is None:
        return elsewhere(session, "consent", "S9")
    if not choosing.proposed:
        return Refusal("no_client_yet", "S9")
    others = tuple(m for m in session.present if m not in (choosing.proposed_member, *choosing.objections))
    return (c.SubjectAgreed(others, True, order.by),)


def confide(session: Session, order: Order, command: c.ConfideReservation) -> Outcome:
    if not session.choosing.proposed:
        return Refusal("not_understood", "S9")
    return (c.ReservationConfided(order.member),)


def lift(session: Session, order: Order, command: c.LiftReservation) -> Outcome:
    return (c.ReservationLifted(order.member),) if order.member in session.choosing.objections else Refusal("done_already", "S9")


def set_aside(session: Session, order: Order, command: c.SetProposalAside) -> Outcome:
    proposed = session.choosing.proposed
    if stage_with(session, "consent") is None:
        return elsewhere(session, "consent", "S9")
    return (c.ProposalSetAside(proposed),) if proposed and not session.client else Refusal("done_already", "S9")


def _consent_of(session: Session, order: Order) -> Refusal | None:
    member = session.choosing.proposed_member
    if not member:
        return Refusal("no_client_yet", "S9")
    return None if order.member == member else Refusal("consent_is_hers", "S9", params=(("name", member),))


DECIDE = {
    c.AcceptToBeClient: accept,
    c.DeclineToBeClient: decline,
    c.AgreeToSubject: agree,
    c.EveryoneAgreesToSubject: everyone_agrees,
    c.ConfideReservation: confide,
    c.LiftReservation: lift,
    c.SetProposalAside: set_aside,
}
