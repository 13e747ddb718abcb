"""Rooms in memory, with a table of the counter at which companions sit. The clock is the test's own."""

from datetime import UTC, datetime

from codev.bell import Bell
from codev.companions.cast import cast_for
from codev.companions.runner import Companions
from codev.eventlog import MemoryStore
from codev.eventlog.codec import decode
from codev.formats import load
from codev.protocol import Order, plan
from codev.rooms import Look, Rooms
from codev.vault import Vault

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)
ROOM = "trial.1"


class House:
    """`open()` writes the first row; `start_again()` is what a new process finds."""

    def __init__(self, folder, humans=(), case="counter", language="fr"):
        self.cast = cast_for(case, language, humans)
        self.log, self.bell, self.vault = MemoryStore(), Bell(), Vault(folder / "keys.sqlite3", b"o" * 32)
        self.there = True
        self.begin()

    def begin(self):
        self.rooms = Rooms(self.vault, self.log, self.bell, names=self.names)
        self.companions = Companions(self.rooms, self.bell, attended=lambda room, humans: self.there)

    async def names(self, room):
        return {member: self.cast.person(member)["name"] for member in self.cast.persons}

    async def open(self, name="ninety"):
        people = [m for m in self.cast.persons if m != self.cast.facilitator]
        await self.rooms.plan(ROOM, plan(load(name), people, self.cast.facilitator, NINE))
        return self

    async def play(self, pace="none"):
        self.companions.start(ROOM, self.cast, pace)
        await self.companions.ended(ROOM)

    async def start_again(self):
        await self.companions.close()
        self.rooms.close()
        self.begin()

    async def act(self, member, command, key="hers"):
        return await self.rooms.act(ROOM, Order(member, command, NINE), key)

    async def sees(self, member, kind):
        look = await self.rooms.look(ROOM, member)
        assert isinstance(look, Look)
        return next((part for part in look.view if isinstance(part, kind)), None)

    def acts(self):
        """How many rows the log has."""
        return len(self.log.read(f"session:{ROOM}"))

    def facts(self):
        rows = self.log.read(f"session:{ROOM}")
        return [fact for row in rows for fact in decode(self.vault.open(row.stream, row.sealed, self.aad(row)))]

    def aad(self, row):
        from codev.eventlog import place

        return place(row.stream, row.version, row.key, row.at)

    async def close(self):
        await self.companions.close()
        self.rooms.close()
        self.log.close()
        self.vault.close()
