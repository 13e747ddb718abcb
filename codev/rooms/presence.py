"""Whose connection lives, and the moods of the moment. In memory only: nothing here reaches the log."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from codev.protocol import Refusal

LONGEST_MOOD = 60
AWAY_AFTER = timedelta(seconds=60)
NO_TIME = timedelta(0)
NOBODY: frozenset[str] = frozenset()
NO_MOODS: Mapping[str, str] = MappingProxyType({})


def refuse_long(mood: str) -> Refusal | None:
    """A mood is a word (S4)."""
    over = len(mood) - LONGEST_MOOD
    return Refusal("too_long", "S4", params=(("n", str(over)), ("max", str(LONGEST_MOOD)))) if over > 0 else None


class Presence:
    """Two streams of one member are one member. A stream that ends leaves her last beat behind: she is away only once it is old.

    Whoever was never seen and never expected is not away: in the room, many look at no screen.
    """

    def __init__(self) -> None:
        self._beats: dict[str, dict[str, datetime]] = {}
        self._streams: dict[str, dict[object, str]] = {}
        self._moods: dict[str, Mapping[str, str]] = {}
        self._nobody_before: dict[str, datetime] = {}
        self._told: dict[str, frozenset[str]] = {}

    def beat(self, session: str, member: str, at: datetime, stream: object = None) -> bool:
        """Whether it is the first that is heard of her. `stream`: any object that stands for her open stream, until `leave`."""
        is_first = member not in self._beats.get(session, ())
        self.expect(session, member, at)
        beats = self._beats[session]
        beats[member] = max(at, beats[member])
        if stream is not None:
            self._streams.setdefault(session, {})[stream] = member
        return is_first

    def expect(self, session: str, member: str, at: datetime) -> None:
        """Counts her silence from now on, if nothing was heard of her yet: after a restart, someone may never come back."""
        beats = self._beats.setdefault(session, {})
        if member not in beats:
            beats[member] = at
            self._nobody_before.pop(session, None)

    def leave(self, session: str, stream: object) -> None:
        """That stream has ended; the others of the same member go on."""
        streams = self._streams.get(session, {})
        streams.pop(stream, None)
        if not streams:
            self._streams.pop(session, None)

    def seen(self, session: str) -> dict[str, datetime]:
        """Each member's last beat."""
        return dict(self._beats.get(session, {}))

    def silence(self, session: str, member: str, at: datetime) -> timedelta:
        """Since when nothing was heard of her; no time at all for someone who was not expected."""
        last = self._beats.get(session, {}).get(member)
        return max(at - last, NO_TIME) if last else NO_TIME

    def away(self, session: str, at: datetime) -> frozenset[str]:
        beats = self._beats.get(session)
        if not beats or at < self._nobody_before.get(session, at):
            return NOBODY
        self._nobody_before[session] = min(beats.values()) + AWAY_AFTER  # beats only come later
        return frozenset(member for member, last in beats.items() if at - last >= AWAY_AFTER)

    def connected(self, session: str) -> frozenset[str]:
        """Members with an open stream."""
        return frozenset(self._streams.get(session, {}).values())

    def turned(self, at: datetime) -> list[str]:
        """The sessions in which someone went away or came back since this was last asked."""
        now = {session: away for session in self._beats if (away := self.away(session, at))}
        changed = [session for session in {*now, *self._told} if now.get(session) != self._told.get(session)]
        self._told = now
        return changed

    def feel(self, session: str, member: str, mood: str) -> None:
        """An empty mood takes it back."""
        others = {other: theirs for other, theirs in self.moods(session).items() if other != member}
        self._moods[session] = {**others, member: mood} if mood else others

    def moods(self, session: str) -> Mapping[str, str]:
        """As they are now: a later mood makes another mapping."""
        return self._moods.get(session, NO_MOODS)

    def calm(self, session: str) -> None:
        """Moods are gone when the session ends."""
        self._moods.pop(session, None)

    def close(self, session: str) -> None:
        for kept in (self._beats, self._streams, self._moods, self._told, self._nobody_before):
            kept.pop(session, None)
