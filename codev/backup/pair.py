"""app.sqlite3 and log.sqlite3 as they stood at one instant, while the server goes on writing both."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from codev.datafolder import sync

PATIENCE = 30.0  # seconds that a page's own transaction may take


class Damaged(Exception):
    """A database whose pages or indexes do not hold together."""


@contextmanager
def at_one_instant(app: Path, log: Path) -> Iterator[tuple[sqlite3.Connection, sqlite3.Connection]]:
    """A reading of each, begun while nobody can write to the app: together they are what a power cut would have left then.

    The server waits for some milliseconds at most. The log is not held up: an act that comes between the two beginnings
    stands under an app that has not changed meanwhile. Acts are only ever added, so whatever was acknowledged before is in it.
    """
    with closing(reading(app)) as holding, closing(reading(app)) as of_app, closing(reading(log)) as of_log:
        holding.execute("BEGIN IMMEDIATE")
        begin(of_app)
        begin(of_log)
        holding.execute("ROLLBACK")
        yield of_app, of_log


def reading(file: Path) -> sqlite3.Connection:
    """A connection to a database that is there; it makes none."""
    return sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=PATIENCE)


def begin(db: sqlite3.Connection) -> None:
    db.execute("BEGIN")
    db.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # a reading begins with its first question


def write(db: sqlite3.Connection, file: Path) -> None:
    """What `db` reads, as one new file, for its owner only, on disk on return. Raises Damaged, FileExistsError."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(sqlite3.connect(file, isolation_level=None)) as copy:
        db.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file: the server makes a log beside it again
        sound(copy)
    sync(file)


def sound(db: sqlite3.Connection) -> None:
    """Raises Damaged."""
    with suppress(sqlite3.DatabaseError):
        if db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",):
            return
    raise Damaged
