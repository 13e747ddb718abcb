import asyncio
import sqlite3
from datetime import UTC, datetime

import pytest

from codev.eventlog import Appended, NotWritten, Row, Store

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def act(version, stream="session:one"):
    return Row(stream, version, f"key {version}", NOON, b"box")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "log.sqlite3"


@pytest.fixture
def store(path):
    store = Store.open(path)
    yield store
    store.close()


async def test_an_act_is_acknowledged_only_when_another_reader_of_the_file_sees_it(store, path):
    assert await store.append(act(1)) == Appended()
    other = sqlite3.connect(path)
    assert other.execute("SELECT stream, version FROM acts").fetchall() == [("session:one", 1)]
    other.close()


async def test_the_log_outlives_a_restart(store, path):
    await store.append(act(1))
    store.close()
    again = Store.open(path)
    assert again.read("session:one") == [act(1)]
    again.close()


async def test_every_commit_is_synced(store):
    for db in (store._writer._db, store._reading):
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA synchronous").fetchone() == (2,)


async def test_what_gathered_is_committed_at_once(store, path):
    commits = []
    store._writer._db.set_trace_callback(lambda statement: commits.append(statement) if statement == "COMMIT" else None)
    await asyncio.gather(*(store.append(act(1, f"session:{n}")) for n in range(100)))
    assert len(commits) < 50


async def test_one_act_that_cannot_be_written_hurts_no_other(store):
    faulty = Row("session:two", 1, "key", NOON, {"not": "bytes"})
    good, bad, later = await asyncio.gather(store.append(act(1)), store.append(faulty), store.append(act(2)), return_exceptions=True)
    assert (good, type(bad), later) == (Appended(), NotWritten, Appended())


async def test_a_full_disk_is_told_and_the_act_may_be_tried_again(store):
    store._writer._db.execute("PRAGMA max_page_count = 1")
    big = Row("session:one", 1, "key", NOON, bytes(100_000))
    with pytest.raises(NotWritten):
        await store.append(big)
    store._writer._db.execute("PRAGMA max_page_count = 1000000")
    assert await store.append(big) == Appended()


async def test_an_asker_who_has_gone_does_not_lose_the_act(store):
    gone = store.append(act(1))
    gone.cancel()
    assert await store.append(act(2)) == Appended()
    assert store.read("session:one") == [act(1), act(2)]


async def test_closing_writes_what_was_given(store, path):
    answers = [store.append(act(version)) for version in (1, 2, 3)]
    store.close()
    assert await asyncio.gather(*answers) == [Appended()] * 3


async def test_the_log_is_the_operators_alone(store, path):
    await store.append(act(1))
    assert {file.name: oct(file.stat().st_mode & 0o777) for file in path.parent.iterdir()} == {
        "log.sqlite3": "0o600",
        "log.sqlite3-wal": "0o600",
        "log.sqlite3-shm": "0o600",
    }


async def test_in_clear_stand_ids_versions_instants_and_sizes_only(store):
    """C4: one column holds words, and it is sealed."""
    columns = store._reading.execute("SELECT name, type FROM pragma_table_info('acts')").fetchall()
    assert columns == [("stream", "TEXT"), ("version", "INTEGER"), ("key", "TEXT"), ("at", "INTEGER"), ("sealed", "BLOB")]


async def test_once_its_thread_has_died_every_act_is_refused_at_once(tmp_path):
    store = Store.open(tmp_path / "log.sqlite3")
    store._writer._queue.put(None)
    store._writer._thread.join()
    with pytest.raises(NotWritten):
        await store.append(act(1))
    with pytest.raises(NotWritten):
        await store.ping()
