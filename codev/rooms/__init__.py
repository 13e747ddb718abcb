"""The shell around the rules: states in memory, one lock a session, every act on disk before anyone sees it."""

from codev.eventlog import NotWritten

from .acting import Accepted, Overtaken
from .looking import NOT_A_MEMBER, WALL, Look, Viewer
from .presence import Presence
from .run import Rooms
from .states import own_stream, session_stream

__all__ = [
    "NOT_A_MEMBER",
    "WALL",
    "Accepted",
    "Look",
    "NotWritten",
    "Overtaken",
    "Presence",
    "Rooms",
    "Viewer",
    "own_stream",
    "session_stream",
]
