"""The log of a data folder, opened from outside: what it holds, against what was sent and what was acknowledged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass

from codev.backup import pair
from codev.datafolder import DataFolder
from codev.eventlog import place
from codev.eventlog.instants import instant
from codev.rooms import own_stream, session_stream
from codev.vault import Vault
from tests.fault.people import Person, Sent

ROWS = "SELECT stream, version, key, at, sealed FROM acts WHERE stream = ? ORDER BY version"


@dataclass(frozen=True)
class Ledger:
    """rows: (key, text) of each stream's rows, in their order. gaps: streams whose versions do not follow."""

    rows: dict[str, list[tuple[str, str]]]
    gaps: list[str]


def read(folder: DataFolder, people: Iterable[Person]) -> Ledger:
    """The server may run meanwhile."""
    streams = sorted({stream for person in people for stream in streams_of(person)})
    ledger = Ledger({}, [])
    with closing(Vault(folder.keyring, folder.secrets().operator)) as vault, closing(pair.reading(folder.log)) as log:
        for stream in streams:
            rows = log.execute(ROWS, (stream,)).fetchall()
            opened = [vault.open(stream, box, place(stream, version, key, instant(at))) for _, version, key, at, box in rows]
            ledger.rows[stream] = [(key, text.decode()) for (_, _, key, _, _), text in zip(rows, opened, strict=True)]
            if [version for _, version, *_ in rows] != list(range(1, len(rows) + 1)):
                ledger.gaps.append(stream)
    return ledger


def streams_of(person: Person) -> tuple[str, str]:
    return session_stream(person.room), own_stream(person.member)


def times(ledger: Ledger, person: Person, key: str, marker: str) -> int:
    """In how many rows of that key, in the streams that she writes to, this text stands."""
    return sum(key == found and marker in text for stream in streams_of(person) for found, text in ledger.rows[stream])


def lost(ledger: Ledger, person: Person, sent: Sent) -> bool:
    """Acknowledged, or told to be kept, and not there exactly once. What holds no text may have changed nothing."""
    if not sent.marker:
        return times(ledger, person, sent.row, "") > 1
    return (sent.done and times(ledger, person, sent.row, sent.marker) != 1) or (
        sent.kept and times(ledger, person, sent.note, sent.marker) != 1
    )


def faults(ledger: Ledger, people: Iterable[Person]) -> list[str]:
    """Empty: every acknowledged text is there, no act twice, no version left out."""
    gone = [f"lost or twice: {sent.do} of {person.wire.host}" for person in people for sent in person.sent if lost(ledger, person, sent)]
    counts = {stream: Counter(key for key, _ in rows) for stream, rows in ledger.rows.items()}
    twice = [f"twice: {key} in {stream}" for stream, keys in counts.items() for key, n in keys.items() if n > 1]
    return [*gone, *twice, *(f"versions with a gap: {stream}" for stream in ledger.gaps)]


def strangers(ledger: Ledger, people: Iterable[Person]) -> list[str]:
    """Rows that nobody sent, in the streams of people who play without companions."""
    people = list(people)
    known = {key for person in people for sent in person.sent for key in (sent.row, sent.note)}
    streams = {stream for person in people for stream in streams_of(person)}
    return [
        f"nobody sent: {key} in {stream}"
        for stream in sorted(streams)
        for key, _ in ledger.rows[stream]
        if key not in known and not planned(key)
    ]


def planned(key: str) -> bool:
    """The server writes what a session is planned with, and again while it may still change."""
    return key.partition(" ")[0] == "planned"
