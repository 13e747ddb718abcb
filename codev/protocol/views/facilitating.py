"""The facilitator's own: the gate, the way on, being late, the people, recording for someone (S1, S24, P1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from .. import roles
from ..activities.moving import UNDO_SECONDS
from ..clock import expected_end, minutes_past_end, offers
from ..format import Stage, Step
from ..rules.gates import Unmet, unmet, unmet_at_closing
from ..rules.timing import proposed_break
from ..rules.turning import has_had_voice
from ..words import NO_WORDS
from . import parts as p
from .frame import client_of_step
from .kept import kept, together
from .pov import Pov
from .wording import iso

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
    "ask": ("ask_question",),
    "answer": ("decline_to_answer",),
    "reformulate": ("write_reformulation",),
    "word_request": ("word_request", "confirm_request"),
    "plan": ("add_action", "confirm_plan"),
}
PLAN_GATES = {"three_actions", "same_plan"}


GATES = ("session.following", "session.turns", "session.asking.clear", "session.asking.all_clear", "session.agreeing", "session.planning")


def _leads(pov: Pov) -> bool:
    return pov.facilitates and pov.session.status.state not in ("stopped", "closed")


@kept(*GATES)
def gate(pov: Pov) -> Iterator[p.GatePart]:
    """The last steps ask together, at the end (P1); a reserved step before the last lets one go on."""
    session, step = pov.session, pov.step
    if not _leads(pov) or not pov.running or step is None:
        return
    last = session.position.step + 1 == len(session.setting.steps)
    waiting = unmet_at_closing(session) if last else () if session.position.detour >= 0 else unmet(session, step)
    yield p.GatePart(
        id="gate",
        rows=tuple(_row(pov, item) for item in waiting),
        closing=last,
        do="close_session" if last else "go_on",
        client=pov.name(session.client or session.choosing.proposed_member),
        reservation=bool(session.choosing.objections) and not session.client,
    )


def _row(pov: Pov, item: Unmet) -> p.GateRow:
    do = MET_ALOUD.get(item.gate, "")
    aloud = do != "mark_all_spoken" or _could_have_spoken(pov, item)
    key = item.gate
    request = pov.session.agreeing.request
    if key == "request_said" and request and not request.confirmed:
        key = "request_read_back"
    if key == "request_agreed" and not (request and request.confirmed):
        aloud = False
    if key == "same_plan" and pov.step and pov.step.id == pov.session.setting.steps[-1].id:
        do, aloud = _confirms(pov), True
    return p.GateRow(key, pov.named(item.members), item.count, do if aloud else "")


def _could_have_spoken(pov: Pov, item: Unmet) -> bool:
    """In the silence that comes before their round, nobody has."""
    own = item.gate in (pov.step.gates if pov.step else ())
    return own and (not item.members or any(has_had_voice(pov.session, m) for m in item.members))


def _confirms(pov: Pov) -> str:
    """At the end the one text can still be confirmed beside its row: her own yes first, then the client's, heard aloud (S20)."""
    planning = pov.session.planning
    if not planning.version or not planning.shown:
        return ""
    hers = planning.confirmed.get("facilitator") != planning.version
    return f"confirm_plan?version={planning.version}" + ("" if hers else f"&for={pov.session.client}")


@kept("session.clock", "may_undo", *GATES)
def bar(pov: Pov) -> Iterator[p.BarPart]:
    if _leads(pov):
        yield _way_on(pov)


def _way_on(pov: Pov) -> p.BarPart:
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
    who = "" if on == "close_session" else who_speaks(stage or step.stages[0])
    client = session.client or session.choosing.proposed_member
    return p.BarPart(
        id="bar",
        on=on,
        ready=ready,
        title=step.title,
        who=who,
        client=", ".join(pov.named(session.setting.last_clients)) if who == "last_client" else pov.name(client),
        back=session.position.step > 0,
        paused=pov.running and session.clock.since is None,
        timed=bool(session.clock.budget.get(session.clock.step)),
        undo_until=iso(entered + timedelta(seconds=UNDO_SECONDS)) if pov.may_undo and entered else "",
        stage=stage.id if stage else "",
        calm=_calm(pov),
        unasked=on == "go_on" and not ready and pov.step is not None and "client_consents" in {g.gate for g in unmet(session, pov.step)},
        only_plan=on == "close_session" and not ready and {gate.gate for gate in unmet_at_closing(session)} <= PLAN_GATES,
    )


def _calm(pov: Pov) -> bool:
    """Whether going on would cut neither a silence nor somebody's words; gates that are met say by themselves that it is time."""
    session, step, stage = pov.session, pov.step, pov.stage
    if step is None or stage is None or (step.gates and not unmet(session, step)):
        return True
    vote = session.choosing.vote
    if "vote" in stage.acts and vote is not None and vote.closed:
        return True
    return stage.floor != "nobody" and session.turns.floor in ("", session.facilitator)


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


@kept("session.clock", "moment")
def late(pov: Pov) -> Iterator[p.LatePart]:
    session = pov.session
    if not _leads(pov) or not pov.running:
        return
    expected = expected_end(session, pov.moment)
    minutes = minutes_past_end(session, expected)
    if minutes < 2 or expected is None:
        return
    title = session.setting.format.step
    rows = tuple(p.OfferRow(o.step, title(o.step).title, o.minutes, iso(o.end)[:16] + "Z", o.reserved) for o in offers(session, pov.moment))
    yield p.LatePart("late", minutes, iso(expected)[:16] + "Z", iso(session.clock.end), rows, session.setting.zone)


@kept("session.clock.break_until", "session.clock.breaks_settled")
def take_break(pov: Pov) -> Iterator[p.BreakPart]:
    """The break that the format proposes is offered to the facilitator; it is taken from nobody silently."""
    proposed = proposed_break(pov.session)
    if proposed and _leads(pov) and pov.running and not pov.session.clock.break_until:
        found = pov.session.setting.format.step(proposed)
        yield p.BreakPart("break", found.break_before, found.title)


@kept("away")
def people(pov: Pov) -> Iterator[p.PeoplePart]:
    session, roster = pov.session, pov.session.roster
    if not _leads(pov):
        return
    rows = tuple(
        p.PersonRow(
            member=member,
            name=pov.name(member),
            presence=(roster.presence or {}).get(member, "away" if member in pov.away else "here"),
            paper=member in roster.paper,
            client=member == session.client,
            deputy=member == roster.deputy,
            can_facilitate=member not in (session.client, session.facilitator, *session.setting.observers),
            remote=member in roster.remote,
        )
        for member in session.people
        if member != session.facilitator
    )
    yield p.PeoplePart("people", rows)


@kept("session.following")
def record(pov: Pov) -> Iterator[p.RecordPart]:
    """One device is enough: whatever the step gives to someone can be noted for her, and is marked so."""
    session = pov.session
    if not _leads(pov) or not pov.running:
        return
    acts = tuple(do for act, dos in RECORDABLE.items() if pov.someone_may(act) for do in dos)
    silent = pov.stage is not None and pov.stage.floor == "nobody"
    client = client_of_step(pov.side)
    yield p.RecordPart(
        id="record",
        people=tuple(pov.person(m) for m in session.present),
        acts=acts if silent else ("take_turn", "pass_turn", *acts),
        client=pov.person(client) if client else None,
        plans=tuple(_plan(pov, client) for client in session.setting.last_clients) if pov.someone_may("follow_up") else (),
        subjects=tuple(p.Person(s.id, s.text or pov.name(s.owner)) for s in session.choosing.votable) if pov.step_gives("vote") else (),
    )


def _plan(pov: Pov, client: str) -> p.PlanRow:
    actions = (p.Person(a.id, a.text) for a in pov.session.following.actions if a.by == client)
    return p.PlanRow(pov.person(client), tuple(actions))


@kept("session.caring")
def signals(pov: Pov) -> Iterator[p.SignalsPart]:
    """What was confided, to the facilitator alone (S29)."""
    rows = tuple(p.SignalRow(m, pov.name(m), s.sign, s.answer) for m, s in pov.session.caring.signals.items())
    if rows and _leads(pov):
        yield p.SignalsPart("signals", rows)


leading = together(signals, gate, take_break, record, people, bar)
