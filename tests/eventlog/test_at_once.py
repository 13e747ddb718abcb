"""Rows that gather go to the disk in one statement, all or none; one that is not new sends each its own way."""

import asyncio
from datetime import UTC, datetime

import pytest

from codev.eventlog import Answer, Appended, Conflict, Repeated, Row, Store
from codev.eventlog.store import Insert, insert_at_once, nothing

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def act(version, stream="session:one", key=""):
    return Row(stream, version, key or f"key {version}", NOON, b"box")


@pytest.fixture
def store(tmp_path):
    store = Store.open(tmp_path / "log.sqlite3")
    yield store
    store.close()


def at_once(store, *rows):
    return insert_at_once([Insert(row) for row in rows], store._writer._db)


def test_new_rows_of_several_streams_are_added_by_one_statement(store):
    statements = []
    store._writer._db.set_trace_callback(statements.append)
    assert at_once(store, act(1), act(1, "session:two"), act(1, "member:ines")) == [Appended()] * 3
    assert len(statements) == 1
    assert store.read("session:two") == [act(1, "session:two")]


@pytest.mark.parametrize("late", [act(1), act(3), act(1, key="key 1"), act(2, key="key 1")])
def test_one_row_that_is_not_new_leaves_nothing_written(store, late):
    at_once(store, act(1))
    with pytest.raises(Exception, match="constraint"):
        at_once(store, act(1, "session:two"), late, act(1, "session:three"))
    assert (store.read("session:one"), store.read("session:two"), store.read("session:three")) == ([act(1)], [], [])


def test_what_is_no_row_is_done_by_itself(store):
    assert insert_at_once([Insert(act(1)), nothing], store._writer._db) is None
    assert store.read("session:one") == []


async def test_each_is_told_its_own_outcome_however_they_came_together(store):
    await store.append(act(1))
    rows = (act(2), act(1), act(5, "session:two"), act(1, "session:three"), act(3))
    outcomes = await asyncio.gather(*(store.append(row) for row in rows))
    assert outcomes == [Appended(), Repeated(act(1)), Conflict(0), Appended(), Appended()]
    assert (len(store.read("session:one")), store.read("session:two"), len(store.read("session:three"))) == (3, [], 1)


async def test_what_is_being_written_is_not_called_back(store):
    waiting = asyncio.create_task(_wait(store.append(act(1))))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert store.read("session:one") == [act(1)]


async def _wait(answer: Answer) -> None:
    assert isinstance(answer, Answer)
    await answer
