"""The client's moves: she tells, answers, words her request, listens, gathers in her bag, plans."""

from __future__ import annotations

from datetime import timedelta

from codev.protocol import Command
from codev.protocol.activities.agreeing import ConfirmRequest, KeepSubject, WordRequest
from codev.protocol.activities.asking import AnswerQuestion, DeclineToAnswer
from codev.protocol.activities.concluding import InvitePartner, ShareLearning
from codev.protocol.activities.planning import AcceptFewer, AddAction, ConfirmPlan, HelpReceived
from codev.protocol.activities.turning import TakeTurn
from codev.protocol.notebook import MarkNotYet, NoteInBag, SetLineAside
from codev.protocol.views import parts as p

from .cast import Row
from .course import Turn
from .glance import Glance
from .speaking import answer_to, generic
from .taking_part import Move, in_turn, small_act

IN_A_ROUND = ("mood", "learning", "sharing")


def be_client(g: Glance) -> Move | None:
    return small_act(g) or _word(g) or _plan(g) or _gather(g) or _conclude(g) or _answer_in_writing(g) or _turn(g)


def _turn(g: Glance) -> Move | None:
    if g.mine or g.talk in IN_A_ROUND:
        return in_turn(g)
    turn = g.see(p.TurnPart)
    if turn is None or "take_turn" not in turn.can or g.held_up:
        return None
    if g.talk == "answer":
        return _answer(g)
    return TakeTurn() if g.unheard or _to_word(g) else None


def _to_word(g: Glance) -> bool:
    """Her request is still to come, even if it was noted that everyone has spoken."""
    part = g.see(p.WordingPart)
    return part is not None and part.state == "none"


def _answer(g: Glance) -> Command | None:
    """When someone has asked. A human finishes her question first; where story and questions mingle, the story begins."""
    course = g.course
    if g.speaker:
        asked = g.floor.answering == g.name and g.speaker not in g.cast.humans
        return _reply(g, course.now if course else None) if asked else None
    if course and course.awaits_answer:
        return _reply(g, course.before)
    return TakeTurn() if course and course.awaits_story(g.me) else None


def _reply(g: Glance, question: Turn | None) -> Command | None:
    row = answer_to(g.cast, question)
    return _decline(g) if row and row.get("declined") else TakeTurn()


def _decline(g: Glance) -> DeclineToAnswer | None:
    """It is an answer (S11)."""
    part = g.see(p.AnswerPart)
    return DeclineToAnswer() if part and not part.declined else None


def _answer_in_writing(g: Glance) -> AnswerQuestion | None:
    asked = next((part for part in g.all(p.QuestionPart) if part.may_answer), None)
    if asked is None:
        return None
    known = (row for row in g.cast.story["questions"] if g.cast.write(row) == asked.text)
    row = next(known, None)
    return AnswerQuestion(asked.question, g.cast.write(row["answer"] if row else generic("answer")))


def _word(g: Glance) -> Command | None:
    """Her request, once she has the turn; words that she dictated get her yes (P2)."""
    part = g.see(p.WordingPart)
    if part is None:
        return None
    if part.state == "dictated":
        return ConfirmRequest()
    if part.state != "none" or not g.mine:
        return None
    if g.me == g.cast.client:
        return WordRequest(g.cast.write(g.cast.story["final_request"]), g.cast.write(g.cast.story["expectation"]))
    hope = g.cast.write(generic("request"))
    return KeepSubject(hope) if part.subject else WordRequest(hope)


def _plan(g: Glance) -> Command | None:
    """Nothing is drafted in the silence: it is for reading over. Then one action after the other, and her yes."""
    part = g.see(p.PlanPart)
    if part is None or not part.may_edit or part.draft or g.unheard:
        return None
    if part.help:
        return HelpReceived() if g.told("help") or g.course is None else None
    have = {row.text for row in part.actions}
    rows = g.cast.story["actions"] if g.me == g.cast.client else ()
    following = next((row for row in rows if g.cast.write(row) not in have), None)
    if following:
        return _action(g, following)
    if part.missing:
        return AcceptFewer(g.cast.write(generic("fewer")))
    return ConfirmPlan(part.version) if part.may_confirm else None


def _action(g: Glance, row: Row) -> AddAction:
    date = (g.at + timedelta(days=row["days"])).date().isoformat() if row["slot"] == "date" else ""
    return AddAction(g.cast.write(row), row["slot"], g.cast.write(row["slot_text"]), date)


def _gather(g: Glance) -> Move | None:
    """A line in her bag after a reaction; what does not resonate yet is marked; in the silence it is set aside (S15, S18)."""
    part = g.see(p.BagPart)
    if part is None or not part.may_write or g.me != g.cast.client:
        return None
    rows = {row.text: row for row in part.rows}
    for line in g.cast.story["bag"]:
        found = rows.get(g.cast.write(line))
        if found and line.get("not_yet") and not found.not_yet:
            return MarkNotYet(found.id)
        if found and found.not_yet and not found.aside and part.may_plan:
            return SetLineAside(found.id)
        if found is None and not part.may_plan:
            return NoteInBag(g.cast.write(line)) if _has_heard_more(g, len(rows)) else None
    return None


def _has_heard_more(g: Glance, lines: int) -> bool:
    told = g.course.told if g.course else {}
    return not told or lines < sum(n for (kind, _), n in told.items() if kind == "reaction")


def _conclude(g: Glance) -> Command | None:
    """She asks someone to go on with (S22), and shares in writing what she learned."""
    part = g.see(p.ConcludePart)
    if part is None or g.unheard or g.mine:
        return None
    partner = next((who.member for who in part.partners if who.member in g.cast.consultants and who.member not in g.cast.humans), "")
    if partner and not part.partner:
        return InvitePartner(partner)
    rows = g.cast.rows("learnings", g.me)
    shared = any(learning.by == g.name for learning in g.all(p.LearningPart))
    return ShareLearning(g.cast.write(rows[0])) if rows and part.may_share and not shared else None
