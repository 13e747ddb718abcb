"""The tables that are awake: how each follows the log, and moves it on."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Generic

from codev.eventlog import Appended, Log, Outcome, Row, place
from codev.eventlog.codec import AnyFact, decode, encode
from codev.vault import KeyDestroyed, Vault

from .patience import in_thread, see_through
from .table import Ahead, S, Table

Grow = Callable[[S | None, AnyFact, datetime], S]
Moved = Callable[[Table[S]], None]


class Tables(Generic[S]):
    """All streams of one kind. grow: what a fact makes of a state. moved: told on the loop once an act is on disk."""

    def __init__(self, vault: Vault, log: Log, clock: Callable[[], datetime], grow: Grow[S], moved: Moved[S]) -> None:
        self._vault, self._log, self._clock, self._grow, self._moved = vault, log, clock, grow, moved
        self._tables: dict[str, Table[S]] = {}

    async def take(self, stream: str) -> Table[S]:
        """The table, awake and with its lock held: the caller releases it. Raises KeyMissing, Unreadable, UnknownFact."""
        table = await self._lock(stream)
        try:
            if not table.awake:
                await self.catch_up(table)
        except BaseException:
            table.lock.release()
            raise
        table.used = self._clock()
        return table

    async def look(self, stream: str) -> Table[S]:
        """The table, awake. Its lock is not held: read it before the next await."""
        table = self._tables.get(stream)
        if table is None or not table.awake:
            table = await self.take(stream)
            table.lock.release()
        table.used = self._clock()
        return table

    async def several(self, streams: Iterable[str]) -> list[Table[S] | None]:
        """The same for all of these; None for an empty name."""
        tables, now = self._tables, self._clock()
        found = []
        for stream in streams:
            table = tables.get(stream)
            if table is not None and table.awake:
                table.used = now
            elif stream:
                table = await self.look(stream)
            found.append(table)
        return found

    async def catch_up(self, table: Table[S]) -> None:
        """Follows the log from where the table stands. With its lock held."""
        try:
            await in_thread(partial(self._read, table), table.follow)
        except KeyDestroyed:  # an erasure was stopped before its end
            await see_through(self._log.forget(table.stream), lambda _: table.clear())

    async def append(self, table: Table[S], facts: tuple[AnyFact, ...], key: str, at: datetime) -> Outcome:
        """With its lock held. The state moves only once the row is on disk. Raises NotWritten: the table then sleeps."""
        ahead = Ahead(table.state, table.version + 1, at, {key: table.version + 1})
        for fact in facts:
            ahead.state = self._grow(ahead.state, fact, at)
        if table.version == 0:
            await in_thread(partial(self._first_key, table.stream), lambda _: None)
        sealed = self._vault.seal(table.stream, encode(facts), place(table.stream, ahead.version, key, at))
        answer = self._log.append(Row(table.stream, ahead.version, key, at, sealed))
        try:
            return await see_through(answer, partial(self._arrive, table, ahead))
        except Exception:
            self.sleep(table)
            raise

    def instant(self, table: Table[S], noted: datetime | None = None) -> datetime:
        """Now, as this stream counts: never before its last act, wherever the machine's clock has gone.

        noted: when somebody noted it elsewhere, which cannot be later than now.
        """
        now = self._clock()
        return max(min(noted, now) if noted else now, table.at)

    def rest(self, before: datetime) -> list[str]:
        """Whatever nobody has used since then sleeps, and its key leaves the memory. Returns the streams."""
        idle = [table for table in self._tables.values() if table.used < before and not table.lock.locked()]
        for table in idle:
            self.sleep(table)
        return [table.stream for table in idle]

    def sleep(self, table: Table[S]) -> None:
        if self._tables.get(table.stream) is table:
            del self._tables[table.stream]
        table.awake = False
        self._vault.sleep(table.stream)

    def glance(self, stream: str) -> Table[S] | None:
        """The table if it is awake."""
        table = self._tables.get(stream)
        return table if table is not None and table.awake else None

    def touch(self, stream: str, now: datetime) -> Table[S] | None:
        """The table if it is awake; it stays so."""
        table = self._tables.get(stream)
        if table is None or not table.awake:
            return None
        table.used = now
        return table

    async def erase(self, stream: str) -> None:
        """First the key, then the rows: whatever stops it in between, no word can be read any more, and the next look ends it."""
        table = await self._lock(stream)
        try:
            table.awake = False
            table.clear()
            await in_thread(partial(self._vault.destroy, stream), lambda _: None)
            await see_through(self._log.forget(stream), lambda _: None)
        finally:
            self.sleep(table)
            table.lock.release()

    def __len__(self) -> int:
        return len(self._tables)

    def __iter__(self) -> Iterator[Table[S]]:
        """Those that are awake, or about to be."""
        return iter(tuple(self._tables.values()))

    async def _lock(self, stream: str) -> Table[S]:
        while True:
            table = self._tables.get(stream)
            if table is None:
                table = self._tables[stream] = Table(stream)
            await table.lock.acquire()
            if self._tables.get(stream) is table:
                return table
            table.lock.release()  # it went to sleep while we waited

    def _read(self, table: Table[S]) -> Ahead[S]:
        rows = self._log.read(table.stream, table.version)
        ahead = Ahead(table.state, table.version, table.at, {})
        if rows:
            self._vault.wake(table.stream)
        for row in rows:
            for fact in decode(self._vault.open(table.stream, row.sealed, place(row.stream, row.version, row.key, row.at))):
                ahead.state = self._grow(ahead.state, fact, row.at)
            ahead.version, ahead.at = row.version, row.at
            ahead.keys[row.key] = row.version
        return ahead

    def _first_key(self, stream: str) -> None:
        self._vault.create(stream)
        self._vault.wake(stream)

    def _arrive(self, table: Table[S], ahead: Ahead[S], outcome: Outcome) -> Outcome:
        if isinstance(outcome, Appended):
            table.follow(ahead)
            self._moved(table)
        return outcome
