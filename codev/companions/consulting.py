"""A consultant's moves: she listens, asks, says what she understood, gives what she has lived; she speaks more than she writes."""

from __future__ import annotations

from codev.protocol.activities.agreeing import AgreeToRequest, WriteReformulation
from codev.protocol.activities.asking import SayClear
from codev.protocol.activities.reacting import OfferReaction
from codev.protocol.activities.turning import AskTurn, TakeTurn
from codev.protocol.notebook import KeepQuestion, NoteLearning
from codev.protocol.views import parts as p

from .glance import Glance
from .speaking import written
from .taking_part import Move, in_turn, left_to_say, offer, small_act

WRITERS = (0, 1, 3)  # whose sentence is written in the silent minute; the others keep it in mind
KEEPS, NOTES = 1, 0  # which of the voices keeps a question for later, notes a learning
SILENT = "nobody"


def consult(g: Glance) -> Move | None:
    return small_act(g) or offer(g) or _write(g) or _say_yes(g) or _turn(g)


def _turn(g: Glance) -> Move | None:
    if g.talk == "follow" and not g.mine:
        return _tell(g)
    if g.talk == "help" and not g.mine:
        return _help(g)
    untold = g.talk == "question" and g.course is not None and g.course.awaits_story(g.client)
    return None if untold else in_turn(g)


def _tell(g: Glance) -> Move | None:
    """The last client tells what became of her plan; the others listen."""
    part, turn = g.see(p.FollowPart), g.see(p.TurnPart)
    left = part and part.may_report and any(not row.state for row in part.actions)
    return TakeTurn() if left and turn and "take_turn" in turn.can else None


def _help(g: Glance) -> Move | None:
    """One person helps when help is asked for; the others wait."""
    turn = g.see(p.TurnPart)
    helper = next((m for m in g.cast.consultants if m not in g.cast.humans), "")
    if turn is None or g.me != helper or g.told("help") or g.course is None:
        return None
    return AskTurn() if "ask_turn" in turn.can else TakeTurn() if "take_turn" in turn.can else None


def _write(g: Glance) -> Move | None:
    return _keep_question(g) or _reformulate(g) or _react(g) or _note(g)


def _keep_question(g: Glance) -> KeepQuestion | None:
    """While the client tells her story, a question comes up: kept for its step (S10)."""
    part = g.see(p.NotesPart)
    rows = g.cast.rows("questions", g.me)
    keeps = part and part.prompt == "question" and not part.rows and rows and g.cast.place(g.me, "questions") == KEEPS
    return KeepQuestion(g.cast.write(rows[0])) if keeps and g.talk == "" and g.client else None


def _reformulate(g: Glance) -> WriteReformulation | None:
    part = g.see(p.ReformulatePart)
    rows = g.cast.rows("reformulations", g.me)
    writes = part and not part.text and not part.revealed and g.floor.floor == SILENT
    return WriteReformulation(g.cast.write(rows[0])) if writes and rows and g.cast.place(g.me, "reformulations") in WRITERS else None


def _react(g: Glance) -> OfferReaction | None:
    """An address or a title is written, once she has spoken; the second time shared with all."""
    if not g.see(p.ReactPart) or g.unheard or g.mine or g.held_up:
        return None
    already = {part.text for part in g.all(p.ReactionPart) if part.mine}
    rows = (g.cast.write(row) for row in written(g.cast, g.me))
    text = next((text for text in rows if text not in already), "")
    return OfferReaction(text, "resource", shared=g.cast.place(g.me, "reactions") % 2 == 1) if text else None


def _note(g: Glance) -> NoteLearning | None:
    """After having said it, one of them writes down what she takes along, for herself (S21)."""
    part = g.see(p.OwnLearningsPart)
    rows = g.cast.rows("learnings", g.me)
    silent = not g.see(p.ConcludePart) or g.unheard or g.mine
    if part is None or part.rows or silent or not rows or g.cast.place(g.me, "reformulations") != NOTES:
        return None
    return NoteLearning(g.cast.write(rows[0]))


def _say_yes(g: Glance) -> Move | None:
    """To a human who facilitates, each says it herself; a companion notes it once, said aloud by all."""
    if not g.human_facilitator or g.mine:
        return None
    ask, agree = g.see(p.AskPart), g.see(p.AgreePart)
    if ask and not ask.clear and not g.unheard and not left_to_say(g):
        return SayClear()
    return AgreeToRequest() if agree and not agree.mine and not agree.unclear else None
