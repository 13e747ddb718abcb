"""Questions, the contract, reactions: as each one may see them (S11 to S17, S28)."""

from __future__ import annotations

from collections.abc import Iterator

from ..activities.agreeing import Request
from . import parts as p
from .pov import Pov, lines_at


def working(pov: Pov) -> Iterator[p.Part]:
    yield from asking(pov)
    yield from agreeing(pov)
    yield from reacting(pov)


def asking(pov: Pov) -> Iterator[p.Part]:
    session = pov.session
    if pov.step_gives("ask") and pov.running:
        if pov.may("ask") and not pov.facilitates:
            floor = session.turns.floor
            yield p.AskPart("ask", pov.member in session.asking.clear, floor in ("", pov.member, session.client))
        if pov.may("answer"):
            yield p.AnswerPart("answer", session.asking.declined_aloud, session.reacting.moment == pov.member)
    if pov.step_gives("ask") or pov.step_gives("reformulate"):
        yield from questions(pov)


def questions(pov: Pov) -> Iterator[p.QuestionPart]:
    """A written question and its answer: everyone in the session."""
    for q in pov.session.asking.questions:
        answerable = pov.may("answer") and not q.answer and not q.declined
        yield p.QuestionPart(f"question-{q.id}", q.id, q.text, pov.name(q.by), q.answer, q.declined, answerable, bool(q.recorded_by))


def agreeing(pov: Pov) -> Iterator[p.Part]:
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
        yield reformulations(pov)


def reformulations(pov: Pov) -> p.ReformulationsPart:
    """Nobody sees a sentence before all are revealed together; the facilitator sees how many stand ready."""
    agreeing = pov.session.agreeing
    order = (m for m in pov.session.people if m in agreeing.reformulations)
    floor = pov.session.turns.floor
    rows = tuple(p.Sentence(pov.name(m), agreeing.reformulations[m], m == floor) for m in order) if agreeing.revealed else ()
    may_reveal = pov.facilitates and not agreeing.revealed and pov.someone_may("reformulate")
    return p.ReformulationsPart("reformulations", rows, agreeing.revealed, len(agreeing.reformulations) if may_reveal else 0, may_reveal)


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


def reacting(pov: Pov) -> Iterator[p.Part]:
    session = pov.session
    if pov.may("react"):
        yield p.ReactPart("react", pov.name(session.client), lines_at(pov.step, "consultant", "starters"))
    if pov.is_client and pov.running and (pov.may("make_clearer") or (pov.may("moment") and not pov.may("answer"))):
        state = session.reacting
        yield p.ListenPart("listen", state.moment == pov.member, bool(state.clearer), pov.may("make_clearer"))
    yield from reactions(pov)


def reactions(pov: Pov) -> Iterator[p.ReactionPart]:
    """A written reaction goes to the client alone, unless its author shares it with all; never in any order but its own (P3)."""
    for r in pov.session.reacting.reactions:
        mine = r.by == pov.member
        if r.shared or mine or pov.is_client:
            to = "all" if r.shared else "client"
            may_share = mine and not r.shared and pov.may("react")
            yield p.ReactionPart(f"reaction-{r.id}", r.id, r.kind, r.text, pov.name(r.by), to, mine, may_share, bool(r.recorded_by))
