"""The facilitator's own."""

from __future__ import annotations

from typing import NamedTuple

from ...words import Words
from .base import Part, Person, Watch


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

    who: client, last_client, consultants, consultants_and_client, go_round or nobody will speak in it.
    calm: nobody else is speaking and no silence is on; otherwise the way on asks once more. undo_until: ISO instant.
    only_plan: to close, nothing but the plan is missing, and it may come later (S20). unasked: the proposed client has not said yes (S9).
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
    calm: bool = True
    only_plan: bool = False
    unasked: bool = False


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
    remote: bool = False


class PeoplePart(Part, slot="hand"):
    """Who is here, who takes part on paper, who may take over."""

    rows: tuple[PersonRow, ...]


class PlanRow(NamedTuple):
    """Someone's plan of before, action by action."""

    client: Person
    actions: tuple[Person, ...]


class RecordPart(Part, slot="hand"):
    """Record for someone without a device: for whom, and what can be recorded now."""

    people: tuple[Person, ...]
    acts: tuple[str, ...]
    client: Person | None = None
    plans: tuple[PlanRow, ...] = ()
    subjects: tuple[Person, ...] = ()


class SignalRow(NamedTuple):
    member: str
    name: str
    sign: str
    answer: str


class SignalsPart(Part, slot="signals"):
    rows: tuple[SignalRow, ...]
