"""What is one's own, from the notebook; a sign, a role."""

from __future__ import annotations

from typing import NamedTuple

from ...words import Words
from .base import Part


class NoteRow(NamedTuple):
    id: str
    text: str
    kind: str
    step: Words


class NotesPart(Part, slot="mine"):
    """My notes; kept questions can be asked where questions are welcome.

    prompt: note or question, what one is invited to write while one listens.
    """

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
    """shown: whatever becomes an action now is read by everyone at once."""

    rows: tuple[LineRow, ...]
    may_write: bool
    may_plan: bool
    shown: bool = False


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


class WherePart(Part, slot="care"):
    """Whether I take part from elsewhere: one tap, so that the wall and the others know."""

    member: str
    remote: bool


class TakeOverPart(Part, slot="notice"):
    """The role can be taken by its reader: back (it was hers first) or as the deputy."""

    facilitator: str
    how: str
