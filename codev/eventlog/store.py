"""The log in a file of its own (log.sqlite3): one writer, group commit, full sync. Rows are added and forgotten, never rewritten."""

import asyncio
import os
import sqlite3
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Lock

from .instants import instant, micros
from .rows import Appended, Conflict, Outcome, Repeated, Row
from .writer import Job, Writer

SHAPE = """
CREATE TABLE IF NOT EXISTS acts (
    stream  TEXT NOT NULL,
    version INTEGER NOT NULL,
    key     TEXT NOT NULL,
    at      INTEGER NOT NULL,
    sealed  BLOB NOT NULL,
    PRIMARY KEY (stream, version),
    UNIQUE (stream, key)
)
"""
NEWEST = "SELECT coalesce(max(version), 0) FROM acts WHERE stream = ?1"
INSERT = f"INSERT OR IGNORE INTO acts SELECT ?1, ?2, ?3, ?4, ?5 WHERE ?2 = 1 + ({NEWEST})"
# A version that does not follow becomes none, which the table refuses together with all the others.
AT_ONCE = """
INSERT INTO acts
SELECT column1, CASE WHEN column2 = 1 + newest THEN column2 END, column3, column4, column5
FROM (SELECT *, (SELECT coalesce(max(version), 0) FROM acts WHERE stream = column1) AS newest FROM (VALUES """
BY_KEY = "SELECT * FROM acts WHERE stream = ? AND key = ?"
AFTER = "SELECT * FROM acts WHERE stream = ? AND version > ? ORDER BY version"
FORGET = "DELETE FROM acts WHERE stream = ?"


class Store:
    """See `codev.eventlog.rows.Log`."""

    def __init__(self, path: Path) -> None:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        writing = connect(path)
        writing.execute(SHAPE)
        self._writer = Writer(writing, insert_at_once)
        self._reading = connect(path)
        self._reading.execute("PRAGMA query_only = ON")
        self._one_reader = Lock()

    @classmethod
    def open(cls, path: Path) -> "Store":
        """Opens or makes the log. One process at a time: the data folder's hold sees to that."""
        return cls(path)

    def append(self, row: Row) -> asyncio.Future[Outcome]:
        return self._writer.ask(Insert(row))

    def read(self, stream: str, after: int = 0) -> list[Row]:
        with self._one_reader:
            found = self._reading.execute(AFTER, (stream, after)).fetchall()
        return [as_row(*columns) for columns in found]

    def forget(self, stream: str) -> asyncio.Future[None]:
        return self._writer.ask(partial(delete, stream))

    def ping(self) -> asyncio.Future[None]:
        return self._writer.ask_soon(nothing)

    def close(self) -> None:
        self._writer.close()
        self._reading.close()


def connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    return db


class Insert:
    """Of one row; a job of the writer's."""

    __slots__ = ("row",)

    def __init__(self, row: Row) -> None:
        self.row = row

    def __call__(self, db: sqlite3.Connection) -> Outcome:
        return insert(self.row, db)


def insert_at_once(jobs: list[Job], db: sqlite3.Connection) -> list[Outcome] | None:
    """In one statement, which is a transaction by itself. None: not all of them are rows. Raises if one row is not new: none is written."""
    rows = [job.row for job in jobs if isinstance(job, Insert)]
    if len(rows) < len(jobs):
        return None
    values = chain.from_iterable((row.stream, row.version, row.key, micros(row.at), row.sealed) for row in rows)
    db.execute(f"{AT_ONCE}{','.join(['(?, ?, ?, ?, ?)'] * len(rows))}))", tuple(values))
    return [Appended()] * len(rows)


def insert(row: Row, db: sqlite3.Connection) -> Outcome:
    added = db.execute(INSERT, (row.stream, row.version, row.key, micros(row.at), row.sealed))
    if added.rowcount == 1:
        return Appended()
    stored = db.execute(BY_KEY, (row.stream, row.key)).fetchone()
    if stored is not None:
        return Repeated(as_row(*stored))
    (newest,) = db.execute(NEWEST, (row.stream,)).fetchone()
    return Conflict(newest)


def delete(stream: str, db: sqlite3.Connection) -> None:
    db.execute(FORGET, (stream,))


def nothing(db: sqlite3.Connection) -> None:
    """A write like any other, of no row: a file that is locked or gone is met."""
    db.execute("DELETE FROM acts WHERE 0")


def as_row(stream: str, version: int, key: str, at: int, sealed: bytes) -> Row:
    return Row(stream, version, key, instant(at), sealed)
