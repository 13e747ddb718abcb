"""The end of a session: everyone keeps what is hers, and what was to be erased is erased (C3, S29). Done again, it changes nothing."""

import logging
from collections.abc import Awaitable, Callable

from codev.eventlog.codec import AnyFact, UnknownFact
from codev.protocol import Notebook, Session, keep
from codev.vault import KeyMissing, Unreadable

from .acting import act_on, private_key
from .states import own_stream
from .table import Table
from .tables import Tables

Over = Callable[[str, Session], Awaitable[None]]
"""Told of each consultation that is over, with the session as it ended; told again after a restart, and it then changes nothing."""

log = logging.getLogger(__name__)


async def nobody_told(session: str, state: Session) -> None:
    return None


class Endings:
    """What follows from an end: once for each version of it, for as long as the room is awake. erase: of the room's words."""

    def __init__(self, notebooks: Tables[Notebook], over: Over, erase: Callable[[str], Awaitable[None]]) -> None:
        self._notebooks, self._over, self._erase = notebooks, over, erase
        self._done: dict[str, int] = {}

    async def follow(self, session: str, room: Table[Session]) -> None:
        """Everyone keeps what is hers, and the group hears of it; then the rest goes, if whoever stopped the session said so.

        It raises nothing and is tried again at the next look: the act that ended the session is on disk. `over` sees to it that an
        erasure which fails, or never begins, is made up for.
        """
        state, version = room.state, room.version
        if state is None or self._done.get(session) == version:
            return
        try:
            await keep_copies(self._notebooks, state, session, version)
            await self._over(session, state)
            self._done[session] = version
            if state.status.erase:
                await self._erase(session)
        except Exception as error:
            self.sleep(session)
            log.error("what follows from an end waits: %s", type(error).__name__)

    def sleep(self, session: str) -> None:
        """Nobody is there any more; what follows, done again, would change nothing."""
        self._done.pop(session, None)


async def keep_copies(notebooks: Tables[Notebook], room: Session, session: str, version: int, at_last: bool = False) -> None:
    """Each person's copies go into her own notebook, under her own key; whoever has no key any more keeps nothing.

    Raises, once everybody else has hers, what held somebody's up for now (NotWritten, Overtaken).
    """
    late: Exception | None = None
    for member in room.people:

        def kept(book: Notebook | None, _: object, member: str = member) -> tuple[AnyFact, ...]:
            return keep(book or Notebook(), room, session, member, at_last)

        try:
            await act_on(notebooks, own_stream(member), private_key(member, f"kept {session} {version}"), kept)
        except KeyMissing:  # erased at her wish, or lost with an incomplete restore: the others keep what is theirs
            continue
        except (Unreadable, UnknownFact) as error:  # it stays so: nobody waits for it
            log.error("a notebook takes no copies: %s", type(error).__name__)
        except Exception as error:
            late = error
    if late is not None:
        raise late
