"""A journal as leaves: what is hers, session by session or kind by kind, to read, to search and to take along."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, NamedTuple

from codev.groups.tables import session_of
from codev.phrases import day, say
from codev.protocol import Notebook
from codev.protocol.notebook import copy_name
from codev.protocol.ripening import Preparation

KINDS = ("subject", "request", "expectation", "bag", "action", "learning", "notes")


class Line(NamedTuple):
    """session: its id, or nothing for what was written between two. kind: one of KINDS. drop: the order that takes it away."""

    session: str
    kind: str
    text: str
    drop: str = ""


class Heading(NamedTuple):
    words: str
    lines: tuple[Line, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(line.text for line in self.lines)


class Printed(NamedTuple):
    """As a sheet to print takes it."""

    key: str
    lines: tuple[str, ...]


class Leaf(NamedTuple):
    words: str
    below: tuple[Heading, ...]


def lines_of(book: Notebook) -> tuple[Line, ...]:
    """Everything that is hers, in the order of a session."""
    ever = {(session_of(room), kind, text) for room, items in book.kept.items() for kind, text in items}
    found = (
        *(line for one in book.subjects for line in _ripened(one) if line[:3] not in ever),
        *(Line(session_of(room), kind, text, f"copy {room} {copy_name(kind, text)}") for room, kind, text in book.copies),
        *(Line(session_of(line.session), "bag", line.text, f"note {line.id}") for line in book.bag),
        *(Line(session_of(own.session), "learning", own.text, f"note {own.id}") for own in book.learnings),
        *(Line(session_of(note.session), "notes", note.text, f"note {note.id}") for note in book.notes),
    )
    return tuple(sorted(found, key=lambda line: KINDS.index(line.kind)))


def _ripened(one: Preparation) -> Iterator[Line]:
    """Between sessions; once she has been client with it, it stands in that session, where its sentence was kept already."""
    session = session_of(one.treated) if one.treated else ""
    texts, drop = (one.text, one.situation, one.tried, one.expectation), f"subject {one.id}"
    yield from (Line(session, "subject", text, drop) for text in texts if text)


def subjects(book: Notebook) -> tuple[Preparation, ...]:
    """Without the sentence of one that was treated and that she has taken out since."""
    gone = book.dropped
    return tuple(replace(one, text="") if (one.treated, copy_name("subject", one.text)) in gone else one for one in book.subjects)


def having(lines: Iterable[Line], asked: str) -> tuple[Line, ...]:
    """Those with all the words that she asks for, whatever their accents and capitals."""
    words = plain(asked).split()
    return tuple(line for line in lines if all(word in plain(line.text) for word in words))


def plain(text: str) -> str:
    spread = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def by_session(lines: Iterable[Line], meetings: Mapping[str, datetime], language: str) -> tuple[Leaf, ...]:
    """The newest session first, then what was written between sessions, then what was kept of a session that is no more known."""
    lines = tuple(lines)
    order = [*reversed(tuple(meetings)), ""]
    order += sorted({line.session for line in lines} - set(order))
    named = {session: heading_of(session, meetings, language) for session in order}
    found = (Leaf(named[session], _kinds([line for line in lines if line.session == session], language)) for session in order)
    return tuple(leaf for leaf in found if leaf.below)


def by_kind(lines: Iterable[Line], meetings: Mapping[str, datetime], language: str) -> tuple[Leaf, ...]:
    lines = tuple(lines)
    found = (
        Leaf(say(f"journal.{kind}", language), _sessions([line for line in lines if line.kind == kind], meetings, language))
        for kind in KINDS
    )
    return tuple(leaf for leaf in found if leaf.below)


def heading_of(session: str, meetings: Mapping[str, datetime], language: str) -> str:
    if session in meetings:
        return day(meetings[session], language, year=True)
    return say("journal.between" if not session else "journal.another", language)


def _kinds(lines: list[Line], language: str) -> tuple[Heading, ...]:
    found = (Heading(say(f"journal.{kind}", language), tuple(line for line in lines if line.kind == kind)) for kind in KINDS)
    return tuple(one for one in found if one.lines)


def _sessions(lines: list[Line], meetings: Mapping[str, datetime], language: str) -> tuple[Heading, ...]:
    order = [*reversed(tuple(meetings)), *sorted({line.session for line in lines} - set(meetings))]
    found = (
        Heading(heading_of(session, meetings, language), tuple(line for line in lines if line.session == session)) for session in order
    )
    return tuple(one for one in found if one.lines)


def markdown(leaves: Iterable[Leaf], language: str) -> str:
    """A line of the journal is one item, whatever stands in it."""
    parts = [f"# {say('mine.journal', language)}"]
    for leaf in leaves:
        parts.append(f"## {leaf.words}")
        parts += [f"### {one.words}\n\n{_items(one.lines)}" for one in leaf.below]
    return "\n\n".join(parts) + "\n"


def _items(lines: Iterable[Line]) -> str:
    return "\n".join(f"- {line.text.replace(chr(10), chr(10) + '  ')}" for line in lines)


def as_json(book: Notebook, meetings: Mapping[str, datetime]) -> dict[str, Any]:
    """The same for a machine: everything, with the ids that the notebook knows."""
    return {
        "format": "codev journal",
        "version": 1,
        "meetings": {session: start.isoformat() for session, start in meetings.items()},
        "subjects": [asdict(one) for one in subjects(book)],
        "kept": [{"session": room, "what": what, "text": text} for room, what, text in book.copies],
        "bag": [asdict(line) for line in book.bag],
        "learnings": [asdict(own) for own in book.learnings],
        "notes": [asdict(note) for note in book.notes],
    }
