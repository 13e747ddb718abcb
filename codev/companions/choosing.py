"""How a companion who facilitates brings about the choice: the vote, a proposal, two yeses (S6 to S9)."""

from __future__ import annotations

from typing import Literal

from codev.protocol import Command
from codev.protocol.activities.choosing import CloseVote, OpenVote, ProposeSubject
from codev.protocol.activities.consenting import EveryoneAgreesToSubject, SetProposalAside
from codev.protocol.views import parts as p

from .glance import Glance
from .waiting import WAIT, Wait, humans_among

Considered = Command | Literal[Wait.WAIT] | None


def choose(g: Glance) -> Considered:
    part = g.see(p.SubjectsPart)
    if part is None or not part.may_propose:
        return None
    return _vote(g) or _consents(g) or _open(part) or _propose(g, part) or (None if g.see(p.ConsentPart) else WAIT)


def _vote(g: Glance) -> Considered:
    """Everyone votes or places no sticks; a human is waited for."""
    part = g.see(p.VotePart)
    if part is None:
        return None
    return CloseVote() if part.voted >= part.voters else WAIT


def _consents(g: Glance) -> Considered:
    part, gate = g.see(p.ConsentPart), g.see(p.GatePart)
    if part is None or gate is None:
        return None
    if gate.reservation:
        return SetProposalAside()
    if not part.client_yes:
        return WAIT
    row = next((row for row in gate.rows if row.gate == "group_consents"), None)
    if row is None:
        return None
    return WAIT if humans_among(g, row.names) else EveryoneAgreesToSubject()


def _open(part: p.SubjectsPart) -> OpenVote | None:
    proposed = any(row.proposed for row in part.rows)
    counted = any(row.counted for row in part.rows)
    return OpenVote() if part.may_vote_on and not counted and not proposed else None


def _propose(g: Glance, part: p.SubjectsPart) -> ProposeSubject | None:
    """The one with the most sticks; where they do not tell, what resonates. A subject that was set aside is not proposed again."""
    if g.see(p.ConsentPart):
        return None
    record = g.see(p.RecordPart)
    open_ones = {subject for subject, _ in record.subjects} if record and record.subjects else {row.id for row in part.rows}
    rows = [row for row in part.rows if row.id in open_ones and not row.information and not g.away(g.named(row.owner))]
    if not rows:
        return None
    best = max(rows, key=lambda row: (row.sticks, not row.former, row.owner == g.name_of(g.cast.client)))
    leads = best.counted and all(row.sticks < best.sticks for row in part.rows if row.id != best.id)
    return ProposeSubject("sticks" if leads else "resonance", best.id, anyway=best.former)
