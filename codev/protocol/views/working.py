"""Questions, the contract, reactions: as each one may see them (S11 to S17, S28)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..activities.agreeing import Request
from ..activities.asking import Question
from ..activities.reacting import Reaction
from . import parts as p
from .kept import kept, leaf_through, together
from .pov import Pov
from .side import Scene, Side
from .view import NOTHING, View
from .wording import lines_at


@kept("session.asking.clear", "session.asking.all_clear", "session.asking.declined_aloud", "session.turns.floor", "session.reacting.moment")
def asking(pov: Pov) -> Iterator[p.Part]:
    session, floor = pov.session, pov.session.turns.floor
    if pov.may("ask") and not pov.facilitates:
        clear = session.asking.all_clear or pov.member in session.asking.clear
        yield p.AskPart("ask", clear, floor in ("", pov.member, session.client))
    if pov.step_gives("ask") and pov.may("answer"):
        yield p.AnswerPart("answer", session.asking.declined_aloud, session.reacting.moment == pov.member)


@kept("session.asking.questions")
def questions(side: Side) -> View:
    """A written question and its answer: everyone in the session."""
    if not (side.step_gives("ask") or side.step_gives("reformulate")):
        return NOTHING
    scene, may_answer = side.scene, side.may("answer")
    alike = scene.made(("questions", may_answer))
    return leaf_through(alike, _question, side.session.asking.questions, scene.names, partial(_question, scene, may_answer))


def _question(scene: Scene, may_answer: bool, q: Question) -> p.QuestionPart:
    """It knows no side: all who may answer see the same, and all who may not."""
    answerable = may_answer and not q.answer and not q.declined
    return p.QuestionPart(f"question-{q.id}", q.id, q.text, scene.name(q.by), q.answer, q.declined, answerable, bool(q.recorded_by))


@kept("session.agreeing", "session.turns.floor")
def agreeing(pov: Pov) -> Iterator[p.Part | View]:
    session, agreeing = pov.session, pov.session.agreeing
    if not pov.running or not (pov.step_gives("reformulate") or pov.step_gives("word_request")):
        return
    if pov.may("reformulate"):
        yield p.ReformulatePart("reformulate", agreeing.reformulations.get(pov.member, ""), agreeing.revealed)
    if pov.may("word_request"):
        yield wording(pov)
    if pov.may("agree") and agreeing.request and agreeing.request.confirmed:
        yield _agree(pov)
    if pov.facilitates and pov.someone_may("word_request"):
        yield _dictation(pov)
    if agreeing.revealed or pov.facilitates or session.client:
        yield reformulations(pov.side)


@kept("session.agreeing", "session.turns.floor")
def reformulations(side: Side) -> Iterator[p.ReformulationsPart]:
    """Nobody sees a sentence before all are revealed together; the facilitator sees how many stand ready."""
    agreeing = side.session.agreeing
    order = (m for m in side.session.people if m in agreeing.reformulations)
    floor = side.session.turns.floor
    said = (p.Sentence(side.name(m), agreeing.reformulations[m], m == floor, m in agreeing.noted) for m in order)
    rows = tuple(said) if agreeing.revealed else ()
    may_reveal = side.facilitates and not agreeing.revealed and side.someone_may("reformulate")
    yield p.ReformulationsPart("reformulations", rows, agreeing.revealed, len(agreeing.reformulations) if may_reveal else 0, may_reveal)


def wording(pov: Pov) -> p.WordingPart:
    session, request = pov.session, pov.session.agreeing.request
    subject = session.choosing.find(session.choosing.subject)
    return p.WordingPart(
        id="wording",
        question=request.question if request else "",
        expectation=request.expectation if request else "",
        subject=subject.text if subject else "",
        state=_state(request),
        may_reopen=bool(pov.step and pov.step.returns_to),
        starters=lines_at(pov.step, "client", "starters"),
    )


def _dictation(pov: Pov) -> p.DictationPart:
    request = pov.session.agreeing.request
    question, expectation = (request.question, request.expectation) if request else ("", "")
    return p.DictationPart("dictation", pov.person(pov.session.client), question, expectation, _state(request))


def _agree(pov: Pov) -> p.AgreePart:
    agreeing, session = pov.session.agreeing, pov.session
    left = tuple(m for m in session.consultants if m not in agreeing.agreed)
    return p.AgreePart("agree", pov.member in agreeing.agreed, pov.member in agreeing.unclear, pov.named(left))


def _state(request: Request | None) -> str:
    return "none" if request is None else "confirmed" if request.confirmed else "dictated"


@kept("session.reacting.moment", "session.reacting.clearer")
def reacting(pov: Pov) -> Iterator[p.Part]:
    session = pov.session
    if pov.may("react"):
        yield p.ReactPart("react", pov.name(session.client), lines_at(pov.step, "consultant", "starters"))
    if pov.is_client and pov.running and (pov.may("make_clearer") or (pov.may("moment") and not pov.may("answer"))):
        state = session.reacting
        yield p.ListenPart("listen", state.moment == pov.member, bool(state.clearer), pov.may("make_clearer"))


@kept("session.reacting.reactions")
def reactions(pov: Pov) -> View:
    """A written reaction goes to the client alone, unless its author shares it with all; never in any order but its own (P3)."""
    may_react, context = pov.may("react"), (pov.is_client, pov.may("react"), pov.side.names)
    return leaf_through(pov.made, _reaction, pov.session.reacting.reactions, context, partial(_reaction, pov, may_react))


def _reaction(pov: Pov, may_react: bool, r: Reaction) -> p.ReactionPart | None:
    mine = r.by == pov.member
    if not (r.shared or mine or pov.is_client):
        return None
    to, may_share = "all" if r.shared else "client", mine and not r.shared and may_react
    return p.ReactionPart(f"reaction-{r.id}", r.id, r.kind, r.text, pov.name(r.by), to, mine, may_share, bool(r.recorded_by))


working = together(asking, agreeing, reacting)
