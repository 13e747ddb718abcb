import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from codev.eventlog import Appended, Conflict, MemoryStore, NotWritten, Repeated, Row, Store

NOON = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)
ROOM, OTHER = "session:one", "session:two"


def act(version, key=None, stream=ROOM, sealed=b"box"):
    return Row(stream, version, key or f"key {version}", NOON + timedelta(seconds=version), sealed)


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    store = MemoryStore() if request.param == "memory" else Store.open(tmp_path / "log.sqlite3")
    yield store
    store.close()


class TestEveryStore:
    async def test_rows_come_back_as_they_were_given(self, store):
        rows = [act(1), act(2, sealed=bytes(range(256)))]
        for row in rows:
            assert await store.append(row) == Appended()
        assert store.read(ROOM) == rows

    async def test_reading_goes_on_after_a_version(self, store):
        for version in (1, 2, 3):
            await store.append(act(version))
        assert store.read(ROOM, after=2) == [act(3)]
        assert store.read(ROOM, after=3) == []

    async def test_whoever_writes_answers_a_ping_until_the_store_is_closed(self, store):
        assert await store.ping() is None
        store.close()
        with pytest.raises(NotWritten):
            await store.ping()

    async def test_an_empty_stream_reads_as_nothing(self, store):
        assert store.read("session:never-seen") == []

    async def test_streams_do_not_mix(self, store):
        await store.append(act(1))
        await store.append(act(1, stream=OTHER))
        assert store.read(OTHER) == [act(1, stream=OTHER)]

    async def test_a_repeated_key_is_answered_with_the_row_as_stored(self, store):
        await store.append(act(1, "same", sealed=b"first"))
        assert await store.append(act(2, "same", sealed=b"second")) == Repeated(act(1, "same", sealed=b"first"))
        assert store.read(ROOM) == [act(1, "same", sealed=b"first")]

    async def test_the_same_row_twice_at_once_is_one_row(self, store):
        outcomes = await asyncio.gather(store.append(act(1)), store.append(act(1)))
        assert outcomes == [Appended(), Repeated(act(1))]

    async def test_a_key_may_stand_in_two_streams(self, store):
        await store.append(act(1, "same"))
        assert await store.append(act(1, "same", stream=OTHER)) == Appended()

    async def test_a_version_taken_is_a_conflict_with_the_newest(self, store):
        await store.append(act(1))
        await store.append(act(2))
        assert await store.append(act(1, "other")) == Conflict(2)

    @pytest.mark.parametrize("version", [0, 2, -1])
    async def test_versions_leave_no_gap(self, store, version):
        assert await store.append(act(version)) == Conflict(0)
        assert store.read(ROOM) == []

    async def test_of_two_who_race_one_wins(self, store):
        outcomes = await asyncio.gather(*(store.append(act(1, f"racer {n}")) for n in range(5)))
        assert outcomes == [Appended(), *[Conflict(1)] * 4]

    async def test_a_forgotten_stream_is_empty_and_the_others_stand(self, store):
        """C3."""
        await store.append(act(1))
        await store.append(act(1, stream=OTHER))
        await store.forget(ROOM)
        assert (store.read(ROOM), store.read(OTHER)) == ([], [act(1, stream=OTHER)])

    async def test_a_late_act_does_not_bring_a_forgotten_stream_back(self, store):
        """C3."""
        await store.append(act(1))
        await store.forget(ROOM)
        assert await store.append(act(2)) == Conflict(0)
        assert store.read(ROOM) == []

    async def test_a_closed_store_says_that_it_did_not_write(self, store):
        store.close()
        with pytest.raises(NotWritten):
            await store.append(act(1))
