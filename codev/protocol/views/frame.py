"""What stands around everything: notice, step, clock, seats, floor, request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from .. import roles
from ..clock import at_rest, deadline
from ..rules.moving import presented, stage_with
from ..session import Session
from ..words import NO_WORDS, Words
from . import parts as p
from .kept import kept, together
from .side import Side
from .wording import iso, words_at

ENDED = ("closed", "plan_to_come", "stopped")


@kept("session.clock", "session.turns.heard")
def notices(side: Side) -> Iterator[p.NoticePart]:
    session, state, zone = side.session, side.session.status.state, side.session.setting.zone
    facilitates = side.facilitates
    if state == "planned":
        yield p.NoticePart("notice", "planned", until=iso(session.setting.start), zone=zone, leads=facilitates)
    elif state == "suspended":
        yield p.NoticePart("notice", "suspended", can=("resume_session", "stop_session") if facilitates else ())
    elif state in ENDED:
        yield p.NoticePart("notice", state, until=iso(session.status.plan_until), zone=zone)
    elif session.client and session.roster.away(session.client):
        yield _client_gone(side)
    elif session.clock.break_until:
        can = ("resume_clock",) if facilitates else ()
        yield p.NoticePart("notice", "break", until=iso(session.clock.break_until), can=can, zone=zone)
    elif session.position.detour >= 0:
        yield p.NoticePart("notice", "detour")


def _client_gone(side: Side) -> p.NoticePart:
    can: tuple[str, ...] = ()
    if side.facilitates:
        other = () if presented(side.session) else ("take_another_subject",)
        can = ("mark_presence", *other, "stop_session")
    return p.NoticePart("notice", "client_gone", side.name(side.session.client), can=can, member=side.session.client)


@kept()
def step(side: Side) -> Iterator[p.StepPart]:
    session, here, stage = side.session, side.step, side.stage
    if here is None or stage is None:
        return
    audience = "client" if side.is_client else "consultants" if side.role == roles.CONSULTANT else "everyone"
    yield p.StepPart(
        id="step",
        step=here.id,
        stage=stage.id,
        title=here.title,
        sentence=_sentence(side),
        purpose=_or(words_at(here, "purpose", audience), words_at(here, "purpose", "everyone")),
        client=client_named(side),
        number=session.position.step + 1,
        count=len(session.setting.steps),
    )


def counted(side: Side) -> bool:
    """Whether the sticks are counted and nobody is proposed yet (S7)."""
    vote = side.session.choosing.vote
    return vote is not None and vote.closed and side.someone_may("vote") and not side.session.choosing.proposed


def _sentence(side: Side) -> Words:
    """The stage's own sentence, the first session's, the step's."""
    stage = "sentence_counted" if counted(side) else f"sentence_{side.stage.id}" if side.stage else ""
    first = "sentence_first" if side.session.setting.first_session else ""
    found = (side.words(key) for key in (stage, first, "sentence") if key)
    return next((words for words in found if words.fr), NO_WORDS)


def client_of_step(side: Side) -> str:
    """Whom the step's words mean by {client}: the last session's client in the follow-up, the person proposed in the choice."""
    session = side.session
    if session.client:
        return session.client
    if side.step_gives("follow_up"):
        return "".join(session.setting.last_clients[:1])
    return session.choosing.proposed_member


def client_named(side: Side) -> str:
    """The same by name; in a follow-up of several plans, all their names (S31)."""
    if side.step_gives("follow_up") and not side.session.client:
        return ", ".join(side.named(side.session.setting.last_clients))
    return side.name(client_of_step(side))


@kept("session.clock")
def clock(side: Side) -> Iterator[p.ClockPart]:
    yield _clock(side.session)


def _clock(session: Session) -> p.ClockPart:
    it = session.clock
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
        left = int(at_rest(session))
        return p.ClockPart("clock", "paused", remaining=left, minutes=minutes, end=end, planned_end=planned, zone=zone)
    return p.ClockPart("clock", "running", iso(deadline(session)), minutes=minutes, end=end, planned_end=planned, zone=zone)


def _planned_end(session: Session) -> str:
    return iso(session.setting.start + timedelta(minutes=session.setting.format.minutes))


@kept("session.turns", "session.planning.help", "away")
def seats(side: Side) -> Iterator[p.SeatsPart]:
    yield p.SeatsPart("seats", tuple(_seat(side, member) for member in side.session.people))


def _seat(side: Side, member: str) -> p.Seat:
    session = side.session
    away = session.roster.away(member) or member in side.away
    return p.Seat(
        member=member,
        name=side.name(member),
        role=session.role(member),
        turn=session.turns.floor == member,
        hand=member in session.turns.hands,
        silent=side.running and member not in side.scene.speakers,
        away=away,
        paper=member in session.roster.paper,
        remote=member in session.roster.remote,
        mark=_mark(side, member) if side.facilitates and side.running else "",
    )


def _mark(side: Side, member: str) -> str:
    """A quiet sign, for the facilitator alone (S24)."""
    step = side.step
    how = side.session.turns.heard_in(step.id).get(member, "") if step else ""
    return how or ("not-yet" if member in side.scene.unheard else "")


@kept("session.turns", "session.planning.help", "session.reacting.moment", "session.reacting.clearer")
def floor(side: Side) -> Iterator[p.FloorPart]:
    session, stage = side.session, side.stage
    if stage is None:
        return
    speaker = session.turns.floor
    answers = stage.answers and speaker and not session.is_in(speaker, stage.answers) and speaker != session.facilitator
    answering = client_named(side) if answers else ""
    reacting = session.reacting
    clearer = side.name(session.client) if reacting.clearer and side.someone_may("make_clearer") else ""
    yield p.FloorPart(
        id="floor",
        floor=stage.floor,
        speaker=side.name(speaker),
        answering=answering,
        following=side.named(following(side)),
        moment=side.name(reacting.moment) if side.someone_may("moment") else "",
        clearer=clearer,
    )


def following(side: Side) -> tuple[str, ...]:
    """Who comes next: hands in their order; in a go-round, the next place at the table."""
    session, stage = side.session, side.stage
    if session.turns.hands or stage is None or stage.floor != "go_round":
        return session.turns.hands[:2]
    return tuple(m for m in side.scene.unheard if m in side.scene.speakers)[:1]


@kept("session.agreeing")
def request(side: Side) -> Iterator[p.RequestPart]:
    """The subject once there is a client; the agreed request to the end. An observer sees it from the agreement on."""
    session, agreeing = side.session, side.session.agreeing
    if not session.client:
        return
    subject = session.choosing.find(session.choosing.subject)
    text = subject.text if subject else ""
    words = agreeing.request if (side.is_client or side.facilitates) and not _words_behind(session) else agreeing.held
    agreed = words is agreeing.held and _agreed(session)
    if side.role == roles.OBSERVER and not agreed:
        return
    if words is None:
        yield p.RequestPart("request", "subject", side.name(session.client), text, on_paper=not text)
        return
    state = "agreed" if agreed else "worded" if words.confirmed else "dictated"
    earlier = tuple(r.question for r in agreeing.requests if r.confirmed and r is not words)
    yield p.RequestPart("request", state, side.name(session.client), text, words.question, words.expectation, earlier, not text)


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


def _or(words: Words, other: Words) -> Words:
    return words if words.fr else other


frame = together(notices, step, clock, seats, floor, request)
