"""Subjects that ripen in one person's notebook, several of them, one in focus (B9, P12). Sharing one is an act of hers elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from .base import OwnCommand, OwnFact, Refusal

if TYPE_CHECKING:
    from .notebook import Notebook

Matter = Literal["", "problem", "project", "concern"]
MOST_SUBJECTS = 30


@dataclass(frozen=True)
class Preparation:
    """A subject: kind, the sentence, the situation, what was tried, what is expected. treated: in which session it was taken up."""

    kind: str = ""
    text: str = ""
    situation: str = ""
    tried: str = ""
    expectation: str = ""
    for_information: bool = False
    id: str = ""
    treated: str = ""


class Prepare(OwnCommand):
    """The subject in focus, seen by oneself as long as nothing is shared (B9)."""

    kind: Matter = ""
    text: str = ""
    situation: str = ""
    tried: str = ""
    expectation: str = ""
    for_information: bool = False


class PrepareSubject(OwnCommand):
    """One subject among several, which comes into focus; without an id a new one."""

    subject: str = ""
    kind: Matter = ""
    text: str = ""
    situation: str = ""
    tried: str = ""
    expectation: str = ""
    for_information: bool = False


class DropSubject(OwnCommand):
    """Take one's subject away."""

    subject: str


class Prepared(OwnFact):
    kind: str
    text: str
    situation: str
    tried: str
    expectation: str
    for_information: bool = False

    def onto(self, book: Notebook) -> Notebook:
        new = Preparation(self.kind, self.text, self.situation, self.tried, self.expectation, self.for_information)
        return _put(book, replace(new, id=book.focus or f"p{book.made + 1}"))


class SubjectPrepared(OwnFact):
    """quietly: the one in focus stays so."""

    subject: str
    kind: str
    text: str
    situation: str
    tried: str
    expectation: str
    for_information: bool = False
    quietly: bool = False

    def onto(self, book: Notebook) -> Notebook:
        new = Preparation(self.kind, self.text, self.situation, self.tried, self.expectation, self.for_information, self.subject)
        return replace(_put(book, new), focus=book.focus if self.quietly and book.focus else self.subject)


class SubjectDropped(OwnFact):
    subject: str

    def onto(self, book: Notebook) -> Notebook:
        left = tuple(one for one in book.subjects if one.id != self.subject)
        return replace(book, subjects=left, focus=_next(left) if book.focus == self.subject else book.focus)


class SubjectTreated(OwnFact):
    """She has been the client with it: it waits no more."""

    subject: str
    session: str

    def onto(self, book: Notebook) -> Notebook:
        subjects = tuple(replace(one, treated=self.session) if one.id == self.subject else one for one in book.subjects)
        return replace(book, subjects=subjects, focus=_next(subjects) if book.focus == self.subject else book.focus)


def decide_subject(book: Notebook, command: PrepareSubject | DropSubject) -> tuple[OwnFact, ...] | Refusal:
    known = any(one.id == command.subject for one in book.subjects)
    if isinstance(command, DropSubject):
        return (SubjectDropped(command.subject),) if known else Refusal("not_understood", "C1")
    if command.subject and not known:
        return Refusal("not_understood", "C1")
    if not known and len(book.subjects) >= MOST_SUBJECTS:
        return Refusal("too_long", "P12", params=(("n", "1"), ("max", str(MOST_SUBJECTS))))
    text, situation, tried, hope = (v.strip() for v in (command.text, command.situation, command.tried, command.expectation))
    if not any((text, situation, tried, hope)):
        return Refusal("empty", "C1")
    new = command.subject or f"p{book.made + 1}"
    return (SubjectPrepared(new, command.kind, text, situation, tried, hope, command.for_information),)


def after_session(book: Notebook, session: str, offered: Iterable[str], treated: str) -> tuple[OwnFact, ...]:
    """offered: her subjects of that session, which wait in her list from now on (P12), but for the one that was treated."""
    texts = {one.text: one for one in book.subjects if not one.treated}
    facts: list[OwnFact] = [SubjectTreated(texts[treated].id, session)] if treated in texts else []
    for text in dict.fromkeys(offered):
        if text != treated and text not in texts:
            facts.append(SubjectPrepared(f"p{book.made + 1 + len(facts)}", "", text, "", "", "", quietly=True))
    return tuple(facts)


def _put(book: Notebook, new: Preparation) -> Notebook:
    if any(one.id == new.id for one in book.subjects):
        return replace(book, subjects=tuple(new if one.id == new.id else one for one in book.subjects), focus=new.id)
    return book.add(subjects=(*book.subjects, new), focus=new.id)


def _next(subjects: tuple[Preparation, ...]) -> str:
    return next((one.id for one in reversed(subjects) if not one.treated), "")
