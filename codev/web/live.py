"""The live room, outside Django: the stream and what it falls back to, an act by `fetch`, a sign of life.

GET  …/live    text/event-stream: `hello` (token, at), `parts` (see codev.web.news), `beat` (at) every 20 seconds
GET  …/parts   the same truth once, for a page whose stream is cut
GET  …/beat    {"at"}: the answer to a beat; the page learns the server's clock from its round trip
POST …/act     204, or {"refusal", "words", "field", "kept"} with 422, 403, 413 …
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import parse_qs

from codev.groups.access import session_for
from codev.groups.tables import Place, Screen
from codev.people import browsers
from codev.rooms import Look

from . import acting, addresses, answers, guard, news, parts
from .elsewhere import sign_of_life
from .gathering import Gathering
from .headers import raw
from .house import House
from .stream import Stream
from .trial import see

BEAT = 20
LOOK_AGAIN = 3  # beats: the facilitator's page says how late it is, each minute
PADDING = b":" + b" " * 2048 + b"\n\n"  # some proxies hold back a first small piece


class Live:
    def __init__(self, house: House) -> None:
        self._house = house
        self._rooms: dict[str, Gathering] = {}
        self._streams: dict[Stream, tuple[Gathering, int]] = {}
        self._second = 0
        self._timer: asyncio.TimerHandle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._deaf: Callable[[], None] = lambda: None

    async def __call__(self, address: addresses.Address, scope: answers.Scope, receive: answers.Receive, send: answers.Send) -> None:
        """`address`: of the scope's path."""
        head = guard.head(scope["method"], answers.header_of(scope))
        held = await browsers.held(head.cookie)
        place = await session_for(held.of(address.session), address.session, address.run, address.member)
        refusal = acting.may_not(place)
        if place is None or refusal:
            language = acting.language_of(place, scope)
            await answers.in_json(send, acting.told(refusal, place, language), 403 if place else 404)
        elif address.below == "act":
            await self._act(place, place.member not in held.shut, head, receive, send)
        elif scope["method"] != "GET":
            await answers.in_json(send, acting.fault(guard.Fault(405, "method"), place.language), HTTPStatus.METHOD_NOT_ALLOWED)
        elif address.below == "live":
            has = parse_qs(scope["query_string"].decode("latin-1")).get("seen", [""])[0]
            login = browsers.session_key(head.cookie)
            sign_of_life(self._house, place, head.cookie)
            await self.stream(Stream(send, place, login, place.member not in held.shut, has), head.cookie, receive, send)
        elif address.below == "parts":
            await self.truth(place, place.member not in held.shut, head.cookie, send)
        else:
            sign_of_life(self._house, place, head.cookie)
            await answers.in_bytes(send, now())

    async def _act(self, place: Place, notes: bool, head: guard.Head, receive: answers.Receive, send: answers.Send) -> None:
        fault = guard.check_head(head)
        sent = fault or guard.check_body(head, await answers.body_of(receive, guard.LARGEST))
        if isinstance(sent, guard.Fault):
            await answers.in_json(send, acting.fault(sent, place.language), sent.status)
            return
        outcome = await acting.perform(self._house, place, sent, notes)
        if outcome is None:
            await answers.nothing(send)
        else:
            await answers.in_json(send, outcome.as_json(), outcome.status)

    async def stream(self, stream: Stream, cookie: str, receive: answers.Receive, send: answers.Send) -> None:
        start = raw(content_type="text/event-stream", x_accel_buffering="no")
        await send({"type": "http.response.start", "status": 200, "headers": start})
        await send({"type": "http.response.body", "body": PADDING + hello(cookie), "more_body": True})
        try:
            self._join(stream)
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self._part(stream)

    async def truth(self, place: Place, notes: bool, cookie: str, send: answers.Send) -> None:
        if not isinstance(place, Screen):
            sign_of_life(self._house, place, cookie)
        look = await see(self._house, place, notes)
        if isinstance(look, Look):
            view = news.whole(look, place.language)
            await answers.in_bytes(send, b'{"token":%s,"at":%d,"view":%s}' % (json.dumps(guard.token(cookie)).encode(), millis(), view))
        else:
            await answers.in_json(send, acting.told(look, place, place.language), HTTPStatus.NOT_FOUND)

    async def shows(self, place: Place) -> bool:
        """Whether there is anything to see from here."""
        return isinstance(await see(self._house, place, False), Look)

    def _join(self, stream: Stream) -> None:
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self._deaf = browsers.listen(self._login_changed)
        room = stream.place.room
        gathering = self._rooms.get(room)
        if gathering is None:
            gathering = self._rooms[room] = Gathering(room, self._house)
        self._streams[stream] = gathering, self._second
        gathering.join(stream)
        self._keep_time()

    def _part(self, stream: Stream) -> None:
        stream.ended = True
        gathering, _ = self._streams.pop(stream, (None, 0))
        if gathering is not None and gathering.part(stream):
            del self._rooms[gathering.room]

    def _login_changed(self, login: str) -> None:
        """In whichever thread has changed it. Whoever still belongs here comes back by herself, under the login as it is now."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._end, login)

    def _end(self, login: str) -> None:
        for stream in tuple(self._streams):
            if stream.login == login:
                stream.end()

    async def close(self, within: float = 2.0) -> None:
        """Ends all streams, a few at a time, so that not everyone comes back in the same instant."""
        self._deaf()
        self._loop, self._deaf = None, lambda: None
        streams = tuple(self._streams)
        for stream in streams:
            stream.end()
            await asyncio.sleep(within / len(streams))

    def _keep_time(self) -> None:
        if self._timer is None and self._streams:
            self._timer = asyncio.get_running_loop().call_later(1, self._tick)

    def _tick(self) -> None:
        self._timer = None
        self._keep_time()  # first: whatever one stream meets below, the others hear the next beat
        self._second += 1
        beat = now()
        for stream, (gathering, since) in tuple(self._streams.items()):
            waited = self._second - since
            if waited % BEAT == 0:
                stream.tell("beat", beat)
            if waited % (BEAT * LOOK_AGAIN) == 0:
                gathering.tell(stream)
        parts.memory.age()


def hello(cookie: str) -> bytes:
    said = {"token": guard.token(cookie), "at": millis()}
    return b"event: hello\ndata: %s\n\n" % json.dumps(said).encode()


def now() -> bytes:
    return b'{"at":%d}' % millis()


def millis() -> int:
    return time.time_ns() // 1_000_000
