"""Companions in the serving process: one task for each session that they take part in.

    companions = Companions(rooms, bell)
    companions.start(room, cast, "normal")        # or: await companions.seat(trial, "slower")
    await companions.resume_all(trials)           # at the start of the server
    companions.captions(room)                     # what is heard now; the bell rings `captions_stream(room)`

Browser tests and the bench use the same: `start` with the pace "none" and a cast without humans plays a session through.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Protocol

from codev.bell import Bell
from codev.protocol import Order
from codev.rooms import Rooms
from codev.rooms.presence import AWAY_AFTER

from .cast import Cast
from .pace import factor
from .play import Attended, Play
from .speaking import Line, preparation

log = logging.getLogger(__name__)


class Trial(Protocol):
    """What companions need to know of a trial session (codev.groups.demo.Trial)."""

    @property
    def case(self) -> str: ...
    @property
    def room(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def members(self) -> Mapping[str, str]: ...
    @property
    def companions(self) -> frozenset[str]: ...


def now() -> datetime:
    return datetime.now(UTC)


class Companions:
    """On the event loop that first uses them, as the rooms are."""

    def __init__(self, rooms: Rooms, bell: Bell, *, clock: Callable[[], datetime] = now, attended: Attended | None = None) -> None:
        self._rooms, self._bell, self._clock = rooms, bell, clock
        self._attended = attended or self._somebody_is_there
        self._plays: dict[str, tuple[Play, asyncio.Task[None]]] = {}
        self._looked: dict[str, datetime] = {}

    def start(self, room: str, cast: Cast, pace: str = "normal") -> None:
        """Take the seats of this cast's companions, once. The room may open later. Raises KeyError for an unknown pace."""
        factor(pace)
        if room in self._plays:
            return
        play = Play(room, cast, pace, self._rooms, self._bell, self._clock)
        task = asyncio.get_running_loop().create_task(play.run(self._attended))
        self._plays[room] = play, task
        task.add_done_callback(lambda _: self._leave(room))

    async def seat(self, trial: Trial, pace: str = "normal") -> None:
        """The same for a trial session. The human's person comes prepared: her subject is one tap away, her story at hand."""
        cast = cast_of(trial)
        for human in cast.humans:
            if (prepared := preparation(cast, human)) is not None:
                await self._rooms.act_own("", human, Order(human, prepared, self._clock()), "companion.prepared")
        self.start(trial.room, cast, pace)

    async def resume_all(self, trials: Callable[[], Awaitable[Iterable[Trial]]]) -> None:
        """Take the seats again in every trial that is still open; in a session that has ended they leave at their first look.

        A trial that can not be read holds up neither the others nor the start of the server.
        """
        for trial in await self._known(trials):
            try:
                await self.seat(trial)
            except Exception as error:
                log.error("a trial was not resumed: %s", type(error).__name__)  # its message could quote someone's words

    async def _known(self, trials: Callable[[], Awaitable[Iterable[Trial]]]) -> Iterable[Trial]:
        try:
            return await trials()
        except Exception as error:
            log.error("no trial was resumed: %s", type(error).__name__)
            return ()

    def playing(self, room: str) -> bool:
        return room in self._plays

    def captions(self, room: str) -> tuple[Line, ...]:
        """The lines that are heard now, the newest last; none where nobody plays. Asked for by a page: somebody is there."""
        if room not in self._plays:
            return ()
        play, _ = self._plays[room]
        self._looked[room] = self._clock()
        play.notice()
        return play.said

    def prompt(self, room: str, member: str) -> tuple[Line, ...]:
        """What the case would let this human say in her turn: to use, or to leave."""
        return self._plays[room][0].prompt(member) if room in self._plays else ()

    def hasten(self, room: str) -> None:
        """The next act comes at once."""
        if room in self._plays:
            self._plays[room][0].hasten()

    def go_at(self, room: str, pace: str) -> None:
        """Another pace from now on. Raises KeyError for an unknown one."""
        if room in self._plays:
            self._plays[room][0].pace = factor(pace)

    async def ended(self, room: str) -> None:
        """Waits until nobody plays there any more."""
        if room in self._plays:
            await asyncio.wait([self._plays[room][1]])

    async def close(self) -> None:
        """All stand up; a new process goes on from where the sessions stand."""
        tasks = [task for _, task in self._plays.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _leave(self, room: str) -> None:
        self._plays.pop(room, None)
        self._looked.pop(room, None)

    def _somebody_is_there(self, room: str, humans: frozenset[str]) -> bool:
        """By the signs of life of her page, or by its having asked for the captions: a page without a script gives no signs."""
        seen = self._rooms.presence.seen(room)
        signs = [*(seen[human] for human in humans if human in seen), *([self._looked[room]] if room in self._looked else [])]
        return not humans or any(self._clock() - sign < AWAY_AFTER for sign in signs)


def cast_of(trial: Trial) -> Cast:
    """language: the trial's own, fr or en, as its case writes it."""
    from codev.groups.demo import PLACES

    persons = {member: person for person, member in trial.members.items()}
    quebec = "-CA" if PLACES[trial.case]["region"] == "CA" else ""
    return Cast(trial.case, persons, frozenset(persons) - trial.companions, trial.language + quebec)
