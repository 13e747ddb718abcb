"""Decisions about subjects and sticks, and what is proposed (S6 to S8, B10, B12, C2, S31)."""

from __future__ import annotations

from ..activities import choosing as c
from ..base import Fact, Order, Refusal
from ..session import Session
from .moving import elsewhere, stage_with, to_stage

Outcome = tuple[Fact, ...] | Refusal


def offer_subject(session: Session, order: Order, command: c.OfferSubject) -> Outcome:
    if session.client:
        return Refusal("one_subject", "S31")
    new = f"s{len(session.choosing.subjects) + 1}"
    return (c.SubjectOffered(new, order.member, command.text.strip(), command.for_information, order.recorded_by),)


def put_to_vote(session: Session, order: Order, command: c.PutToVote) -> Outcome:
    refusal = _hers(session, order, command.subject)
    return refusal or (c.SubjectPutToVote(command.subject),)


def withdraw_subject(session: Session, order: Order, command: c.WithdrawSubject) -> Outcome:
    if session.client and command.subject == session.choosing.subject:
        return Refusal("one_subject", "S31")
    refusal = _hers(session, order, command.subject)
    return refusal or (c.SubjectWithdrawn(command.subject),)


def open_vote(session: Session, order: Order, command: c.OpenVote) -> Outcome:
    """On all subjects that may be voted on, or again among some of them."""
    place = stage_with(session, "vote")
    if place is None or session.client:
        return elsewhere(session, "vote", "S7")
    if session.choosing.vote and not session.choosing.vote.closed:
        return Refusal("done_already", "S7")
    votable = tuple(s.id for s in session.choosing.votable)
    chosen = command.subjects or votable
    unknown = [s for s in chosen if s not in votable]
    if unknown:
        return _not_votable(session, unknown[0])
    if len(set(chosen)) < 2:
        return Refusal("too_few_subjects", "S7")
    moved = tuple(f for f in to_stage(session, place) if not isinstance(f, c.VoteOpened)) if session.position.stage != place else ()
    return (*moved, c.VoteOpened(tuple(dict.fromkeys(chosen))))


def cast_sticks(session: Session, order: Order, command: c.CastSticks) -> Outcome:
    vote = session.choosing.vote
    if vote is None or vote.closed:
        return Refusal("vote_closed", "S7")
    chosen = [s for s in command.choices if s]
    if len(set(chosen)) != len(chosen):
        return Refusal("three_must_differ", "S7")
    unknown = [s for s in chosen if s not in vote.subjects]
    if unknown:
        return _not_votable(session, unknown[0])
    if not chosen or len(command.choices) > len(vote.weights()):
        return Refusal("three_must_differ" if chosen else "no_stick", "S7")
    return (c.SticksCast(order.member, command.choices),)


def abstain(session: Session, order: Order, command: c.Abstain) -> Outcome:
    vote = session.choosing.vote
    return (c.SticksCast(order.member, ()),) if vote and not vote.closed else Refusal("vote_closed", "S7")


def close_vote(session: Session, order: Order, command: c.CloseVote) -> Outcome:
    vote = session.choosing.vote
    return (c.VoteClosed(),) if vote and not vote.closed else Refusal("vote_closed", "S7")


def record_sticks(session: Session, order: Order, command: c.RecordSticks) -> Outcome:
    """Paper sticks, counted aloud: only the totals are kept."""
    if stage_with(session, "vote") is None or session.client:
        return elsewhere(session, "vote", "S7")
    pairs = [row.partition("=") for row in command.totals]
    if not pairs or not all(number.isascii() and number.isdigit() and len(number) < 4 for _, _, number in pairs):
        return Refusal("not_understood", "S7")
    subjects = tuple(subject for subject, _, _ in pairs)
    votable = {s.id for s in session.choosing.votable}
    wrong = [s for s in subjects if s not in votable]
    if wrong or len(set(subjects)) != len(subjects):
        return _not_votable(session, wrong[0]) if wrong else Refusal("not_understood", "S7")
    vote = session.choosing.vote
    closed: tuple[Fact, ...] = (c.VoteClosed(),) if vote and not vote.closed else ()
    return (*closed, c.SticksRecorded(subjects, tuple(int(number) for _, _, number in pairs), order.by))


def propose_subject(session: Session, order: Order, command: c.ProposeSubject) -> Outcome:
    """The software proposes nothing by itself: it shows the totals, the facilitator proposes, the consents decide."""
    place = stage_with(session, "consent")
    if place is None:
        return elsewhere(session, "consent", "S7")
    if session.client:
        return Refusal("one_subject", "S31")
    offered, subject, owner = _meant(session, order, command)
    if not subject:
        return Refusal("not_understood", "S7")
    known = session.choosing.find(subject)
    if known and (known.information or known.withdrawn):
        return Refusal("for_information" if known.information else "subject_gone", "B10" if known.information else "S7")
    refusal = _choice_refusal(session, command, subject, owner)
    if refusal:
        return refusal
    vote = session.choosing.vote
    closed: tuple[Fact, ...] = (c.VoteClosed(),) if vote and not vote.closed else ()
    moved = tuple(f for f in to_stage(session, place) if not isinstance(f, c.VoteClosed)) if session.position.stage != place else ()
    return (*closed, *offered, *moved, c.SubjectProposed(subject, command.how, command.reason))


def _hers(session: Session, order: Order, subject_id: str) -> Refusal | None:
    subject = session.choosing.find(subject_id)
    if subject is None or subject.withdrawn:
        return Refusal("subject_gone", "S7")
    return None if subject.owner == order.member else Refusal("not_yours", "C1")


def _not_votable(session: Session, subject_id: str) -> Refusal:
    subject = session.choosing.find(subject_id)
    information = subject is not None and subject.information and not subject.withdrawn
    return Refusal("for_information", "B10") if information else Refusal("subject_gone", "S7")


def _meant(session: Session, order: Order, command: c.ProposeSubject) -> tuple[tuple[Fact, ...], str, str]:
    """The subject that is meant: one on the table, or one that stays on paper and whose owner is known."""
    known = session.choosing.find(command.subject)
    if known:
        return (), known.id, known.owner
    if command.subject or command.member not in session.present:
        return (), "", ""
    new = f"s{len(session.choosing.subjects) + 1}"
    return (c.SubjectOffered(new, command.member, command.text.strip(), recorded_by=order.by),), new, command.member


def _choice_refusal(session: Session, command: c.ProposeSubject, subject: str, owner: str) -> Refusal | None:
    if owner not in session.present:
        return Refusal("not_here", "S9", params=(("name", owner),))
    if command.how in ("sticks", "facilitator") and not (leads(session, subject) or command.reason.strip()):
        return Refusal("reason_needed", "S7")
    if owner in session.setting.already_client and not command.anyway:
        return Refusal("second_client_turn", "S8", params=(("name", owner),))
    return None


def leads(session: Session, subject: str) -> bool:
    """Whether this subject alone has the most sticks."""
    vote = session.choosing.vote
    totals = (vote.totals or vote.count()) if vote else {}
    others = [sticks for other, sticks in totals.items() if other != subject]
    return totals.get(subject, 0) > max(others, default=0)


DECIDE = {
    c.OfferSubject: offer_subject,
    c.PutToVote: put_to_vote,
    c.WithdrawSubject: withdraw_subject,
    c.OpenVote: open_vote,
    c.CastSticks: cast_sticks,
    c.Abstain: abstain,
    c.CloseVote: close_vote,
    c.RecordSticks: record_sticks,
    c.ProposeSubject: propose_subject,
}
