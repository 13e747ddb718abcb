"""One human at the table, who only does the smallest taps: what her page offers, never more."""

from codev.companions.seeing import find, has
from codev.protocol import COMMANDS
from codev.protocol.activities.agreeing import AgreeToRequest, RevealReformulations, WordRequest
from codev.protocol.activities.asking import SayClear
from codev.protocol.activities.choosing import Abstain, CloseVote, OfferSubject, ProposeSubject
from codev.protocol.activities.concluding import AnswerPartner
from codev.protocol.activities.consenting import AcceptToBeClient, AgreeToSubject
from codev.protocol.activities.planning import AddAction, ConfirmPlan
from codev.protocol.activities.turning import FinishTurn, GiveTurn, PassTurn, TakeTurn
from codev.protocol.views import parts as p

ALOUD = ("follow_up_told", "mark_all_clear", "everyone_agrees_to_request")


def consultant(me, view):
    """She says what she has to say when she is given the turn, or asks for it, and agrees."""
    consent, agree, ask, turn = find(view, p.ConsentPart), find(view, p.AgreePart), find(view, p.AskPart), find(view, p.TurnPart)
    vote, conclude = find(view, p.VotePart), find(view, p.ConcludePart)
    if vote and vote.may_vote and not vote.have_voted:
        return Abstain()
    if consent and consent.ask == "group" and not consent.mine:
        return AgreeToSubject()
    if agree and not agree.mine:
        return AgreeToRequest()
    if conclude and conclude.asked_of_me:
        return AnswerPartner(accept=False)
    if turn and turn.mine:
        return FinishTurn()
    if ask and not ask.clear and not (turn and "pass_turn" in turn.can):
        return SayClear()
    return None


def quiet(me, view):
    """She passes every turn that she is given."""
    turn, wish = find(view, p.TurnPart), consultant(me, view)
    return PassTurn() if wish == FinishTurn() and turn.mine else wish


def client(me, view):
    """She tells, answers, words her request, plans."""
    consent, wording, plan, subjects = (find(view, kind) for kind in (p.ConsentPart, p.WordingPart, p.PlanPart, p.SubjectsPart))
    turn, floor, seats = find(view, p.TurnPart), find(view, p.FloorPart), find(view, p.SeatsPart)
    mine = next(seat.name for seat in seats.seats if seat.member == me)
    if consent and consent.ask == "client" and not consent.client_yes:
        return AcceptToBeClient()
    if subjects and subjects.may_offer and turn and turn.mine and not any(row.mine for row in subjects.rows):
        return OfferSubject("How to get moving?")
    if wording and wording.state == "none":
        return WordRequest("How to dare?", "Your own stories.")
    if plan and plan.may_edit and not plan.draft and plan.missing:
        return AddAction("Begin.", when="on Monday")
    if plan and plan.may_confirm:
        return ConfirmPlan(plan.version)
    if turn and floor.answering == mine and "take_turn" in turn.can:
        return TakeTurn()
    return consultant(me, view)


def facilitator(me, view):
    """She gives the turns, taps what was said aloud, and goes on."""
    if has(view, p.NoticePart) and find(view, p.NoticePart).state == "planned":
        return COMMANDS["start_session"]()
    queue = find(view, p.QueuePart)
    if queue is None or queue.speaker:
        return FinishTurn() if queue and queue.speaker.member == me else None
    if queue.hands:
        return GiveTurn(queue.hands[0].member)
    vote = find(view, p.VotePart)
    if vote:
        return CloseVote() if vote.voted == vote.voters else None
    return _choice(view) or _aloud(view) or _on(view, queue)


def _choice(view):
    subjects, consent = find(view, p.SubjectsPart), find(view, p.ConsentPart)
    counted = [row for row in subjects.rows if row.counted] if subjects else []
    if counted and not consent:
        return ProposeSubject("sticks", max(counted, key=lambda row: row.sticks).id)
    if consent and consent.client_yes and not consent.group_yes:
        return COMMANDS["everyone_agrees_to_subject"]()
    return None


def _aloud(view):
    gate, plan, dictation = find(view, p.GatePart), find(view, p.PlanPart), find(view, p.DictationPart)
    sentences, floor = find(view, p.ReformulationsPart), find(view, p.FloorPart)
    if sentences and sentences.may_reveal and floor.floor == "nobody":
        return RevealReformulations()
    worded = dictation and dictation.state == "confirmed"
    row = next((row for row in gate.rows if row.do in ALOUD and (worded or "request" not in row.do)), None)
    if row:
        return COMMANDS[row.do]()
    return ConfirmPlan(plan.version) if plan and plan.may_confirm and plan.client_yes else None


def _on(view, queue):
    gate, bar = find(view, p.GatePart), find(view, p.BarPart)
    if queue.unheard and not has(view, p.FollowPart):
        return None
    return COMMANDS[bar.on]() if bar.on == "next_stage" or (bar.ready and not gate.rows) else None
