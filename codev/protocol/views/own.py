"""What is one's own, from the notebook: it exists in nobody else's view (C1)."""

from __future__ import annotations

from collections.abc import Iterator

from .. import roles
from ..notebook import Note
from ..words import NO_WORDS, Words
from . import parts as p
from .frame import ENDED
from .kept import kept, together
from .pov import Pov


@kept("notebook", "session_id", "session.asking.from_notes", "session.planning.help")
def notes(pov: Pov) -> Iterator[p.NotesPart]:
    if pov.notebook is None:
        return
    asked = pov.session.asking.from_notes
    found = (n for n in pov.notebook.notes if n.session == pov.session_id and (pov.member, n.id) not in asked)
    rows = tuple(p.NoteRow(n.id, n.text, n.kind, _title(pov, n)) for n in found)
    listens = pov.running and pov.role == roles.CONSULTANT and not pov.side.speaks
    prompt = ("question" if _asks_later(pov) else "note") if listens else ""
    yield p.NotesPart("notes", rows, prompt, pov.may("ask") and not pov.facilitates)


def _asks_later(pov: Pov) -> bool:
    steps = pov.session.setting.steps[pov.session.position.step + 1 :]
    return any("ask" in step.acts for step in steps)


def _title(pov: Pov, note: Note) -> Words:
    return next((s.title for s in pov.session.setting.steps if s.id == note.step), NO_WORDS)


@kept("notebook", "session_id", "session.planning.actions", "session.planning.shown")
def bag(pov: Pov) -> Iterator[p.BagPart]:
    if pov.notebook is None or not pov.is_client:
        return
    used = {a.from_line for a in pov.session.planning.actions}
    lines = (x for x in pov.notebook.bag if x.session == pov.session_id)
    rows = tuple(p.LineRow(x.id, x.text, x.not_yet, x.aside, x.id in used) for x in lines)
    listening = pov.running and (pov.someone_may("react") or (pov.may("draft_plan") and not pov.may("plan")))
    yield p.BagPart("bag", rows, listening, pov.may("draft_plan"), pov.session.planning.shown)


@kept("notebook")
def preparation(pov: Pov) -> Iterator[p.PreparationPart]:
    """Whoever facilitates brings no subject: hers waits on her own page for another day (B12)."""
    if pov.notebook is None or pov.facilitates:
        return
    it = pov.notebook.preparation
    there = any(s.owner == pov.member and s.text == it.text and not s.withdrawn for s in pov.session.choosing.subjects)
    may_offer = pov.may("offer_subject") and bool(it.text) and not there
    yield p.PreparationPart("preparation", it.kind, it.text, it.situation, it.tried, it.expectation, it.for_information, may_offer)


@kept("notebook", "session_id")
def own_learnings(pov: Pov) -> Iterator[p.OwnLearningsPart]:
    if pov.notebook is None or not (pov.step_gives("conclude") or pov.session.status.state in ENDED):
        return
    rows = tuple((x.kind, x.text) for x in pov.notebook.learnings if x.session == pov.session_id)
    yield p.OwnLearningsPart("own-learnings", rows, may_write=True)


own = together(bag, notes, preparation, own_learnings)
