"""The next small act of a companion, from her own view and the case alone: stateless, so that a restart resumes by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from codev.protocol import Command, View, roles
from codev.protocol.activities import agreeing, asking, choosing, concluding, consenting, following, moving, reacting
from codev.protocol.activities.turning import AskTurn, FinishTurn, GiveTurn, TakeTurn
from codev.protocol.views import parts as p

from .being_client import be_client
from .cast import Cast
from .consulting import consult
from .course import Course
from .facilitating import facilitate
from .glance import Glance
from .taking_part import Feel, Move

ROLES = {roles.FACILITATOR: facilitate, roles.CLIENT: be_client, roles.CONSULTANT: consult}
# What moves the session on waits until no other companion has anything to do.
MOVES_ON: tuple[type[Command], ...] = (
    moving.StartSession,
    moving.NextStage,
    moving.GoOn,
    moving.CloseSession,
    choosing.OpenVote,
    choosing.CloseVote,
    choosing.ProposeSubject,
    consenting.SetProposalAside,
    consenting.EveryoneAgreesToSubject,
    asking.MarkAllClear,
    agreeing.RevealReformulations,
    agreeing.EveryoneAgreesToRequest,
    following.FollowUpTold,
    following.PostponeFollowUp,
    concluding.MarkAllFree,
    reacting.MadeClearer,
)
RANKS: dict[type, int] = {AskTurn: 1, TakeTurn: 2, FinishTurn: 3, GiveTurn: 3}


class Candidate(NamedTuple):
    member: str
    move: Move


def next_move(me: str, view: View, cast: Cast, at: datetime, course: Course | None = None) -> Move | None:
    """What this companion does now, or None: she waits. Pure.

    me: her member id. view: her own, as anyone's. course: what was heard so far; without it each speaks once in a step.
    """
    g = Glance(me, view, cast, at, course)
    if g.role not in ROLES or (g.state and g.state not in ("detour", "planned") and not _may_act_in(g)):
        return None
    return ROLES[g.role](g)


def _may_act_in(g: Glance) -> bool:
    """A pause, a break, an end: only who facilitates acts, and for a plan to come the client too (S20)."""
    return g.role == roles.FACILITATOR or (g.role == roles.CLIENT and g.state == "plan_to_come")


def candidates(cast: Cast, views: Mapping[str, View], at: datetime, course: Course) -> tuple[Candidate, ...]:
    """What the companions would do now, the likeliest first. What moves the session on is left out as long as there is anything else."""
    found = [Candidate(me, move) for me, view in views.items() if (move := next_move(me, view, cast, at, course))]
    small = [c for c in found if not moves_on(c.move, cast, views[c.member])]
    return tuple(sorted(small or found, key=lambda c: RANKS.get(type(c.move), 0)))


def moves_on(move: Move, cast: Cast, view: View) -> bool:
    """Also asking a human who has not raised her hand; and the facilitator's yes to the plan, which follows the client's."""
    if isinstance(move, GiveTurn):
        hands = (person.member for part in view if isinstance(part, p.QueuePart) for person in part.hands)
        return move.to in cast.humans and move.to not in hands
    return isinstance(move, MOVES_ON)


__all__ = ["Candidate", "Feel", "Move", "candidates", "moves_on", "next_move"]
