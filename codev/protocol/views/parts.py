"""The parts of a page, as values: each holds all that its template may use, and nothing that its reader may not see.

`id` is the part's place in the page, unique in a view; `kind` names its template; `slot` the container it stands in.
Two people whose parts are equal get the same bytes; whoever must not see something has another value.
"""

from __future__ import annotations

import dataclasses
from typing import ClassVar, NamedTuple, dataclass_transform

from ..words import NO_WORDS, Words

KINDS: dict[str, type[Value]] = {}


@dataclass_transform(frozen_default=True)
class Value:
    """A frozen dataclass that enters the table of kinds."""

    kind: ClassVar[str]
    slot: ClassVar[str]

    def __init_subclass__(cls, slot: str = "work") -> None:
        dataclasses.dataclass(frozen=True)(cls)
        cls.kind = cls.__name__.removesuffix("Part").lower()
        cls.slot = slot
        if cls.kind:
            KINDS[cls.kind] = cls


class Part(Value):
    id: str


class Person(NamedTuple):
    member: str
    name: str


class Seat(NamedTuple):
    """One place at the table. mark: spoken, passed or not-yet, on the facilitator's page alone (S24)."""

    member: str
    name: str
    role: str
    turn: bool = False
    hand: bool = False
    silent: bool = False
    away: bool = False
    paper: bool = False
    mark: str = ""


class Later(NamedTuple):
    words: Words
    step: Words


class Watch(NamedTuple):
    see: Words
    do: Words
    say: Words


# ------------------------------------------------ what everyone sees


class NoticePart(Part, slot="notice"):
    """A state of the whole session: planned, suspended, break, client_gone, closed, plan_to_come, stopped, absent, detour.

    until: ISO instant, where there is one. can: the commands that its reader may give about it, where need be for `member`.
    """

    state: str
    name: str = ""
    until: str = ""
    can: tuple[str, ...] = ()
    member: str = ""
    zone: str = "UTC"


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


# ------------------------------------------------ the facilitator's own


class SayPart(Part, slot="say"):
    """The lines to say: to open the step, and to close it."""

    open: tuple[Words, ...]
    close: tuple[Words, ...]
    client: str = ""
    request: str = ""


class WatchPart(Part, slot="guide"):
    items: tuple[Watch, ...]
    remote: Words
    in_room: Words
    client: str = ""


class QueuePart(Part, slot="queue"):
    """Who asked, in order; whoever is still to be heard; who has the floor."""

    hands: tuple[Person, ...]
    unheard: tuple[Person, ...]
    speaker: Person | None
    suggested: Person | None


class GateRow(NamedTuple):
    gate: str
    names: tuple[str, ...]
    missing: int
    do: str


class GatePart(Part, slot="gate"):
    """What the step still waits for (or, at closing, the last steps together), and the way past with a reason."""

    rows: tuple[GateRow, ...]
    closing: bool
    do: str
    client: str = ""
    reservation: bool = False


class BarPart(Part, slot="bar"):
    """on: the one way on (start_session, next_stage, go_on, close_session); ready: nothing is waited for.

    who: client, consultants, consultants_and_client, go_round or nobody will speak in it. undo_until: ISO instant.
    """

    on: str
    ready: bool
    title: Words
    who: str
    client: str
    back: bool
    paused: bool
    timed: bool
    undo_until: str = ""
    stage: str = ""


class OfferRow(NamedTuple):
    step: str
    title: Words
    minutes: int
    end: str
    reserved: bool


class LatePart(Part, slot="late"):
    minutes: int
    expected: str
    end: str
    offers: tuple[OfferRow, ...]
    zone: str = "UTC"


class BreakPart(Part, slot="late"):
    minutes: int
    title: Words


class PersonRow(NamedTuple):
    member: str
    name: str
    presence: str
    paper: bool
    client: bool
    deputy: bool
    can_facilitate: bool


class PeoplePart(Part, slot="hand"):
    """Who is here, who takes part on paper, who may take over."""

    rows: tuple[PersonRow, ...]


class RecordPart(Part, slot="hand"):
    """Record for someone without a device: for whom, and what can be recorded now."""

    people: tuple[Person, ...]
    acts: tuple[str, ...]
    client: Person | None = None
    actions: tuple[Person, ...] = ()
    subjects: tuple[Person, ...] = ()


class SignalRow(NamedTuple):
    member: str
    name: str
    sign: str
    answer: str


class SignalsPart(Part, slot="signals"):
    rows: tuple[SignalRow, ...]


# ------------------------------------------------ what one does in a step


class ActionRow(NamedTuple):
    id: str
    text: str
    when: str = ""
    state: str = ""
    words: str = ""
    slot: str = ""
    date: str = ""
    recorded: bool = False


class Felt(NamedTuple):
    name: str
    mood: str


class MoodPart(Part, slot="work"):
    """Words of mood, gone when the session ends; they never enter the log (S4)."""

    mine: str
    rows: tuple[Felt, ...]


class FollowPart(Part, slot="work"):
    actions: tuple[ActionRow, ...]
    name: str
    may_report: bool
    may_close: bool
    postponed: bool = False


class SubjectRow(NamedTuple):
    id: str
    text: str
    owner: str
    information: bool
    mine: bool
    sticks: int
    counted: bool
    proposed: bool
    former: bool
    can: tuple[str, ...]


class SubjectsPart(Part, slot="work"):
    """The subjects on the table. `sticks` once the vote is closed. tie: ids of those with the most sticks alike."""

    rows: tuple[SubjectRow, ...]
    may_offer: bool
    may_propose: bool
    may_vote_on: bool
    tie: tuple[str, ...]
    on_paper: tuple[Person, ...] = ()


class VotePart(Part, slot="work"):
    """My ballot, seen by me alone (C2). voted, voters: how many have voted, for the facilitator."""

    subjects: tuple[tuple[str, str, str], ...]
    weights: tuple[int, ...]
    mine: tuple[str, ...]
    have_voted: bool
    may_vote: bool
    may_close: bool
    voted: int
    voters: int
    few: bool


class ConsentPart(Part, slot="work"):
    """ask: what I am asked (client, group or nothing). reserved: I confided a reservation."""

    subject: str
    owner: str
    ask: str
    client_yes: bool
    group_yes: bool
    mine: bool
    reserved: bool
    former: bool
    reason: str = ""
    how: str = ""
    may_record: bool = False
    member: str = ""


class AskPart(Part, slot="work"):
    """Write a question, or say that it is clear."""

    clear: bool
    may_write: bool


class QuestionPart(Part, slot="questions"):
    question: str
    text: str
    by: str
    answer: str
    declined: bool
    may_answer: bool
    recorded: bool = False


class AnswerPart(Part, slot="work"):
    """The client's: decline aloud, one moment."""

    declined: bool
    moment: bool


class ReformulatePart(Part, slot="work"):
    text: str
    revealed: bool


class Sentence(NamedTuple):
    by: str
    text: str
    lit: bool


class ReformulationsPart(Part, slot="work"):
    """Revealed together; written: how many stand ready, before."""

    rows: tuple[Sentence, ...]
    revealed: bool
    written: int
    may_reveal: bool


class WordingPart(Part, slot="work"):
    """The client's own words. Nobody else has this part."""

    question: str
    expectation: str
    subject: str
    state: str
    may_reopen: bool
    starters: tuple[Words, ...] = ()


class DictationPart(Part, slot="work"):
    """The facilitator writes at the client's dictation, reads back, notes the yes."""

    client: Person
    question: str
    expectation: str
    state: str


class AgreePart(Part, slot="work"):
    mine: bool
    unclear: bool
    names: tuple[str, ...]


class ReactPart(Part, slot="work"):
    """Write a reaction; most are spoken."""

    client: str
    starters: tuple[Words, ...] = ()


class ReactionPart(Part, slot="reactions"):
    """to: client (for her alone) or all."""

    reaction: str
    sort: str
    text: str
    by: str
    to: str
    mine: bool
    may_share: bool
    recorded: bool = False


class ListenPart(Part, slot="work"):
    moment: bool
    clearer: bool
    may_clearer: bool


class PlanPart(Part, slot="plan"):
    """The one text (S20). draft: seen by the client alone until the silence ends."""

    actions: tuple[ActionRow, ...]
    draft: bool
    may_edit: bool
    client: str
    version: int
    client_yes: bool
    facilitator_yes: bool
    may_confirm: bool
    missing: int
    fewer: str
    help: str
    may_help: bool
    recorded_for: str = ""


class ConcludePart(Part, slot="work"):
    """Sharing a learning, a partner for the client, the next date."""

    may_share: bool
    partners: tuple[Person, ...]
    partner: str
    partner_answer: str
    asked_of_me: bool
    next_start: str
    free: bool
    all_free: bool
    may_mark_free: bool
    zone: str = "UTC"


class LearningPart(Part, slot="learnings"):
    sort: str
    text: str
    by: str


class RecordedGate(NamedTuple):
    step: Words
    gates: tuple[str, ...]
    reason: str
    word: str


class OnRecordPart(Part, slot="record"):
    """Gates passed with a reason: the group sees them, nobody else."""

    rows: tuple[RecordedGate, ...]


# ------------------------------------------------ one's own, from the notebook


class NoteRow(NamedTuple):
    id: str
    text: str
    kind: str
    step: Words


class NotesPart(Part, slot="mine"):
    """My notes; kept questions can be asked where questions are welcome. prompt: note or question, what one is invited to write."""

    rows: tuple[NoteRow, ...]
    prompt: str
    may_ask: bool


class LineRow(NamedTuple):
    id: str
    text: str
    not_yet: bool
    aside: bool
    used: bool


class BagPart(Part, slot="bag"):
    rows: tuple[LineRow, ...]
    may_write: bool
    may_plan: bool


class PreparationPart(Part, slot="mine"):
    matter: str
    text: str
    situation: str
    tried: str
    expectation: str
    for_information: bool
    may_offer: bool


class OwnLearningsPart(Part, slot="mine"):
    rows: tuple[tuple[str, str], ...]
    may_write: bool


class CarePart(Part, slot="care"):
    """A sign to the facilitator alone."""

    facilitator: str
    sign: str
    answer: str


class TakeOverPart(Part, slot="notice"):
    """The role can be taken by its reader: back (it was hers first) or as the deputy."""

    facilitator: str
    how: str
