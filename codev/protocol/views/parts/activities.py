"""What one does in a step."""

from __future__ import annotations

from typing import NamedTuple

from ...words import Words
from .base import Part, Person


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
    recorded: bool = False


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
    recorded: bool = False


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
