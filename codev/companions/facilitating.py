"""A companion who facilitates: gives the turns, waits for every human, notes what is said aloud, goes on, closes.

She answers for nobody: a gate that waits for a human waits. She extends nothing and shortens nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final, Literal

from codev.protocol import COMMANDS, Command
from codev.protocol.activities.agreeing import RevealReformulations
from codev.protocol.activities.caring import Answer, AnswerSignal
from codev.protocol.activities.concluding import MarkAllFree
from codev.protocol.activities.following import FollowUpTold, PostponeFollowUp
from codev.protocol.activities.moving import CloseSession, GoOn, NextStage, ResumeSession, StartSession, SuspendSession
from codev.protocol.activities.planning import ConfirmPlan
from codev.protocol.activities.reacting import MadeClearer
from codev.protocol.activities.timing import ResumeClock, SkipBreak
from codev.protocol.activities.turning import FinishTurn, GiveTurn
from codev.protocol.roles import FEWEST_PRESENT
from codev.protocol.views import parts as p

from . import choosing
from .glance import Glance
from .waiting import WAIT, Wait, humans_among

ENDED = ("closed", "stopped", "plan_to_come")
ALOUD = ("mark_all_clear", "everyone_agrees_to_request")
HEAVY = ("pause", "stop")
ANSWERS: dict[str, Answer] = {"slower": "slower", "pause": "pause", "stop": "pause", "talk_after": "after"}
PLAN_GATES: Final = {"three_actions", "same_plan"}

Considered = Command | Literal[Wait.WAIT] | None


def facilitate(g: Glance) -> Command | None:
    for consider in IN_ORDER:
        found = consider(g)
        if found is not None:
            return None if found is WAIT else found
    return None


def _care(g: Glance) -> Considered:
    """A sign is answered at once; for a heavy one everything stands still until it is taken back (S29)."""
    part = g.see(p.SignalsPart)
    rows = part.rows if part else ()
    unseen = next((row for row in rows if not row.answer), None)
    if unseen:
        return AnswerSignal(unseen.member, ANSWERS.get(unseen.sign, "seen"))
    heavy = any(row.sign in HEAVY for row in rows)
    if g.state == "suspended":
        return WAIT if heavy else ResumeSession()
    return SuspendSession() if heavy and not g.state else None


def _state(g: Glance) -> Considered:
    if g.state == "planned":
        return _start(g)
    if g.state in ENDED:
        return _plan(g) if g.state == "plan_to_come" else WAIT
    if g.state == "client_gone":
        return WAIT
    bar, notice = g.see(p.BarPart), g.see(p.NoticePart)
    if g.state == "break" and notice:
        return ResumeClock() if notice.until and datetime.fromisoformat(notice.until) <= g.at else WAIT
    if bar and bar.paused:
        return ResumeClock()
    return SkipBreak() if g.see(p.BreakPart) else None


def _start(g: Glance) -> StartSession:
    people = g.see(p.PeoplePart)
    absent = ("absent", "late", "gone")
    present = sum(row.presence not in absent for row in people.rows) if people else 0
    return StartSession("group_agrees" if present < FEWEST_PRESENT else "")


def _floor(g: Glance) -> Considered:
    """Whoever speaks is listened to; the client's one moment is hers (S28)."""
    queue = g.see(p.QueuePart)
    if queue and queue.speaker:
        return FinishTurn() if queue.speaker.member == g.me else WAIT
    if g.floor.moment:
        return WAIT
    return MadeClearer() if g.floor.clearer else None


def _give(g: Glance) -> Considered:
    """Hands first, in their order; in a round the next place; whoever asks for nothing is asked in the end (S24)."""
    queue = g.see(p.QueuePart)
    if queue is None:
        return None
    if queue.hands:
        return GiveTurn(queue.hands[0].member)
    if _story_first(g):
        return GiveTurn(g.client)
    waited = () if g.see(p.FollowPart) else tuple(person.member for person in queue.unheard)
    if not waited:
        return None
    if g.floor.floor == "go_round":
        return GiveTurn(waited[0])
    return GiveTurn(waited[0]) if all(member in g.cast.humans for member in waited) else WAIT


def _story_first(g: Glance) -> bool:
    """Where story and questions mingle, a human client is given the turn before anyone asks."""
    untold = g.course is not None and g.course.awaits_story(g.client)
    return untold and g.client in g.cast.humans and _gate(g, "all_could_ask")


def _follow(g: Glance) -> Considered:
    """She tells; what she told without a tap is noted for her."""
    part = g.see(p.FollowPart)
    if part is None or not part.may_close:
        return None
    teller = g.named(part.name)
    if g.away(teller):
        return PostponeFollowUp()
    if any(seat.mark for seat in g.seats if seat.member == teller):
        return FollowUpTold()
    return GiveTurn(teller) if teller in g.cast.humans else WAIT


def _reveal(g: Glance) -> Considered:
    """The silent minute is over: the sentences appear together, and are read."""
    part = g.see(p.ReformulationsPart)
    return RevealReformulations() if part and part.may_reveal and g.floor.floor == "nobody" else None


def _request(g: Glance) -> Considered:
    part = g.see(p.DictationPart)
    return WAIT if part and part.state != "confirmed" else None


def _aloud(g: Glance) -> Considered:
    """One yes from all, once every human has given hers."""
    part = g.see(p.GatePart)
    row = next((row for row in part.rows if row.do in ALOUD), None) if part else None
    if row is None:
        return None
    return WAIT if humans_among(g, row.names) else COMMANDS[row.do]()


def _plan(g: Glance) -> Considered:
    """One text, read aloud: her yes after the client's (S20)."""
    part = g.see(p.PlanPart)
    if part is None or not part.recorded_for:
        return WAIT if g.state else None
    if part.client_yes and not part.missing and part.may_confirm:
        return ConfirmPlan(part.version)
    return None if part.client_yes and part.facilitator_yes else WAIT


def _free(g: Glance) -> Considered:
    part = g.see(p.ConcludePart)
    marks = part and part.next_start and part.may_mark_free and not g.cast.humans
    return MarkAllFree() if marks else None


def _go_on(g: Glance) -> Considered:
    bar, gate = g.see(p.BarPart), g.see(p.GatePart)
    if bar is None or gate is None:
        return None
    if bar.on == "next_stage":
        return NextStage()
    if bar.on == "close_session" and gate.rows and {row.gate for row in gate.rows} <= PLAN_GATES:
        return CloseSession(plan_later=True)
    if gate.rows or not bar.ready:
        return None
    return CloseSession() if bar.on == "close_session" else GoOn() if bar.on == "go_on" else None


def _gate(g: Glance, name: str) -> bool:
    part = g.see(p.GatePart)
    return bool(part and any(row.gate == name for row in part.rows))


IN_ORDER: tuple[Callable[[Glance], Considered], ...] = (
    _care,
    _state,
    _floor,
    _give,
    _follow,
    choosing.choose,
    _reveal,
    _request,
    _aloud,
    _plan,
    _free,
    _go_on,
)
