"""The plan, the conclusion, and what is on record (S18 to S23, C3)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..activities.concluding import Learning
from ..activities.planning import FEWEST_ACTIONS
from . import parts as p
from .kept import kept, leaf_through
from .pov import Pov
from .side import Scene, Side
from .view import View


@kept("session.planning")
def plan(side: Side) -> Iterator[p.PlanPart]:
    """A draft is the client's alone until the silence is over."""
    session, planning = side.session, side.session.planning
    hers = side.is_client
    to_come = session.status.state == "plan_to_come"
    editing = side.someone_may("plan") or side.someone_may("draft_plan") or to_come
    if not (planning.shown or hers) or not (planning.actions or editing):
        return
    may_plan = (side.may("draft_plan") if not to_come else True) and hers
    records = side.facilitates and (side.someone_may("plan") or to_come)
    role = "facilitator" if side.facilitates else "client" if hers else ""
    confirmable = role and planning.version > 0 and planning.confirmed.get(role) != planning.version
    rows = tuple(p.ActionRow(a.id, a.text, a.when, slot=a.slot, date=a.date, recorded=bool(a.recorded_by)) for a in planning.actions)
    yield p.PlanPart(
        id="plan",
        actions=rows,
        draft=not planning.shown,
        may_edit=may_plan or records,
        client=side.name(session.client),
        version=planning.version,
        client_yes=planning.confirmed.get("client") == planning.version > 0,
        facilitator_yes=planning.confirmed.get("facilitator") == planning.version > 0,
        may_confirm=bool(confirmable) and planning.shown and (_to_the_end(side) or to_come),
        missing=max(0, FEWEST_ACTIONS - len(planning.actions)) if planning.fewer is None else 0,
        fewer=planning.fewer or "",
        help=_help(side),
        may_help=hers and side.may("plan"),
        recorded_for=session.client if records or (side.facilitates and _to_the_end(side)) else "",
    )


def _to_the_end(side: Side) -> bool:
    """The one text can be confirmed in the conclusion as well (S20)."""
    step = side.session.step
    return side.session.running and step is not None and step.reserved


def _help(side: Side) -> str:
    planning = side.session.planning
    action = planning.find(planning.help)
    return action.text if action else planning.help


@kept(*(f"session.concluding.{name}" for name in ("partner", "partner_answer", "free", "all_free")))
def conclude(pov: Pov) -> Iterator[p.ConcludePart]:
    if not pov.someone_may("conclude"):
        return
    session, it = pov.session, pov.session.concluding
    partners = tuple(pov.person(m) for m in session.people if m != pov.member) if pov.is_client else ()
    yield p.ConcludePart(
        id="conclude",
        may_share=pov.may("conclude"),
        partners=partners,
        partner=pov.name(it.partner) if pov.member in (session.client, it.partner) else "",
        partner_answer=it.partner_answer if pov.member in (session.client, it.partner) else "",
        asked_of_me=it.partner == pov.member and not it.partner_answer,
        next_start=session.setting.next_start,
        free=pov.member in it.free or it.all_free,
        all_free=it.all_free,
        may_mark_free=pov.facilitates and not it.all_free,
        zone=session.setting.zone,
    )


@kept("session.concluding.learnings")
def learnings(side: Side) -> View:
    scene = side.scene
    return leaf_through(scene.made("learnings"), _learning, side.session.concluding.learnings, scene.names, partial(_learning, scene))


def _learning(scene: Scene, item: Learning) -> p.LearningPart:
    """It knows no side: everyone sees the same."""
    return p.LearningPart(f"learning-{item.id}", item.kind, item.text, scene.name(item.by))


@kept()
def on_record(side: Side) -> Iterator[p.OnRecordPart]:
    """The group sees the reasons given for passing a gate; an organiser never does."""
    steps = side.session.setting.format
    rows = tuple(p.RecordedGate(steps.step(r.step).title, r.gates, r.reason, r.word) for r in side.session.status.passed)
    if rows:
        yield p.OnRecordPart("on-record", rows)
