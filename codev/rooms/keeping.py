"""The end of a session: everyone keeps what is hers, and what was to be erased is erased (C3, S29). Done again, it changes nothing."""

import logging
from collections.abc import Awaitable, Callable

from codev.eventlog.codec import AnyFact
from codev.protocol import Notebook, Session, keep
from codev.vault import KeyMissing

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
    """What follows from an end: once for each version of it, in this process."""

    def __init__(self, notebooks: Tables[Notebook], over: Over) -> None:
        self._notebooks, self._over = notebooks, over
        self._done: dict[str, int] = {}

    async def follow(self, session: str, room: Table[Session]) -> bool:
        """Whether it is done now; it was done before, or is to be tried again, otherwise."""
        state, version = room.state, room.version
        if state is None or self._done.get(session) == version:
            return False
        await keep_copies(self._notebooks, state, session, version)
        try:
            await self._over(session, state)
        except Exception as error:  # the act is on disk: whoever closed the session is not told that it failed
            log.error("what follows from an end waits: %s", type(error).__name__)
            return False
        self._done[session] = version
        return True


async def keep_copies(notebooks: Tables[Notebook], room: Session, session: str, version: int, at_last: bool = False) -> None:
    """Each person's copies go into her own notebook, under her own key; whoever has no key any more keeps nothing."""
    for member in room.people:

        def kept(book: Notebook | None, _: object, member: str = member) -> tuple[AnyFact, ...]:
            return keep(book or Notebook(), room, session, member, at_last)

        try:
            await act_on(notebooks, own_stream(member), private_key(member, f"kept {session} {version}"), kept)
        except KeyMissing:  # erased at her wish, or lost with an incomplete restore: the others keep what is theirs
            continue
