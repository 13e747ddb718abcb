"""Someone with a browser: she comes in by her link, follows her page's stream, presses what it offers, and sends again until answered."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from codev.rooms.acting import private_key
from codev.web import forms
from tests.fault.page import Offer, Page
from tests.fault.wire import Answer, Broken, Wire

JSON = "application/json"
AGAIN = 0.1  # seconds: before she tries again
UNWRITTEN = ("feel",)  # a mood reaches no log
OFFERED = 0.6  # of the acts; the others are notes
NOTE = Offer("write_note", ("write_note.text",))
# What would end the session, take words back, or send somebody away.
HELD_BACK = frozenset(
    {
        *("stop_session", "suspend_session", "close_session", "take_break", "hand_over", "take_over", "name_deputy"),
        *("mark_presence", "mark_paper", "mark_remote", "drop_note", "withdraw_subject", "remove_action"),
    }
)


@dataclass
class Sent:
    """One act. row: its key as the log would hold it, note: that of the note which its text becomes if it is refused.

    marker: what was typed, if anything. waits: not answered. done: acknowledged. kept: refused, and its text told to be in her notes.
    """

    row: str
    note: str
    marker: str
    do: str
    waits: bool = True
    done: bool = False
    kept: bool = False


@dataclass
class Person:
    wire: Wire
    chance: Random
    address: str = ""
    token: str = ""
    version: int = 0
    seen: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    came_back: int = 0

    @property
    def member(self) -> str:
        return self.address.rpartition("/")[2]

    @property
    def room(self) -> str:
        _, _, session, run, _ = self.address.split("/")
        return f"{session}.{run}"

    async def come_in(self, link: str) -> None:
        """By her personal link: claimed by a POST, then the door, where the charter stands."""
        asked = Page((await self.wire.get(link)).text)
        await self._enter(await self.wire.post(link, asked.hidden))

    async def begin_trial(self) -> None:
        """From the first page, with companions in the other seats."""
        asked = Page((await self.wire.get("/")).text)
        choice = {"case": "counter", "as": "consultant", "language": "fr", "pace": "faster"}
        await self._enter(await self.wire.post("/try", {**asked.hidden, **choice}))

    async def _enter(self, claimed: Answer) -> None:
        door = urlsplit(claimed.headers["location"]).path
        asked = Page((await self.wire.get(door)).text)
        entered = await self.wire.post(door, {**asked.hidden, "charter": "1"})
        self.address = urlsplit(entered.headers["location"]).path
        page = await self.page()
        self.token = page.hidden["token"]

    async def page(self) -> Page:
        answer = await self.wire.get(self.address)
        assert answer.status == 200, answer.status
        return Page(answer.text)

    async def fresh(self) -> Mapping[str, Any]:
        """What a page would show that is opened now."""
        answer = await self.wire.get(f"{self.address}/parts", JSON)
        assert answer.status == 200, answer.status
        view: Mapping[str, Any] = answer.json["view"]
        return view

    async def follow(self) -> None:
        """For as long as it is not cancelled: a stream that breaks is opened again, with what she has seen."""
        while True:
            with suppress(Broken):
                async with self.wire.events(f"{self.address}/live?seen={self.seen}") as events:
                    async for name, data in events:
                        self._hear(name, data)
            await asyncio.sleep(AGAIN)

    def _hear(self, name: str, data: Any) -> None:
        if name == "hello":
            self.token, self.came_back = data["token"], self.came_back + 1
        elif name == "parts":
            known = {} if data["whole"] else self.parts
            self.parts = {name: html for name, html in {**known, **data["parts"]}.items() if html is not None}
            self.version, self.seen = data["v"], data["seen"]

    async def act(self) -> Sent:
        """Something that her page offers her now, or a note."""
        shown = Page("".join(self.parts.values()))
        kinds = sorted({name_of(offer.do) for offer in shown.offers} - HELD_BACK)
        kind = self.chance.choice(kinds) if kinds and self.chance.random() < OFFERED else ""
        return await self.press(self.chance.choice([offer for offer in shown.offers if name_of(offer.do) == kind] or [NOTE]), shown.step)

    async def press(self, offer: Offer, step: str = "") -> Sent:
        marker = f"m{self.chance.getrandbits(64):016x}"
        typed = dict.fromkeys(offer.fields, marker)
        fields = {"token": self.token, "key": f"{self.chance.getrandbits(128):032x}", "step": step, "do": offer.do, **typed}
        read = forms.parse(tuple(parse_qsl(urlencode(fields), keep_blank_values=True)))
        if not isinstance(read, forms.Sent):  # a field that wants something else than words
            return await self.press(NOTE, step)
        rows = private_key(self.member, read.key), private_key(self.member, f"{read.key}.kept")
        sent = Sent(*rows, marker if offer.fields and name_of(offer.do) not in UNWRITTEN else "", offer.do)
        self.sent.append(sent)
        answer = await self._until_answered(fields)
        sent.done = answer.status == 204
        sent.kept = not sent.done and bool(answer.json["kept"])
        sent.waits = False
        return sent

    async def _until_answered(self, fields: dict[str, str]) -> Answer:
        while True:
            with suppress(Broken):
                answer = await self.wire.post(f"{self.address}/act", fields, JSON)
                if answer.status < 500:
                    return answer
            await asyncio.sleep(AGAIN)


def name_of(do: str) -> str:
    return do.partition("?")[0].partition(":")[0]
