"""The facilitator's own: the gate, the way on, being late, the people, recording for someone (S1, S24, P1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from .. import roles
from ..activities.moving import UNDO_SECONDS
from ..clock import expected_end, minutes_late, offers
from ..format import Stage, Step
from ..rules.gates import Unmet, unmet, unmet_at_closing
from ..words import NO_WORDS
from . import parts as p
from .frame import client_of_step, take_break
from .pov import Pov, iso

MET_ALOUD = {
    "follow_up_done": "follow_up_told",
    "group_consents": "everyone_agrees_to_subject",
    "all_could_ask": "mark_all_spoken",
    "clear_to_all": "mark_all_clear",
    "all_reformulated": "mark_all_spoken",
    "request_agreed": "everyone_agrees_to_request",
    "all_reacted": "mark_all_spoken",
    "all_concluded": "mark_all_spoken",
}
RECORDABLE = {
    "follow_up": ("report_action",),
    "offer_subject": ("offer_subject",),
    "consent": ("accept_to_be_client", "agree_to_subject"),
    "answer": ("decline_to_answer",),
    "word_request": ("word_request", "confirm_request"),
    "plan": ("add_action", "confirm_plan"),
}


def facilitating(pov: Pov) -> Iterator[p.Part]:
    if not pov.facilitates or pov.session.status.state in ("stopped", "closed"):
        return
    yield from signals(pov)
    if pov.running and pov.step:
        yield gate(pov)
        yield from late(pov)
        yield from take_break(pov)
        yield from record(pov)
    yield people(pov)
    yield bar(pov)


def gate(pov: Pov) -> p.GatePart:
    """The last steps ask together, at the end (P1); a reserved step before the last lets one go on."""
    session, step = pov.session, pov.step
    assert step is not None
    last = session.position.step + 1 == len(session.setting.steps)
    waiting = unmet_at_closing(session) if last else () if session.position.detour >= 0 else unmet(session, step)
    return p.GatePart(
        id="gate",
        rows=tuple(_row(pov, item) for item in waiting),
        closing=last,
        do="close_session" if last else "go_on",
        client=pov.name(session.client or session.choosing.proposed_member),
        reservation=bool(session.choosing.objections) and not session.client,
    )


def _row(pov: Pov, item: Unmet) -> p.GateRow:
    do = MET_ALOUD.get(item.gate, "")
    aloud = do != "mark_all_spoken" or item.gate in (pov.step.gates if pov.step else ())
    key = item.gate
    request = pov.session.agreeing.request
    if key == "request_said" and request and not request.confirmed:
        key = "request_read_back"
    return p.GateRow(key, pov.named(item.members), item.count, do if aloud else "")


def bar(pov: Pov) -> p.BarPart:
    session, step = pov.session, pov.step
    running = pov.running
    if session.status.state == "planned":
        first = session.setting.steps[0]
        return _bar(pov, "start_session", True, first, first.stages[0])
    if step is None or not running:
        return p.BarPart("bar", "", False, NO_WORDS, "", "", False, False, False)
    if session.position.stage + 1 < len(step.stages):
        return _bar(pov, "next_stage", True, step, step.stages[session.position.stage + 1])
    if session.position.step + 1 == len(session.setting.steps):
        return _bar(pov, "close_session", not unmet_at_closing(session), step, None)
    following = session.setting.steps[session.position.step + 1]
    back = session.position.detour >= 0
    ready = back or step.reserved or not unmet(session, step)
    return _bar(pov, "go_on", ready, session.setting.steps[session.position.detour] if back else following, None)


def _bar(pov: Pov, on: str, ready: bool, step: Step, stage: Stage | None) -> p.BarPart:
    session = pov.session
    entered = session.position.entered
    recent = entered is not None and (pov.at - entered).total_seconds() <= UNDO_SECONDS and session.position.before
    undo = bool(recent) and session.position.before is not None and session.position.before[0] >= 0
    who = "" if on == "close_session" else who_speaks(stage or step.stages[0])
    client = session.setting.last_client if who == "last_client" else session.client or session.choosing.proposed_member
    return p.BarPart(
        id="bar",
        on=on,
        ready=ready,
        title=step.title,
        who=who,
        client=pov.name(client),
        back=session.position.step > 0,
        paused=pov.running and session.clock.since is None,
        timed=bool(session.clock.budget.get(session.clock.step)),
        undo_until=iso(entered + timedelta(seconds=UNDO_SECONDS)) if undo and entered else "",
        stage=stage.id if stage else "",
    )


def who_speaks(stage: Stage) -> str:
    if stage.floor == "nobody":
        return "nobody"
    if stage.voices == ("client",):
        return "client"
    if stage.floor == "go_round":
        return "go_round"
    if stage.answers == roles.LAST_CLIENT:
        return "last_client"
    return "consultants_and_client" if stage.answers else "consultants"


def late(pov: Pov) -> Iterator[p.LatePart]:
    session = pov.session
    minutes = minutes_late(session, pov.at)
    expected = expected_end(session, pov.at)
    if minutes < 2 or expected is None:
        return
    title = session.setting.format.step
    rows = tuple(p.OfferRow(o.step, title(o.step).title, o.minutes, iso(o.end)[:16] + "Z", o.reserved) for o in offers(session, pov.at))
    yield p.LatePart("late", minutes, iso(expected)[:16] + "Z", iso(session.clock.end), rows, session.setting.zone)


def people(pov: Pov) -> p.PeoplePart:
    session, roster = pov.session, pov.session.roster
    rows = tuple(
        p.PersonRow(
            member=member,
            name=pov.name(member),
            presence=(roster.presence or {}).get(member, "away" if member in pov.away else "here"),
            paper=member in roster.paper,
            client=member == session.client,
            deputy=member == roster.deputy,
            can_facilitate=member not in (session.client, session.facilitator, *session.setting.observers),
        )
        for member in session.people
        if member != session.facilitator
    )
    return p.PeoplePart("people", rows)


def record(pov: Pov) -> Iterator[p.RecordPart]:
    """One device is enough: whatever the step gives to someone can be noted for her, and is marked so."""
    session = pov.session
    acts = tuple(do for act, dos in RECORDABLE.items() if pov.someone_may(act) for do in dos)
    client = client_of_step(pov)
    yield p.RecordPart(
        id="record",
        people=tuple(pov.person(m) for m in session.present),
        acts=("take_turn", "pass_turn", *acts),
        client=pov.person(client) if client else None,
        actions=tuple(p.Person(a.id, a.text) for a in session.following.actions) if pov.someone_may("follow_up") else (),
        subjects=tuple(p.Person(s.id, s.text or pov.name(s.owner)) for s in session.choosing.votable) if pov.step_gives("vote") else (),
    )


def signals(pov: Pov) -> Iterator[p.SignalsPart]:
    """What was confided, to the facilitator alone (S29)."""
    rows = tuple(p.SignalRow(m, pov.name(m), s.sign, s.answer) for m, s in pov.session.caring.signals.items())
    if rows:
        yield p.SignalsPart("signals", rows)
