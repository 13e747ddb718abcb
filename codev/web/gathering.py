"""The open streams of one room, told together of what has changed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable

from codev.bell import GONE
from codev.companions.play import captions_stream
from codev.groups.access import places_now
from codev.groups.tables import Place, Screen, session_of
from codev.protocol import Refusal
from codev.rooms import NOT_A_MEMBER, Look, own_stream, session_stream

from .house import House
from .stream import Stream, step
from .trial import see_together

log = logging.getLogger(__name__)

Seen = tuple[Stream, Place | None, Look | Refusal]


class Gathering:
    """Streams are kept by identity: one that ends late never takes away the one that came in its stead."""

    def __init__(self, room: str, house: House) -> None:
        self.room, self._house, self._rooms, self._bell = room, house, house.rooms, house.bell
        self._streams: dict[Stream, Callable[[], None]] = {}
        self._stale: dict[Stream, None] = {}
        self._telling = False
        self._rest: asyncio.Future[None] | None = None
        self._leave = (self._bell.listen(session_stream(room), self._rung), self._bell.listen(captions_stream(room), self._rung))

    def join(self, stream: Stream) -> None:
        """From now on she hears of every change, this very moment's state first."""
        stream.fresh = self.tell
        self._streams[stream] = self._bell.listen(own_stream(stream.place.member), lambda _: self.tell(stream))
        if not isinstance(stream.place, Screen):
            self._rooms.beat(self.room, stream.place.member, stream)
        self.tell(stream)

    def part(self, stream: Stream) -> bool:
        """Whether she was the last."""
        if stream in self._streams:
            self._streams.pop(stream)()
            self._stale.pop(stream, None)
            self._rooms.presence.leave(self.room, stream)
        if not self._streams:
            for leave in self._leave:
                leave()
        return not self._streams

    def tell(self, stream: Stream) -> None:
        if stream in self._streams:
            self._stale[stream] = None
            self._stir()

    def _rung(self, version: int) -> None:
        if version == GONE:
            for stream in tuple(self._streams):
                stream.end()
        self._stale = dict.fromkeys(self._streams)
        self._stir()

    def _stir(self) -> None:
        """At once, as far as it goes without waiting: a room that is awake is told whole, and needs no task."""
        if not self._telling and self._stale:
            self._telling = True
            rest = step(self._tell())
            self._rest = None if rest is None else asyncio.ensure_future(rest)

    async def _tell(self) -> None:
        try:
            while self._stale:
                stale, self._stale = tuple(self._stale), {}
                for stream, place, look in await self._looks(stale):
                    try:
                        self._show(stream, place, look)
                    except Exception as error:  # she comes back by herself, and the others are told
                        log.error("a page was not told: %s", type(error).__name__)
                        stream.end()
        finally:
            self._telling = False

    async def _looks(self, streams: tuple[Stream, ...]) -> Iterable[Seen]:
        """What each of them sees. Should one look fail, the others are asked again by themselves."""
        try:
            return await self._together(streams)
        except Exception as error:
            if len(streams) > 1:
                return [seen for stream in streams for seen in await self._looks((stream,))]
            log.error("a look failed: %s", type(error).__name__)  # its message could quote someone's words
            return [(streams[0], None, NOT_A_MEMBER)]

    async def _together(self, streams: tuple[Stream, ...]) -> Iterable[Seen]:
        """Each one's own view, through the door each time: the room's is asked once for all."""
        before = [stream.place for stream in streams]
        now = await places_now(session_of(self.room), before)
        places = [place or last for place, last in zip(now, before, strict=True)]
        looks = await see_together(self._house, self.room, places, [stream.viewer for stream in streams])
        for number, door in [(number, stream.door) for number, stream in enumerate(streams) if stream.door]:
            now[number] = await door()
        return zip(streams, now, looks, strict=True)

    def _show(self, stream: Stream, place: Place | None, look: Look | Refusal) -> None:
        """Whoever may no longer see it hears nothing more."""
        if place is None or isinstance(look, Refusal) or not (place is stream.place or place.charter_accepted):
            stream.end()
        elif stream in self._streams:
            stream.place = place
            stream.show(look, place.language)
