"""One person's own: notes, questions kept for later, her bag, her preparation, her learnings (C1).

A stream of its own across the cycle; nobody else's page, not even the facilitator's, is ever made from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from .base import Order, OwnCommand, OwnFact, Refusal, refuse_text
from .ripening import DropSubject, Preparation, Prepare, Prepared, PrepareSubject, decide_subject
from .session import Session

NOTHING_YET = Preparation()
OwnOutcome = tuple[OwnFact, ...] | Refusal


@dataclass(frozen=True)
class Note:
    """kind: note, question (kept for later) or typed (left unsent as the step changed)."""

    id: str
    session: str
    step: str
    kind: str
    text: str


@dataclass(frozen=True)
class Line:
    """A line of the bag. not_yet: does not resonate yet. aside: set aside in the synthesis."""

    id: str
    session: str
    text: str
    not_yet: bool = False
    aside: bool = False


@dataclass(frozen=True)
class OwnLearning:
    id: str
    session: str
    kind: str
    text: str


@dataclass(frozen=True)
class Notebook:
    notes: tuple[Note, ...] = ()
    bag: tuple[Line, ...] = ()
    subjects: tuple[Preparation, ...] = ()
    focus: str = ""
    learnings: tuple[OwnLearning, ...] = ()
    kept: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    dropped: frozenset[tuple[str, str]] = frozenset()
    made: int = 0

    @property
    def preparation(self) -> Preparation:
        """The subject in focus: the one that a room shows."""
        return next((one for one in self.subjects if one.id == self.focus), NOTHING_YET)

    @property
    def written(self) -> tuple[str, ...]:
        """The ids of notes, lines of the bag and learnings."""
        return (*(n.id for n in self.notes), *(x.id for x in self.bag), *(own.id for own in self.learnings))

    @property
    def copies(self) -> Iterator[tuple[str, str, str]]:
        """(session, what, text) of all that she kept and has not taken away since."""
        items = ((session, what, text) for session, found in self.kept.items() for what, text in found)
        return (item for item in items if not self.dropped or (item[0], copy_name(*item[1:])) not in self.dropped)

    def add(self, **changes: Any) -> Notebook:
        return replace(self, made=self.made + 1, **changes)


def copy_name(what: str, text: str) -> str:
    """By which a copy is known without its words."""
    return f"{what}.{sha256(text.encode()).hexdigest()[:16]}"


class WriteNote(OwnCommand):
    """A note that nobody else reads."""

    text: str


class KeepQuestion(OwnCommand):
    """A question kept for the step where it will be welcome (S10)."""

    text: str


class KeepText(OwnCommand):
    """What was being typed when the step changed becomes a note."""

    text: str
    step: str = ""


class DropNote(OwnCommand):
    """Take one's note away; or a line of one's bag, or one's learning."""

    note: str


class DropCopy(OwnCommand):
    """Take away what was kept of a session at its end. copy: see `copy_name`."""

    session: str
    copy: str


class NoteInBag(OwnCommand):
    """The client gathers a line in her bag (S15, S16)."""

    text: str


class MarkNotYet(OwnCommand):
    """This line does not resonate yet, or does after all."""

    line: str
    not_yet: bool = True


class SetLineAside(OwnCommand):
    """Set a line aside, or take it back."""

    line: str
    aside: bool = True


class NoteLearning(OwnCommand):
    """What I learned, enjoyed, will apply: for myself (S21)."""

    text: str
    kind: Literal["learned", "enjoyed", "will_apply"] = "learned"


class NoteWritten(OwnFact):
    note: str
    session: str
    step: str
    kind: str
    text: str

    def onto(self, book: Notebook) -> Notebook:
        return book.add(notes=(*book.notes, Note(self.note, self.session, self.step, self.kind, self.text)))


class NoteDropped(OwnFact):
    note: str

    def onto(self, book: Notebook) -> Notebook:
        gone = self.note
        notes, bag = tuple(n for n in book.notes if n.id != gone), tuple(x for x in book.bag if x.id != gone)
        return replace(book, notes=notes, bag=bag, learnings=tuple(own for own in book.learnings if own.id != gone))


class CopyDropped(OwnFact):
    session: str
    copy: str

    def onto(self, book: Notebook) -> Notebook:
        return replace(book, dropped=book.dropped | {(self.session, self.copy)})


class BagFilled(OwnFact):
    line: str
    session: str
    text: str

    def onto(self, book: Notebook) -> Notebook:
        return book.add(bag=(*book.bag, Line(self.line, self.session, self.text)))


class LineMarked(OwnFact):
    line: str
    not_yet: bool
    aside: bool

    def onto(self, book: Notebook) -> Notebook:
        marked = (replace(x, not_yet=self.not_yet, aside=self.aside) if x.id == self.line else x for x in book.bag)
        return replace(book, bag=tuple(marked))


class LearningNoted(OwnFact):
    learning: str
    session: str
    kind: str
    text: str

    def onto(self, book: Notebook) -> Notebook:
        return book.add(learnings=(*book.learnings, OwnLearning(self.learning, self.session, self.kind, self.text)))


class CopiesKept(OwnFact):
    """What was hers in a session, as it stood at its end (C3). what: subject, request, expectation, action or learning."""

    session: str
    what: tuple[str, ...]
    texts: tuple[str, ...]

    def onto(self, book: Notebook) -> Notebook:
        return replace(book, kept={**book.kept, self.session: tuple(zip(self.what, self.texts, strict=True))})


def evolve_own(book: Notebook, fact: OwnFact, at: datetime) -> Notebook:
    """What the notebook is once this has taken place. Pure."""
    become: Any = fact
    changed: Notebook = become.onto(book)
    return changed


def replay_own(rows: Iterable[tuple[datetime, tuple[OwnFact, ...]]]) -> Notebook:
    book = Notebook()
    for at, facts in rows:
        for fact in facts:
            book = evolve_own(book, fact, at)
    return book


def decide_own(book: Notebook, session: Session | None, order: Order, where: str = "") -> OwnOutcome:
    """What someone's order does to her own notebook. `where`: the session's id; `session`: its state, read only.

    Refused: somebody else's hand (C1), nothing written, too long, a bag without being the client.
    """
    command = order.command
    if not isinstance(command, OwnCommand):
        return Refusal("not_understood", "C1")
    if order.recorded_by:
        return Refusal("not_yours", "C1")
    refusal = _words(command)
    if refusal:
        return refusal
    step = session.step.id if session and session.step else ""
    return _write(book, session, order.by, command, where, step)


def _write(book: Notebook, session: Session | None, by: str, command: OwnCommand, where: str, step: str) -> OwnOutcome:
    new = str(book.made + 1)
    match command:
        case WriteNote(text=text):
            return (NoteWritten(f"n{new}", where, step, "note", text.strip()),)
        case KeepQuestion(text=text):
            return (NoteWritten(f"n{new}", where, step, "question", text.strip()),)
        case KeepText(text=text, step=left):
            return (NoteWritten(f"n{new}", where, left or step, "typed", text.strip()),)
        case NoteInBag(text=text):
            hers = session is not None and session.client == by
            return (BagFilled(f"b{new}", where, text.strip()),) if hers else _client_only(session)
        case NoteLearning(text=text, kind=kind):
            return (LearningNoted(f"l{new}", where, kind, text.strip()),)
        case Prepare():
            text, situation, tried, hope = (v.strip() for v in (command.text, command.situation, command.tried, command.expectation))
            return (Prepared(command.kind, text, situation, tried, hope, command.for_information),)
        case PrepareSubject() | DropSubject():
            return decide_subject(book, command)
        case _:
            return _mark(book, command)


def _mark(book: Notebook, command: OwnCommand) -> OwnOutcome:
    match command:
        case DropNote(note=note) if note in book.written:
            return (NoteDropped(note),)
        case DropCopy(session=kept_of, copy=copy) if any((s, copy_name(*item)) == (kept_of, copy) for s, *item in book.copies):
            return (CopyDropped(kept_of, copy),)
        case MarkNotYet(line=line_id, not_yet=not_yet):
            line = next((x for x in book.bag if x.id == line_id), None)
            return (LineMarked(line_id, not_yet, line.aside),) if line else Refusal("not_understood", "C1")
        case SetLineAside(line=line_id, aside=aside):
            line = next((x for x in book.bag if x.id == line_id), None)
            return (LineMarked(line_id, line.not_yet, aside),) if line else Refusal("not_understood", "C1")
        case _:
            return Refusal("not_understood", "C1")


def _client_only(session: Session | None) -> Refusal:
    return Refusal("client_only", "C1", params=(("client", session.client if session else ""),))


def _words(command: OwnCommand) -> Refusal | None:
    optional = isinstance(command, Prepare | PrepareSubject)
    for item in fields(command):  # type: ignore[arg-type]  # every own command is a dataclass: base.py makes it so
        value = getattr(command, item.name)
        refusal = refuse_text(value, "C1") if isinstance(value, str) else None
        if refusal:
            return refusal
        if item.name == "text" and not value.strip() and not optional:
            return Refusal("empty", "C1")
    return None
