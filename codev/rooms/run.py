"""The shell around the rules: every act and every look goes through here."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from codev.bell import GONE, Bell
from codev.eventlog import Log
from codev.protocol import (
    Cue,
    Fact,
    Memory,
    Notebook,
    Order,
    OwnFact,
    Refusal,
    Session,
    SessionPlanned,
    decide,
    decide_own,
    place_in,
    script_of,
    view_of,
    view_of_invented,
)
from codev.protocol.rules.welcome import refuse_mood
from codev.protocol.words import Words
from codev.vault import KeyDestroyed, Vault

from .acting import Accepted, act_on, private_key
from .keeping import Endings, Over, keep_copies, nobody_told
from .looking import NOT_A_MEMBER, OVER, WALL, Door, Look, Names, Viewer, look_of_wall, open_books, open_door
from .opening import not_begun, open_stream
from .patience import answers, see_through
from .presence import Presence, refuse_long
from .states import BLANK, EVER, NOW, SESSION, grow_notebook, grow_session, own_stream, session_stream
from .table import S, Table
from .tables import Tables

IDLE = timedelta(minutes=10)
SECOND = timedelta(seconds=1)
TICK_SECONDS = 15


class Rooms:
    """All rooms of this process, on the event loop that first uses them.

    names: session to {member: shown name}. door: which members may be here at all? Both are asked in no lock.
    over: told of each consultation that is over, in no lock. forget: once something is erased.
    """

    def __init__(
        self,
        vault: Vault,
        log: Log,
        bell: Bell,
        *,
        names: Names,
        door: Door = open_door,
        over: Over = nobody_told,
        forget: Callable[[], None] = lambda: None,
        clock: Callable[[], datetime] = NOW,
    ) -> None:
        self._names, self._door, self._bell, self._clock = names, door, bell, clock
        self._vault, self._log, self._forget = vault, log, forget
        self._sessions = Tables(vault, log, clock, grow_session, self._session_moved)
        self._notebooks = Tables(vault, log, clock, grow_notebook, lambda book: bell.ring(book.stream, book.version))
        self._timer: asyncio.TimerHandle | None = None
        self._endings = Endings(self._notebooks, over, self.erase)
        self.presence = Presence()

    async def plan(self, session: str, planned: SessionPlanned) -> Accepted:
        """Opens the session's stream; until it begins, another call writes what has changed since. Raises KeyDestroyed once erased."""
        await open_stream(self._sessions, session_stream(session), planned)
        return Accepted(1)

    async def begun(self, session: str) -> bool:
        """Whether what it was planned with no longer changes."""
        room = await self._sessions.look(session_stream(session))
        return room.state is not None and not not_begun(room.state)

    def not_begun(self, session: str) -> bool:
        """Whether this room is awake and its session has not begun: what it was planned with may still change."""
        table = self._sessions.glance(session_stream(session))
        return table is not None and not_begun(table.state)

    async def act(self, session: str, order: Order, key: str, noted: datetime | None = None) -> Accepted | Refusal:
        """One act, on disk when this returns. The room itself says when it is, and how long the facilitator has been away.

        `key`: the sender's own, of any form; the same key again is answered as before, whatever has happened since.
        `noted`: when the facilitator noted it while her device had no network; it counts from then, between the last act and now.
        Raises NotWritten, Overtaken: nothing is stored, and the same key may be sent again.
        """
        if order.by not in await self._door(session):
            return NOT_A_MEMBER

        def decided(state: Session | None, at: datetime) -> tuple[Fact, ...] | Refusal:
            if state is None:
                return NOT_A_MEMBER
            if noted and state.facilitator != order.by:  # the role has changed hands meanwhile
                return Refusal("facilitator_only", "S25")
            silence = self.presence.silence(session, state.facilitator, at)
            return decide(state, Order(order.by, order.command, at, order.on_behalf_of, order.step, silence // SECOND))

        self._keep_time()
        answer = await act_on(self._sessions, session_stream(session), private_key(order.by, key), decided, noted)
        table = self._sessions.glance(session_stream(session))
        if table is not None:
            await self._end(session, table)
        return answer

    async def act_own(self, session: str, member: str, order: Order, key: str) -> Accepted | Refusal:
        """The same for her own notebook (C1). `session`: where she is, which the rules read; empty outside of any."""
        if order.by != member or (session and member not in await self._door(session)):
            return NOT_A_MEMBER
        room = (await self._sessions.look(session_stream(session))).state if session else None

        def decided(book: Notebook | None, at: datetime) -> tuple[OwnFact, ...] | Refusal:
            return decide_own(book or Notebook(), room, replace(order, at=at), session)

        self._keep_time()
        try:
            return await act_on(self._notebooks, own_stream(member), private_key(member, key), decided)
        except KeyDestroyed:  # she has left, and had her own erased (C5)
            return NOT_A_MEMBER

    async def look(self, session: str, member: str, notes: bool = True) -> Look | Refusal:
        """What she sees now; the door is asked again each time. `notes`: whether her notebook is open where she looks (C1)."""
        (look,) = await self.looks(session, ((member, notes),))
        return look

    async def looks(self, session: str, viewers: Collection[Viewer]) -> list[Look | Refusal]:
        """The same for several who look together, in their order: all of one state."""
        self._keep_time()
        inside, names = await self._door(session), await self._names(session)
        if not any(member in inside or member == WALL for member, _ in viewers):
            return [NOT_A_MEMBER for _ in viewers]
        room = await self._sessions.look(session_stream(session))
        await self._end(session, room)
        seated = room.state.seated if room.state else ()
        open_here = [own_stream(member) if notes and member in inside and member in seated else "" for member, notes in viewers]
        books = await open_books(self._notebooks, open_here)
        if room.state is None:  # erased meanwhile
            return [NOT_A_MEMBER for _ in viewers]
        state, at = room.state, self._sessions.instant(room)
        away, moods = self.presence.away(session, at), self.presence.moods(session)
        scene = room.memory.scene(state, names, away, moods)

        found: list[Look | Refusal] = []
        for (member, _), book in zip(viewers, books, strict=True):
            if book is not None:
                found.append(Look(room.version + book.version, *view_of(scene, member, at, book.state or BLANK, session)))
            elif member in inside and member in state.seated:
                found.append(Look(room.version, *view_of(scene, member, at, None, session)))
            else:
                found.append(look_of_wall(room, state, names, away, moods, at) if member == WALL else NOT_A_MEMBER)
        return found

    async def look_as_participant(self, session: str, member: str) -> Look | Refusal:
        """For the facilitator: the page of a consultant who is invented, never a real person's."""
        names = await self._names(session)
        room = await self._enter(session, member)
        if room is None or room.state is None or room.state.facilitator != member:
            return NOT_A_MEMBER
        return Look(room.version, view_of_invented(room.state, names, self._sessions.instant(room)))

    async def script(self, session: str, member: str) -> tuple[int, tuple[Cue, ...]] | Refusal:
        """For the facilitator: where the session stands, and every stage with what to say, for a page that may lose its network."""
        room = await self._enter(session, member)
        if room is None or room.state is None or room.state.facilitator != member:
            return NOT_A_MEMBER
        return place_in(room.state), script_of(room.state)

    def facilitator(self, session: str) -> str:
        """Whose role it is at this moment: it may have been handed over (S25). Empty while the room sleeps."""
        table = self._sessions.glance(session_stream(session))
        return table.state.facilitator if table is not None and table.state is not None else ""

    async def titles(self, session: str) -> Mapping[str, Words]:
        """What each step of the session is called: a refusal names the step where the act is welcome."""
        state = (await self._sessions.look(session_stream(session))).state
        return {step.id: step.title for step in state.setting.steps} if state else {}

    async def journal(self, session: str, member: str) -> Notebook | Refusal:
        """All that is hers, across the cycle; it stays when the session is erased (C3, C5). `session`: empty outside of any."""
        if session and member not in await self._door(session):
            return NOT_A_MEMBER
        await self._enter(session, member) if session else None
        return await self.own(member)

    async def own(self, member: str) -> Notebook:
        """The same outside of any session, for a page of hers alone. Empty once it is erased."""
        return (await self._notebooks.look(own_stream(member))).state or BLANK

    async def settle(self, session: str, at_last: bool = False) -> None:
        """What follows from an end, if a crash came between the two and nobody has been here since.

        at_last: it is about to be erased, so that everyone keeps what is hers even of a session that never came to its end.
        Raises then, where somebody's notebook takes nothing for now.
        """
        room = await self._sessions.look(session_stream(session))
        await self._end(session, room)
        if room.state is not None and at_last:
            await keep_copies(self._notebooks, room.state, session, room.version, at_last)

    async def erase(self, session: str) -> None:
        """C3: the key is destroyed, the rows forgotten, and every stream told that the session is gone."""
        await self._erase(self._sessions, session_stream(session))
        self.presence.close(session)
        self._endings.sleep(session)

    async def erase_own(self, member: str) -> None:
        """C5: her notebook."""
        await self._erase(self._notebooks, own_stream(member))

    def beat(self, session: str, member: str, stream: object = None) -> None:
        """A sign of life of her open page. Who comes, or comes back, is shown to the others at once."""
        at = self._clock()
        was_away = member in self.presence.away(session, at)
        is_new = self.presence.beat(session, member, at, stream)
        self._notebooks.touch(own_stream(member), at)
        table = self._sessions.touch(session_stream(session), at)
        if table is None or table.state is None:
            return
        self.presence.expect(session, table.state.facilitator, at)
        if was_away or is_new:
            self._bell.ring(table.stream, table.version)

    async def feel(self, session: str, member: str, mood: str) -> Refusal | None:
        """Her mood of the moment, in memory only; an empty one takes it back."""
        room = await self._enter(session, member)
        if room is None or room.state is None:
            return NOT_A_MEMBER
        if refusal := refuse_long(mood) or (refuse_mood(room.state, member) if mood else None):
            return refusal
        self.presence.feel(session, member, mood)
        self.ring(session)
        return None

    async def well(self) -> dict[str, bool]:
        """Whether the log's writer takes its turn within some seconds, and the keyring answers: without them no act is taken."""
        return {"log": await answers(self._log), "keys": await asyncio.to_thread(self._vault.well)}

    def rest(self) -> None:
        """Tells the rooms where someone has gone away, and lets sleep what nobody uses: its keys leave the memory."""
        at = self._clock()
        for session in self.presence.turned(at):
            self.ring(session)
        for slept in (*self._sessions.rest(at - IDLE), *self._notebooks.rest(at - IDLE)):
            self.presence.close(slept.removeprefix(SESSION))
            self._endings.sleep(slept.removeprefix(SESSION))

    def close(self) -> None:
        """Everything sleeps; the log and the vault stay open for whoever opened them."""
        if self._timer is not None:
            self._timer.cancel()
        self._sessions.rest(EVER)
        self._notebooks.rest(EVER)

    async def _end(self, session: str, room: Table[Session]) -> None:
        if room.state is not None and room.state.status.state in OVER:
            await self._endings.follow(session, room)

    async def _enter(self, session: str, member: str) -> Table[Session] | None:
        """The table, for whoever the door lets in and who has a seat at it."""
        self._keep_time()
        if member not in await self._door(session):
            return None
        await self.settle(session)
        room = await self._sessions.look(session_stream(session))
        return room if room.state is not None and room.state.role(member) else None

    def _session_moved(self, table: Table[Session]) -> None:
        self._bell.ring(table.stream, table.version)
        if table.state is not None and table.state.status.state in OVER:
            self.presence.calm(table.stream.removeprefix(SESSION))

    def ring(self, session: str) -> None:
        """Every open page looks again at once, through the door: who may be here has changed, or what is in memory only."""
        table = self._sessions.glance(session_stream(session))
        if table is not None:
            self._bell.ring(table.stream, table.version)

    async def _erase(self, tables: Tables[S], stream: str) -> None:
        """And whatever was made of such words for pages: a notebook shows in several rooms."""
        await see_through(asyncio.ensure_future(tables.erase(stream)), lambda _: self._bell.ring(stream, GONE))
        for room in self._sessions:
            room.memory = Memory()
        self._forget()

    def _keep_time(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(TICK_SECONDS, self._tick)

    def _tick(self) -> None:
        self._timer = None
        self.rest()
        if self._sessions or self._notebooks:
            self._keep_time()
