"""What is one's own, from the notebook: it exists in nobody else's view (C1)."""

from __future__ import annotations

from collections.abc import Iterator

from .. import roles
from ..format import Step
from ..notebook import Note
from ..rules.welcome import may_speak
from ..words import NO_WORDS, Words
from . import parts as p
from .pov import Pov


def own(pov: Pov) -> Iterator[p.Part]:
    if pov.notebook is None:
        return
    if pov.is_client:
        yield bag(pov)
    yield notes(pov)
    yield preparation(pov)
    if pov.step_gives("conclude") or pov.session.status.state in ("closed", "plan_to_come", "stopped"):
        yield own_learnings(pov)


def notes(pov: Pov) -> p.NotesPart:
    assert pov.notebook is not None
    asked = pov.session.asking.from_notes
    kept = (n for n in pov.notebook.notes if n.session == pov.session_id and (pov.member, n.id) not in asked)
    rows = tuple(p.NoteRow(n.id, n.text, n.kind, _title(pov, n)) for n in kept)
    listens = pov.running and pov.role == roles.CONSULTANT and not may_speak(pov.session, pov.member)
    prompt = ("question" if _asks_later(pov) else "note") if listens else ""
    return p.NotesPart("notes", rows, prompt, pov.may("ask") and not pov.facilitates)


def _asks_later(pov: Pov) -> bool:
    steps = pov.session.setting.steps[pov.session.position.step + 1 :]
    return any(_gives(step, "ask") for step in steps)


def _gives(step: Step, act: str) -> bool:
    return any(act in acts for stage in step.stages for acts in stage.may.values())


def _title(pov: Pov, note: Note) -> Words:
    return next((s.title for s in pov.session.setting.steps if s.id == note.step), NO_WORDS)


def bag(pov: Pov) -> p.BagPart:
    assert pov.notebook is not None
    used = {a.from_line for a in pov.session.planning.actions}
    lines = (x for x in pov.notebook.bag if x.session == pov.session_id)
    rows = tuple(p.LineRow(x.id, x.text, x.not_yet, x.aside, x.id in used) for x in lines)
    listening = pov.running and (pov.someone_may("react") or (pov.may("draft_plan") and not pov.may("plan")))
    return p.BagPart("bag", rows, listening, pov.may("draft_plan"))


def preparation(pov: Pov) -> p.PreparationPart:
    assert pov.notebook is not None
    it = pov.notebook.preparation
    may_offer = pov.may("offer_subject") and bool(it.text)
    return p.PreparationPart("preparation", it.kind, it.text, it.situation, it.tried, it.expectation, it.for_information, may_offer)


def own_learnings(pov: Pov) -> p.OwnLearningsPart:
    assert pov.notebook is not None
    rows = tuple((x.kind, x.text) for x in pov.notebook.learnings if x.session == pov.session_id)
    return p.OwnLearningsPart("own-learnings", rows, may_write=True)
