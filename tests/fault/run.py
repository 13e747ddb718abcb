"""The fault run: people act on a server that is killed again and again; after each kill the books are made."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random

from codev.datafolder import DataFolder
from codev.rooms import session_stream
from tests.fault import ledger
from tests.fault.people import NOTE, Person, Sent, name_of
from tests.fault.server import Server
from tests.fault.wire import Wire

AT_ONE_TABLE = 7  # the first demonstration group
LOOKS, BETWEEN = 150, 0.1
PASSING = re.compile(r'<span class="undo" data-until="[^"]+">.*?</span>', re.DOTALL)
"""An open page hides it by its own clock once its ten seconds are over; a fresh one does not have it any more."""
LOOKING_ON = 0.3  # seconds between the notes of whoever watches the companions


def lasting(parts: Mapping[str, str]) -> dict[str, str]:
    return {name: re.sub(r"\s+", " ", PASSING.sub("", html)) for name, html in parts.items()}


@dataclass
class Run:
    """At one table everybody acts, over HTTP alone; at another companions do, and one of us looks on and takes notes."""

    server: Server
    chance: Random
    at_table: int = AT_ONE_TABLE
    people: list[Person] = field(default_factory=list)
    player: Person | None = None
    kills: int = 0
    views: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def everyone(self) -> list[Person]:
        return [*self.people, *([self.player] if self.player else [])]

    @property
    def sent(self) -> list[Sent]:
        return [sent for person in self.everyone for sent in person.sent]

    @property
    def acknowledged(self) -> int:
        return sum(sent.done for sent in self.sent)

    @asynccontextmanager
    async def under_load(self, companions: bool = True) -> AsyncIterator[Run]:
        self._go, self._acted = asyncio.Event(), asyncio.Event()
        await self.server.start()
        await self._come_in(companions)
        works = [work(person) for person in self.everyone for work in (Person.follow, self._keep_acting)]
        tasks = [asyncio.ensure_future(work) for work in works]
        try:
            yield self
        finally:
            for task in tasks:
                task.cancel()
            for ended in await asyncio.gather(*tasks, return_exceptions=True):
                if not isinstance(ended, asyncio.CancelledError):
                    self.faults.append(f"somebody stumbled: {ended!r}")
            await self.server.stop()

    async def _come_in(self, companions: bool) -> None:
        links = self.server.links[: self.at_table]
        self.people = [self._somebody(host) for host, _ in links]
        await asyncio.gather(*(person.come_in(link) for person, (_, link) in zip(self.people, links, strict=True)))
        if companions:
            self.player = self._somebody("localhost")
            await self.player.begin_trial()

    def _somebody(self, host: str) -> Person:
        return Person(Wire(host, self.server.port), Random(self.chance.random()))

    async def _keep_acting(self, person: Person) -> None:
        while True:
            await self._go.wait()
            if person is self.player:
                await person.press(NOTE)
                await asyncio.sleep(LOOKING_ON)
            else:
                await person.act()
            self._acted.set()

    async def act_on(self, more: int) -> None:
        """Everybody acts until so many more acts were acknowledged, and goes on acting."""
        aim = self.acknowledged + more
        self._go.set()
        while self.acknowledged < aim:
            self._acted.clear()
            await self._acted.wait()

    async def pause(self) -> None:
        """Nobody begins anything; what was begun is answered."""
        self._go.clear()
        while any(sent.waits for sent in self.sent):
            await asyncio.sleep(0.01)

    async def kill(self) -> None:
        """At a moment that nobody chose; then it is started again, and everybody comes back by herself."""
        await asyncio.sleep(self.chance.uniform(0, 0.05))
        await self.server.kill()
        self.kills += 1
        await self.server.start()

    async def hear_companions(self, more: int) -> None:
        """Waits for so many more acts of theirs: after a kill they take their seats again by themselves."""
        assert self.player is not None
        room = session_stream(self.player.room)
        aim = len(self._books().rows[room]) + more
        while len(self._books().rows[room]) < aim:
            await asyncio.sleep(BETWEEN)

    def _books(self) -> ledger.Ledger:
        return ledger.read(DataFolder(self.server.data), self.everyone)

    async def reconcile(self) -> None:
        """The books of the log against what was acknowledged, and each page against a fresh one."""
        await self.pause()
        books = self._books()
        self.faults += ledger.faults(books, self.everyone) + ledger.strangers(books, self.people)
        for person in self.everyone:
            if not await self._sees_the_truth(person):
                self.faults.append(f"an old page: {person.wire.host}")
            self.views += 1

    async def _sees_the_truth(self, person: Person) -> bool:
        """Soon: what her stream has brought is what a page shows that is opened now."""
        for _ in range(LOOKS):
            fresh, page = await person.fresh(), await person.page()
            if fresh["parts"] == person.parts and fresh["seen"] == page.data["seen"] == person.seen:
                return True
            if fresh["parts"] != person.parts and lasting(fresh["parts"]) == lasting(person.parts):
                return True
            await asyncio.sleep(BETWEEN)
        return False

    def told(self) -> dict[str, object]:
        """Counts, for whoever reads along."""
        return {
            "kills": self.kills,
            "acts": len(self.sent),
            "acknowledged": self.acknowledged,
            "with text": sum(sent.done and bool(sent.marker) for sent in self.sent),
            "kinds": len({name_of(sent.do) for sent in self.sent if sent.done}),
            "came back": sum(person.came_back for person in self.everyone),
            "pages compared": self.views,
            "faults": self.faults,
        }
