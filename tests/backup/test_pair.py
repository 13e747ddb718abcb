"""The two databases are copied as they stood at one instant, while others write to both."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from time import sleep

import pytest

from codev.backup import Damaged, pair

ROUNDS = 15


class Writers(Thread):
    """Each number stands in the app first, then in the log, as a session is planned before it is held."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.files = folder / "app.sqlite3", folder / "log.sqlite3"
        self.done = 0
        self.enough = Event()
        for file in self.files:
            with closing(connect(file)) as db:
                db.execute("CREATE TABLE numbers (n INTEGER PRIMARY KEY)")

    def run(self) -> None:
        with closing(connect(self.files[0])) as app, closing(connect(self.files[1])) as log:
            while not self.enough.is_set():
                app.execute("INSERT INTO numbers VALUES (?)", (self.done + 1,))
                log.execute("INSERT INTO numbers VALUES (?)", (self.done + 1,))
                self.done += 1


def connect(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, isolation_level=None, timeout=10)
    db.execute("PRAGMA journal_mode = WAL")
    return db


@pytest.fixture
def writers(tmp_path: Path) -> Iterator[Writers]:
    writers = Writers(tmp_path)
    writers.start()
    yield writers
    writers.enough.set()
    writers.join()


def highest(file: Path) -> int:
    with closing(pair.reading(file)) as db:
        (n, count) = db.execute("SELECT coalesce(max(n), 0), count(*) FROM numbers").fetchone()
    assert n == count
    return int(n)


def test_the_log_never_speaks_of_what_the_app_has_not_and_lacks_nothing_that_was_done(writers: Writers, tmp_path: Path) -> None:
    for turn in range(ROUNDS):
        copies = tmp_path / f"app {turn}", tmp_path / f"log {turn}"
        before = writers.done
        with pair.at_one_instant(*writers.files) as readings:
            for reading, copy in zip(readings, copies, strict=True):
                pair.write(reading, copy)
        app, log = map(highest, copies)
        assert before <= log <= app <= log + 1


def test_whoever_writes_goes_on_while_the_copy_is_made(writers: Writers) -> None:
    with pair.at_one_instant(*writers.files) as (app, _):
        seen = app.execute("SELECT count(*) FROM numbers").fetchone()
        before = writers.done
        while writers.done < before + 3:
            sleep(0.001)
        assert app.execute("SELECT count(*) FROM numbers").fetchone() == seen


def test_a_copy_is_one_file_that_needs_no_other(writers: Writers, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    with pair.at_one_instant(*writers.files) as (app, _):
        pair.write(app, tmp_path / "copies" / "app")
    assert [file.name for file in (tmp_path / "copies").iterdir()] == ["app"]


def test_a_copy_that_does_not_hold_together_is_refused(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "db")) as db:
        db.execute("CREATE TABLE words (word TEXT UNIQUE)")
        db.execute("INSERT INTO words VALUES ('one')")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET rootpage = 2 WHERE name <> 'words'")
    with closing(pair.reading(tmp_path / "db")) as db, pytest.raises(Damaged):
        pair.write(db, tmp_path / "copy")
