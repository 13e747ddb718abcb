"""One session in which companions take part: looks through their eyes, waits as people do, acts as people do."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from codev.bell import GONE, Bell
from codev.protocol import Order, OwnCommand, Refusal, View
from codev.protocol.views import parts as p
from codev.rooms import Accepted, Look, Rooms, session_stream

from .cast import Cast
from .course import Course, Turn, listener
from .moves import Candidate
from .pace import factor
from .patience import NEVER, Patience
from .seeing import find, place_in
from .speaking import Line, lines, spoken
from .speech import Speech, speech
from .taking_part import Feel

ENDED: Final = ("closed", "stopped")
LOOK_AGAIN = 2.0  # seconds: whether the room is open
EMPTY_CHAIRS = 60.0  # whether a human has come in; whoever opens a page wakes the companions at once
SIGN_OF_LIFE = 20.0
MOST_FAULTS = 5
log = logging.getLogger(__name__)

Attended = Callable[[str, frozenset[str]], bool]


def captions_stream(room: str) -> str:
    """What the bell rings when the captions of a room change."""
    return f"captions:{room}"


class Play:
    """It keeps patience, and what it has heard: after a restart another one goes on from where the session stands.

    said: the lines that are heard now, the newest last.
    """

    said: tuple[Line, ...] = ()

    def __init__(self, room: str, cast: Cast, pace: str, rooms: Rooms, bell: Bell, clock: Callable[[], datetime]) -> None:
        self.room, self.cast, self.pace = room, cast, factor(pace)
        self._rooms, self._bell, self._clock = rooms, bell, clock
        self._loop = asyncio.get_running_loop()
        self._woken = asyncio.Event()
        self._course, self._speech, self._patience = Course(), Speech(), Patience()
        self._refused: set[tuple[int, Candidate]] = set()
        self._sign_at = 0.0
        self._over = self._hurried = self._alone = False

    async def run(self, attended: Attended) -> None:
        """Until the session has ended, or is gone. attended: whether a human is there; nobody plays before empty chairs."""
        leave = self._bell.listen(session_stream(self.room), self._rung)
        faults = 0
        try:
            while not self._over and faults < MOST_FAULTS:
                self._woken.clear()
                try:
                    self._alone = not attended(self.room, self.cast.humans)
                    seconds, faults = EMPTY_CHAIRS if self._alone else await self._live(), 0
                except Exception as error:
                    log.error("a companion failed: %s", type(error).__name__)  # its message could quote someone's words
                    seconds, faults = LOOK_AGAIN, faults + 1
                await self._rest(seconds)
        finally:
            leave()
            self._say(())

    def notice(self) -> None:
        """Somebody has opened a page."""
        if self._alone:
            self._woken.set()

    def hasten(self) -> None:
        """Whoever sits there alone has read enough: the next line, or the next act, comes at once."""
        self._hurried = True
        self._woken.set()

    def prompt(self, member: str) -> tuple[Line, ...]:
        """What a human's person would say now, in her turn or to the one who speaks: to use, or to leave."""
        now = self._course.now
        hers = tuple(line for line in lines(self.cast, self._course) if line.by == member)
        asked = now and now.kind == "question" and member == self.cast.client
        return spoken(self.cast, Turn(member, "answer"), now) if asked and not hers else hers

    def _rung(self, version: int) -> None:
        self._over = self._over or version == GONE
        self._woken.set()

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(max(seconds, 0.0)):
                await self._woken.wait()
        except TimeoutError:
            pass

    async def _live(self) -> float:
        """One look and at most one act. For how many seconds nothing is to be done then, unless the bell rings."""
        looks = await self._looks()
        if len(looks) < len(self.cast.companions):
            return LOOK_AGAIN
        views = {member: look.view for member, look in looks.items()}
        notices = (find(view, p.NoticePart) for view in views.values())
        if any(notice.state in ENDED for notice in notices if notice):
            self._over = True
            return 0.0
        now = self._loop.time()
        self._give_sign(now)
        self._listen(views, now)
        hurried = self._hurries(now)
        refused = {c for version, c in self._refused if version == looks[c.member].version}
        due, first = self._patience.first(self.cast, views, self._clock(), self._course, self._speech, self.pace, now, refused)
        if first is None or (due > now and not hurried):
            return min(due - now, self._speech.next_line(now, self.pace), SIGN_OF_LIFE)
        await self._act(first, looks[first.member])
        return 0.0

    def _hurries(self, now: float) -> bool:
        """Whether the next act is wanted at once; as long as there is another line, that comes first."""
        hurried, self._hurried = self._hurried, False
        wait = self._speech.next_line(now, self.pace)
        if not hurried or wait == NEVER:
            return hurried
        self._speech = self._speech.sooner(wait)
        self._patience.sooner(wait)
        self._say(self._speech.heard(now, self.pace, self.cast.humans))
        return False

    async def _looks(self) -> Mapping[str, Look]:
        found = [(member, await self._rooms.look(self.room, member)) for member in self.cast.companions]
        return {member: look for member, look in found if isinstance(look, Look)}

    def _give_sign(self, now: float) -> None:
        """Companions are there like people whose page is open."""
        if now >= self._sign_at:
            self._sign_at = now + SIGN_OF_LIFE
            for member in self.cast.companions:
                self._rooms.beat(self.room, member)

    def _listen(self, views: Mapping[str, View], now: float) -> None:
        """A new step, or a new turn, has its own lines."""
        ears = listener(self.cast.companions, next(iter(views.values())))
        view = views[ears] if ears else next(iter(views.values()))
        moved = place_in(view) != self._course.place
        course = self._course.hear(view)
        if course is not self._course:
            self._course = course
            said = speech(self.cast, views, course, moved, now)
            if said.lines or moved:  # what was said last stands: the question too, while a human answers it
                self._speech = said
        self._say(self._speech.heard(now, self.pace, self.cast.humans))

    def _say(self, said: tuple[Line, ...]) -> None:
        if said != self.said:
            self.said = said
            self._bell.ring(captions_stream(self.room), len(said))

    async def _act(self, candidate: Candidate, look: Look) -> None:
        """The same look again, after a restart, gives the same key: what was done is not done twice."""
        outcome = await self._do(candidate, look)
        if isinstance(outcome, Refusal):
            self._refused = {(version, c) for version, c in self._refused if version == look.version} | {(look.version, candidate)}
            log.warning("a companion was refused: %s %s", type(candidate.move).__name__, outcome.code)

    async def _do(self, candidate: Candidate, look: Look) -> Accepted | Refusal | None:
        member, move = candidate
        if isinstance(move, Feel):
            return await self._rooms.feel(self.room, member, move.mood)
        step = find(look.view, p.StepPart)
        order = Order(member, move, self._clock(), step=step.step if step else "")
        key = f"companion.{look.version}.{move.do}"
        if isinstance(move, OwnCommand):
            return await self._rooms.act_own(self.room, member, order, key)
        return await self._rooms.act(self.room, order, key)
