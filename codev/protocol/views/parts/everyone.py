"""What everyone sees."""

from __future__ import annotations

from ...words import NO_WORDS, Words
from .base import Later, Part, Seat


class NoticePart(Part, slot="notice"):
    """A state of the whole session: planned, suspended, break, client_gone, closed, plan_to_come, stopped, absent, detour.

    until: ISO instant, where there is one. can: the commands that its reader may give about it, where need be for `member`.
    leads: its reader facilitates; said before the session, which waits for her.
    """

    state: str
    name: str = ""
    until: str = ""
    can: tuple[str, ...] = ()
    member: str = ""
    zone: str = "UTC"
    leads: bool = False


class StepPart(Part, slot="step"):
    step: str
    stage: str
    title: Words
    sentence: Words
    purpose: Words
    client: str
    number: int
    count: int


class ClockPart(Part, slot="clock"):
    """state: running (deadline), paused (remaining seconds), break (deadline), untimed, planned (deadline is the start), ended.

    Instants are ISO 8601 in UTC; `zone` is the session's; `planned_end` differs from `end` once the end was moved.
    """

    state: str
    deadline: str = ""
    remaining: int = 0
    minutes: int = 0
    end: str = ""
    planned_end: str = ""
    zone: str = "UTC"


class SeatsPart(Part, slot="seats"):
    seats: tuple[Seat, ...]


class FloorPart(Part, slot="floor"):
    """Who has the turn, who comes next. answering: who answers the speaker. moment, clearer: the client's signs."""

    floor: str
    speaker: str = ""
    answering: str = ""
    following: tuple[str, ...] = ()
    moment: str = ""
    clearer: str = ""


class RequestPart(Part, slot="request"):
    """What everyone keeps before their eyes: the subject, then the agreed request to the end (S27).

    state: subject, dictated, worded or agreed.
    """

    state: str
    owner: str
    subject: str
    question: str = ""
    expectation: str = ""
    earlier: tuple[str, ...] = ()
    on_paper: bool = False


class NowPart(Part, slot="now"):
    """The one instruction; what I may do; what is welcome later, and where (S2, S26)."""

    now: Words
    aside: Words = NO_WORDS
    silence: bool = False
    may: tuple[Words, ...] = ()
    later: tuple[Later, ...] = ()
    starters: tuple[Words, ...] = ()
    client: str = ""
    facilitator: str = ""


class TurnPart(Part, slot="turn"):
    """mine: I have the turn. can: among ask_turn, lower_hand, take_turn, finish_turn, pass_turn. ahead: how many asked before me."""

    mine: bool
    can: tuple[str, ...]
    asked: bool = False
    ahead: int = 0
    go_round: bool = False
