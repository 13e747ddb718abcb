"""The follow-up and the choice, as each one may see them (S5 to S9, C2)."""

from __future__ import annotations

from collections.abc import Iterator

from ..activities.choosing import Round, Subject
from ..activities.following import Follow
from . import parts as p
from .kept import kept, together
from .pov import Pov

FEW_VOTERS = 5  # with fewer, totals may betray ballots: it is said before voting (C2)


@kept("session.following")
def follow(pov: Pov) -> Iterator[p.FollowPart]:
    """A part for each client whose plan is to be told; she alone tells hers (S5)."""
    session, following = pov.session, pov.session.following
    if not pov.running or not pov.step_gives("follow_up"):
        return
    clients = session.setting.last_clients
    for n, client in enumerate(clients, 1):
        close = pov.facilitates and following.left > 0 and n == len(clients)
        may_report = pov.member == client and pov.may("follow_up")
        waits = following.postponed or session.roster.not_come(client)
        name = f"follow-{n}" if n > 1 else "follow"
        yield p.FollowPart(name, _told(following, client), pov.name(client), may_report, close, waits)


def _told(following: Follow, client: str) -> tuple[p.ActionRow, ...]:
    return tuple(
        p.ActionRow(a.id, a.text, a.when, r.state if r else "", r.text if r else "")
        for a in following.actions
        if a.by == client
        for r in (following.reports.get(a.id),)
    )


def _is_on(pov: Pov) -> bool:
    """Whether a subject is being chosen."""
    return pov.running and (pov.step_gives("offer_subject") or pov.step_gives("consent")) and not pov.session.client


@kept()
def subjects(pov: Pov) -> Iterator[p.SubjectsPart]:
    choosing = pov.session.choosing
    if not _is_on(pov):
        return
    last = choosing.vote
    rows = tuple(_subject(pov, s, last) for s in choosing.subjects if not s.withdrawn)
    votable = pov.facilitates and pov.step_gives("vote") and len(choosing.votable) >= 2 and not (last and not last.closed)
    yield p.SubjectsPart(
        id="subjects",
        rows=rows,
        may_offer=pov.may("offer_subject"),
        may_propose=pov.facilitates and pov.step_gives("consent"),
        may_vote_on=votable,
        tie=_tie(last),
        on_paper=tuple(pov.person(m) for m in pov.session.present) if pov.facilitates else (),
    )


def _subject(pov: Pov, subject: Subject, last: Round | None) -> p.SubjectRow:
    choosing = pov.session.choosing
    counted = last is not None and last.closed and subject.id in last.totals
    mine = subject.owner == pov.member
    can: tuple[str, ...] = ()
    if mine and pov.may("offer_subject"):
        can = ("withdraw_subject", "put_to_vote") if subject.information else ("withdraw_subject",)
    return p.SubjectRow(
        id=subject.id,
        text=subject.text,
        owner=pov.name(subject.owner),
        information=subject.information,
        mine=mine,
        sticks=last.totals[subject.id] if last and counted else 0,
        counted=counted,
        proposed=subject.id == choosing.proposed,
        former=subject.owner in pov.session.setting.already_client,
        can=can,
        recorded=bool(subject.recorded_by),
    )


def _tie(last: Round | None) -> tuple[str, ...]:
    if last is None or not last.closed or not last.totals:
        return ()
    most = max(last.totals.values())
    tied = tuple(subject for subject, sticks in last.totals.items() if sticks == most)
    return tied if len(tied) > 1 and most > 0 else ()


@kept()
def vote(pov: Pov) -> Iterator[p.VotePart]:
    """The ballot, while the vote is open. The facilitator sees how many have voted, never what."""
    last = pov.session.choosing.vote
    if not _is_on(pov) or last is None or last.closed:
        return
    found = (pov.session.choosing.find(s) for s in last.subjects)
    present = pov.session.present
    yield p.VotePart(
        id="vote",
        subjects=tuple((s.id, s.text, pov.name(s.owner)) for s in found if s),
        weights=last.weights()[: len(last.subjects)],
        mine=last.ballots.get(pov.member, ()),
        have_voted=pov.member in last.ballots,
        may_vote=pov.may("vote"),
        may_close=pov.facilitates,
        voted=len(last.ballots) if pov.facilitates else 0,
        voters=len(present),
        few=len(present) < FEW_VOTERS,
    )


@kept()
def consent(pov: Pov) -> Iterator[p.ConsentPart]:
    choosing = pov.session.choosing
    subject = choosing.find(choosing.proposed)
    if not _is_on(pov) or subject is None:
        return
    owner = subject.owner
    hers = owner == pov.member
    everyone = choosing.everyone_yes or all(m in choosing.agreed for m in pov.session.present if m != owner)
    yield p.ConsentPart(
        id="consent",
        subject=subject.text,
        owner=pov.name(owner),
        ask="client" if hers else "group" if pov.may("consent") else "",
        client_yes=choosing.client_yes,
        group_yes=everyone and not (pov.facilitates and choosing.objections),
        mine=pov.member in choosing.agreed,
        reserved=pov.member in choosing.objections,
        former=owner in pov.session.setting.already_client,
        reason=choosing.reason,
        how=choosing.how,
        may_record=pov.facilitates,
        member=owner,
    )


choosing = together(consent, vote, subjects)
