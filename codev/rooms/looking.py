"""What the rooms ask of whoever opens them, and what one person sees."""

import logging
from collections.abc import Awaitable, Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from codev.eventlog.codec import UnknownFact
from codev.protocol import NOTHING, Notebook, Refusal, Session, View, view_of_wall
from codev.protocol.roles import WALL
from codev.vault import KeyMissing, Unreadable

from .table import Table
from .tables import Tables

__all__ = ["NOT_A_MEMBER", "OVER", "WALL", "Door", "Look", "Names", "Viewer", "look_of_wall", "open_books", "open_door"]

log = logging.getLogger(__name__)
UNREADABLE = (Unreadable, UnknownFact, KeyMissing)
LAST_PAGE = timedelta(minutes=15)
"""After the close a wall says so for a while, and then it is empty again."""
OVER = ("closed", "stopped", "plan_to_come")
NOT_A_MEMBER = Refusal("not_a_member", "C3")
"""The one answer for a session that does not exist, that is erased, and that is not hers."""

Viewer = tuple[str, bool]
"""A member, and whether her notebook is open where she looks (C1)."""

Names = Callable[[str], Awaitable[Mapping[str, str]]]
Door = Callable[[str], Awaitable[Container[str]]]


@dataclass(slots=True)
class Look:
    """What one person sees now. `version` grows with every act of the session and with every act in her own notebook.

    common: the very same object for everyone who sees the same. own: what is hers alone.
    """

    version: int
    common: View
    own: View = NOTHING

    @property
    def view(self) -> View:
        """Both, in the order of reading."""
        return View((self.common, self.own))


class Everyone:
    def __contains__(self, member: object) -> bool:
        return True


async def open_door(session: str) -> Container[str]:
    return Everyone()


async def open_books(notebooks: Tables[Notebook], streams: Sequence[str]) -> list[Table[Notebook] | None]:
    """None for an empty name, and for a notebook that nobody can read any more: it holds up neither its owner nor her room."""
    try:
        return await notebooks.several(streams)
    except UNREADABLE:
        return [await _if_readable(notebooks, stream) for stream in streams]


async def _if_readable(notebooks: Tables[Notebook], stream: str) -> Table[Notebook] | None:
    try:
        (book,) = await notebooks.several((stream,))
    except UNREADABLE as error:
        log.error("a notebook stays shut: %s", type(error).__name__)
        return None
    return book


def look_of_wall(
    room: Table[Session], state: Session, names: Mapping[str, str], away: frozenset[str], moods: Mapping[str, str], at: datetime
) -> Look | Refusal:
    """What anyone may see who has no rights here."""
    if state.status.state in OVER and at - room.at > LAST_PAGE:
        return NOT_A_MEMBER
    return Look(room.version, view_of_wall(state, names, away, moods, room.memory))
