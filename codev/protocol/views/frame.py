"""What stands around everything: notice, step, clock, seats, floor, request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from .. import roles
from ..clock import deadline, remaining
from ..rules.moving import presented, stage_with
from ..rules.timing import proposed_break
from ..rules.welcome import may_speak
from ..session import Session
from ..words import NO_WORDS, Words
from . import parts as p
from .pov import Pov, iso, words_at

ENDED = ("closed", "plan_to_come", "stopped")


def frame(pov: Pov) -> Iterator[p.Part]:
    yield from notices(pov)
    if pov.step:
        yield step(pov)
    yield clock(pov)
    yield seats(pov)
    if pov.step:
        yield floor(pov)
    yield from request(pov)


def notices(pov: Pov) -> Iterator[p.NoticePart]:
    session, state, zone = pov.session, pov.session.status.state, pov.session.setting.zone
    facilitates = pov.facilitates
    if state == "planned":
        yield p.NoticePart("notice", "planned", until=iso(session.setting.start), zone=zone)
    elif state == "suspended":
        yield p.NoticePart("notice", "suspended", can=("resume_session", "stop_session") if facilitates else ())
    elif state in ENDED:
        yield p.NoticePart("notice", state, until=iso(session.status.plan_until), zone=zone)
    elif session.client and session.roster.away(session.client):
        yield _client_gone(pov)
    elif session.clock.break_until:
        can = ("resume_clock",) if facilitates else ()
        yield p.NoticePart("notice", "break", until=iso(session.clock.break_until), can=can, zone=zone)
    elif session.position.detour >= 0:
        yield p.NoticePart("notice", "detour")


def _client_gone(pov: Pov) -> p.NoticePart:
    can: tuple[str, ...] = ()
    if pov.facilitates:
        other = () if presented(pov.session) else ("take_another_subject",)
        can = ("mark_presence", *other, "stop_session")
    return p.NoticePart("notice", "client_gone", pov.name(pov.session.client), can=can, member=pov.session.client)


def step(pov: Pov) -> p.StepPart:
    session, here, stage = pov.session, pov.step, pov.stage
    assert here is not None
    assert stage is not None
    audience = "client" if pov.is_client else "consultants" if pov.role == roles.CONSULTANT else "everyone"
    return p.StepPart(
        id="step",
        step=here.id,
        stage=stage.id,
        title=here.title,
        sentence=_sentence(pov),
        purpose=_or(words_at(here, "purpose", audience), words_at(here, "purpose", "everyone")),
        client=pov.name(client_of_step(pov)),
        number=session.position.step + 1,
        count=len(session.setting.steps),
    )


def _sentence(pov: Pov) -> Words:
    """The stage's own sentence, the first session's, the step's."""
    stage = f"sentence_{pov.stage.id}" if pov.stage else ""
    first = "sentence_first" if pov.session.setting.first_session else ""
    found = (pov.words(key) for key in (stage, first, "sentence") if key)
    return next((words for words in found if words.fr), NO_WORDS)


def client_of_step(pov: Pov) -> str:
    """Whom the step's words mean by {client}: the last session's client in the follow-up, the person proposed in the choice."""
    session = pov.session
    if session.client:
        return session.client
    if pov.step_gives("follow_up"):
        return session.setting.last_client
    return session.choosing.proposed_member


def clock(pov: Pov) -> p.ClockPart:
    session, it = pov.session, pov.session.clock
    end, zone = iso(it.end), session.setting.zone
    whole = session.setting.format.minutes
    planned = iso(session.setting.start) if not whole else _planned_end(session)
    minutes = it.budget.get(it.step, 0)
    if session.status.state == "planned":
        return p.ClockPart("clock", "planned", iso(session.setting.start), end=end, planned_end=planned, zone=zone)
    if session.status.state in ENDED:
        return p.ClockPart("clock", "ended", end=end, planned_end=planned, zone=zone)
    if it.break_until:
        return p.ClockPart("clock", "break", iso(it.break_until), minutes=minutes, end=end, planned_end=planned, zone=zone)
    if not minutes:
        return p.ClockPart("clock", "untimed", end=end, planned_end=planned, zone=zone)
    if it.since is None:
        left = int(remaining(session, pov.at))
        return p.ClockPart("clock", "paused", remaining=left, minutes=minutes, end=end, planned_end=planned, zone=zone)
    return p.ClockPart("clock", "running", iso(deadline(session)), minutes=minutes, end=end, planned_end=planned, zone=zone)


def _planned_end(session: Session) -> str:
    return iso(session.setting.start + timedelta(minutes=session.setting.format.minutes))


def seats(pov: Pov) -> p.SeatsPart:
    return p.SeatsPart("seats", tuple(_seat(pov, member) for member in pov.session.people))


def _seat(pov: Pov, member: str) -> p.Seat:
    session = pov.session
    away = session.roster.away(member) or member in pov.away
    return p.Seat(
        member=member,
        name=pov.name(member),
        role=session.role(member),
        turn=session.turns.floor == member,
        hand=member in session.turns.hands,
        silent=pov.running and not may_speak(session, member),
        away=away,
        paper=member in session.roster.paper,
        mark=_mark(pov, member) if pov.facilitates and pov.running else "",
    )


def _mark(pov: Pov, member: str) -> str:
    """A quiet sign, for the facilitator alone (S24)."""
    step = pov.step
    how = pov.session.turns.heard_in(step.id).get(member, "") if step else ""
    return how or ("not-yet" if member in pov.unheard else "")


def floor(pov: Pov) -> p.FloorPart:
    session, stage = pov.session, pov.stage
    assert stage is not None
    speaker = session.turns.floor
    answers = stage.answers and speaker and not session.is_in(speaker, stage.answers) and speaker != session.facilitator
    answering = client_of_step(pov) if answers else ""
    reacting = session.reacting
    clearer = pov.name(session.client) if reacting.clearer and pov.someone_may("make_clearer") else ""
    return p.FloorPart(
        id="floor",
        floor=stage.floor,
        speaker=pov.name(speaker),
        answering=pov.name(answering),
        following=pov.named(following(pov)),
        moment=pov.name(reacting.moment) if pov.someone_may("moment") else "",
        clearer=clearer,
    )


def following(pov: Pov) -> tuple[str, ...]:
    """Who comes next: hands in their order; in a go-round, the next place at the table."""
    session, stage = pov.session, pov.stage
    if session.turns.hands or stage is None or stage.floor != "go_round":
        return session.turns.hands[:2]
    return tuple(m for m in pov.unheard if may_speak(session, m))[:1]


def request(pov: Pov) -> Iterator[p.RequestPart]:
    """The subject once there is a client; the agreed request to the end. An observer sees it from the agreement on."""
    session, agreeing = pov.session, pov.session.agreeing
    if not session.client:
        return
    subject = session.choosing.find(session.choosing.subject)
    text = subject.text if subject else ""
    words = agreeing.request if (pov.is_client or pov.facilitates) and not _words_behind(session) else agreeing.held
    agreed = words is agreeing.held and _agreed(session)
    if pov.role == roles.OBSERVER and not agreed:
        return
    if words is None:
        yield p.RequestPart("request", "subject", pov.name(session.client), text, on_paper=not text)
        return
    state = "agreed" if agreed else "worded" if words.confirmed else "dictated"
    earlier = tuple(r.question for r in agreeing.requests if r.confirmed and r is not words)
    yield p.RequestPart("request", state, pov.name(session.client), text, words.question, words.expectation, earlier, not text)


def _agreed(session: Session) -> bool:
    """Agreed by all, or left behind with its step."""
    agreeing = session.agreeing
    if agreeing.held is None or _words_behind(session):
        return agreeing.held is not None
    everyone = agreeing.everyone_agreed or set(session.consultants) <= agreeing.agreed
    return agreeing.held is agreeing.request and everyone and not agreeing.unclear


def _words_behind(session: Session) -> bool:
    """Whether the step of the request has been left; a further question is no leaving."""
    return stage_with(session, "word_request") is None and session.position.detour < 0


def take_break(pov: Pov) -> Iterator[p.BreakPart]:
    """The break that the format proposes is offered to the facilitator; it is taken from nobody silently."""
    proposed = proposed_break(pov.session)
    if proposed and pov.running and not pov.session.clock.break_until:
        found = pov.session.setting.format.step(proposed)
        yield p.BreakPart("break", found.break_before, found.title)


def _or(words: Words, other: Words) -> Words:
    return words if words.fr else other
