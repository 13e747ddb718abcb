"""A database that nobody changes is not read again and again; one change by anybody, and it is."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from codev.people.quiet import Mark


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Another process's connection to the database of the settings."""
    writing = sqlite3.connect(tmp_path / "app.sqlite3", isolation_level=None)
    writing.executescript("PRAGMA journal_mode = WAL; CREATE TABLE notes (text)")
    monkeypatch.setitem(connections["default"].settings_dict, "NAME", tmp_path / "app.sqlite3")
    yield writing
    writing.close()


def test_the_mark_stays_the_same_until_somebody_commits(other: sqlite3.Connection) -> None:
    mark = Mark()
    before = mark()
    assert mark() == before
    other.execute("BEGIN")
    other.execute("INSERT INTO notes VALUES ('one')")
    assert mark() == before
    other.execute("COMMIT")
    assert mark() != before


def test_a_database_that_does_not_count_is_never_taken_for_unchanged(other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections["default"].settings_dict, "ENGINE", "django.db.backends.postgresql")
    mark = Mark()
    assert mark() != mark()


def test_a_database_that_cannot_be_read_is_never_taken_for_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections["default"].settings_dict, "NAME", tmp_path / "none.sqlite3")
    mark = Mark()
    assert mark() != mark()
