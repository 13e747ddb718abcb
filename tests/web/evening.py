"""An evening of bad luck: people with pages open, whose acts, streams and answers are lost, repeated and late."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from asgiref.sync import sync_to_async

from codev.eventlog import place
from codev.groups.access import session_for
from codev.groups.founding import part
from codev.groups.sealed import vault
from codev.people import browsers
from codev.rooms import Look, own_stream, session_stream
from codev.rooms.acting import private_key
from codev.web import forms, guard, live, news, parts
from codev.web.trial import see
from tests.doors import world
from tests.fault.page import Offer
from tests.fault.people import HELD_BACK, NOTE, UNWRITTEN, name_of
from tests.web.asking import Browser, Page
from tests.web.screen import Screen, filled, slot_of

TURNS = 30


class Clock:
    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Act:
    """An act as its page sent it. row, note: the keys in the log, of it and of the note that its text may become. statuses: its answers."""

    who: str
    body: str
    row: str
    note: str
    marker: str
    do: str
    done: bool = False
    kept: bool = False


class Stream(Page):
    """One stream of a seat. reads: cleared while whoever reads it has stopped reading."""

    def __init__(self, browser: Browser, seat: Seat) -> None:
        super().__init__(browser, seen=seat.screen.seen)
        self.seat, self.reads = seat, asyncio.Event()
        self.reads.set()

    async def opens(self) -> bool:
        """False: the server shows her the door."""
        self._leaves, self._came = asyncio.Event(), asyncio.Event()
        scope = self.browser.scope("GET", f"{self.browser.place}/live", {}, query=f"seen={self.seen}")
        self._task = asyncio.create_task(self.browser.world.front(scope, self._receive, self._send))
        async with asyncio.timeout(60):
            while not self.events:
                self._came.clear()
                await self._came.wait()
        return not self.over

    async def _send(self, message: Any) -> None:
        await self.reads.wait()
        await super()._send(message)

    def _take(self, event: str, data: Any) -> None:
        super()._take(event, data)
        if self.seat.stream is self:
            self.seat.hear(event, data)


@dataclass
class Seat:
    """One open page. lingering: streams that the page has left and the server has not noticed. late: an answer still on its way."""

    evening: Evening
    who: str
    screen: Screen = field(default_factory=Screen)
    stream: Stream | None = None
    lingering: list[Stream] = field(default_factory=list)
    sent: list[Act] = field(default_factory=list)
    late: Any = None
    closed: bool = False
    live: bool = False

    @property
    def browser(self) -> Browser:
        return Browser(self.evening.here, self.who)

    async def opens(self) -> None:
        """The page is loaded: what it shows stands in it."""
        self.screen = await self.evening.fresh(self.who)

    def hear(self, event: str, data: Any) -> None:
        if event == "hello":
            self.live = True
        elif event == "parts" and not self.screen.hear(data):
            self.drops()

    async def listens(self) -> None:
        """As EventSource does: again and again, until the page learns that it has nothing more to see."""
        if self.stream is not None and not self.stream.over:
            return
        self.drops()
        self.stream = Stream(self.browser, self)
        if not await self.stream.opens():
            await self.asks()
            self.shows()

    def drops(self) -> None:
        """The page has left its stream; the server hears of it when it hears of it."""
        if self.stream is not None:
            self.lingering.append(self.stream)
        self.stream, self.live = None, False

    async def ends(self) -> None:
        """The server notices the streams that were left."""
        for stream in self.lingering:
            stream.reads.set()
            await stream.__aexit__()
        self.lingering.clear()

    async def asks(self) -> None:
        """What a page without its stream asks for."""
        self.late = await self.browser.get("/parts")

    def shows(self) -> None:
        """The answer arrives, whatever has come meanwhile."""
        if self.late is None:
            return
        answer, self.late = self.late, None
        self.closed = self.closed or answer.status in (403, 404)
        if answer.status == 200 and not self.live:
            self.screen.show(answer.json["view"])

    def writes(self, choice: int, note: bool) -> Act:
        """An act of one of the kinds that the page offers, or a note."""
        page = self.screen.page
        kinds = sorted({name_of(offer.do) for offer in page.offers} - HELD_BACK)
        kind = "" if note or not kinds else kinds[choice % len(kinds)]
        offers = [offer for offer in page.offers if name_of(offer.do) == kind]
        return self.fills(offers[choice % len(offers)] if offers else NOTE, page.step)

    def fills(self, offer: Offer, step: str) -> Act:
        number = len(self.evening.acts)
        marker = f"m{number:04d}x"
        token = self.evening.token(self.who)
        fields = {"token": token, "key": f"{number:016d}", "step": step, "do": offer.do, **dict.fromkeys(offer.fields, marker)}
        body = urlencode(fields)
        read = forms.parse(tuple(parse_qsl(body, keep_blank_values=True)))
        if not isinstance(read, forms.Sent):
            return self.fills(NOTE, step)
        member = self.evening.here.members[self.who]
        keys = private_key(member, read.key), private_key(member, f"{read.key}.kept")
        said = marker if offer.fields and name_of(offer.do) not in UNWRITTEN else ""
        act = Act(self.who, body, *keys, said, offer.do)
        self.evening.acts.append(act)
        self.sent.append(act)
        return act

    async def posts(self, act: Act, answer_lost: bool = False) -> None:
        answer = await self.browser.post("/act", act.body)
        assert answer.status < 500, answer
        if not answer_lost:
            act.done = act.done or answer.status == 204
            act.kept = act.kept or (answer.status == 422 and bool(answer.json["kept"]))


@dataclass
class Evening:
    here: world.World
    clock: Clock
    seats: list[Seat] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)

    def token(self, who: str) -> str:
        return guard.token(self.here.cookie(who))

    async def fresh(self, who: str) -> Screen:
        """The page of hers that is opened now."""
        member = self.here.members[who]
        place = await session_for((member,), self.here.session, 1, member)
        look = await see(self.here.house, place, True) if place else None
        if not isinstance(look, Look):
            return Screen()
        screen = Screen(look.version, news.seen(look, "fr"))
        for one in look.view:
            html = parts.render(one, "fr")
            assert slot_of(html) == one.slot
            screen.slots.setdefault(one.slot, {})[one.id] = html
        return screen

    async def minute(self) -> None:
        """A minute passes; live pages answer the beats."""
        self.clock.now += timedelta(minutes=1)
        for _ in range(live.BEAT * live.LOOK_AGAIN):
            self.here.front.live._tick()
        for seat in self.seats:
            if seat.live and not seat.closed:
                await seat.browser.get("/beat")
        self.here.rooms.rest()

    async def removed(self, who: str) -> None:
        """She is a member no more."""
        self.gone.add(who)
        await sync_to_async(part)(self.here.members[who])

    async def leaves(self, who: str) -> None:
        """Her browser forgets her."""
        self.gone.add(who)
        await sync_to_async(browsers.forget)(self.here.cookies.pop(who, ""))

    async def breathe(self) -> None:
        for _ in range(TURNS):
            await asyncio.sleep(0)

    async def calm(self) -> None:
        """The network is well again: every page comes back, every answer arrives."""
        for seat in self.seats:
            await seat.ends()
            if seat.stream is not None:
                seat.stream.reads.set()
        for _ in range(4):
            await self.breathe()
            for seat in self.seats:
                seat.shows()
                if not seat.closed:
                    await seat.listens()
        await self.told()

    async def told(self) -> None:
        """Whoever tells the pages may wait for a thread, which no number of turns measures."""
        async with asyncio.timeout(60):
            while any(gathering._telling for gathering in self.here.front.live._rooms.values()):
                await asyncio.sleep(0.001)
        await self.breathe()

    async def end(self) -> None:
        for seat in self.seats:
            seat.drops()
            await seat.ends()

    async def old_pages(self) -> list[str]:
        """Whose page is not as a fresh one."""
        return [seat.who for seat in self.seats if seat.who not in self.gone and not self._same(seat, await self.fresh(seat.who))]

    def _same(self, seat: Seat, fresh: Screen) -> bool:
        return (filled(seat.screen.slots), seat.screen.seen) == (filled(fresh.slots), fresh.seen)

    def books(self) -> Mapping[str, list[tuple[str, str]]]:
        """The rows of the log, opened: key and facts."""
        streams = [session_stream(self.here.room), *(own_stream(self.here.members[seat.who]) for seat in self.seats)]
        return {stream: [(row.key, opened(stream, row)) for row in self.here.log.read(stream)] for stream in streams}

    def unkept(self) -> list[str]:
        """Acts that were acknowledged and are not there once, or are there twice."""
        rows = [row for stream in self.books().values() for row in stream]
        counts = Counter(key for key, _ in rows)
        twice = [act.do for act in self.acts if counts[act.row] > 1 or counts[act.note] > 1]
        return twice + [act.do for act in self.acts if act.marker and self._missing(act, rows)]

    def _missing(self, act: Act, rows: list[tuple[str, str]]) -> bool:
        def stands(key: str) -> bool:
            return any(found == key and act.marker in facts for found, facts in rows)

        return (act.done and not stands(act.row)) or (act.kept and not stands(act.note))


def opened(stream: str, row: Any) -> str:
    return vault().open(stream, row.sealed, place(row.stream, row.version, row.key, row.at)).decode()
