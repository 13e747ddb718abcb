"""Which members a browser holds. One browser may hold several; two tabs of one browser are one.

The only thing kept is Django's session row: member ids, and whether each one's notes are open here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.cookie import parse_cookie

from .memory import Remembered
from .quiet import mark

KEY = "members"
SHARED = "shared"
GUESTS = "guests"
EVENING = 12 * 3600.0
NEVER = (False, 0, 0)
LONGEST_KEY = 40  # as Django's column: what is longer was never ours, and would only fill the memory
LONGEST_HEADER = 8192

Members = dict[str, Sequence[Any]]
"""In the session: member to (her notes are open here, the number of the link that she came by, the round in which she came)."""


Guests = dict[str, list[Any]]
"""In the session: member to [the session that she was let into, until when, in which round]."""


@dataclass(frozen=True)
class Held:
    """The members of one browser; `shut` are those whose notes stay shut on it (C1).

    guests: (member, session): let in by a facilitator, for that session alone and without her notes.
    """

    members: tuple[str, ...] = ()
    shut: frozenset[str] = frozenset()
    guests: tuple[tuple[str, str], ...] = ()

    def of(self, session: str) -> tuple[str, ...]:
        """Whom this browser may be in one session."""
        guests = tuple(member for member, where in self.guests if where == session and member not in self.members)
        return self.members + guests


NOBODY = Held()


async def held(cookie_header: str) -> Held:
    """Whom the sender of this Cookie header holds, and whose notes are shut. Remembered for 30 seconds, until `forget`."""
    key = session_key(cookie_header)
    return await _remembered.get(key) if key else NOBODY


def session_key(cookie_header: str) -> str:
    """The key of the login in a Cookie header, or an empty string."""
    return _session_key(cookie_header) if len(cookie_header) <= LONGEST_HEADER else ""


@lru_cache(maxsize=2048)
def _session_key(cookie_header: str) -> str:
    key = parse_cookie(cookie_header).get(settings.SESSION_COOKIE_NAME, "")
    return key if len(key) <= LONGEST_KEY else ""


def held_by(request: HttpRequest) -> Held:
    """The same for a page that Django serves."""
    return _held(request.session)


def hold(request: HttpRequest, member: str, *, notes_open: bool, link: int = 0, round: int | None = None) -> None:
    """Give this browser a member. The login gets a new key, so that one planted beforehand opens nothing.

    link: the number of the link that she came by; 0: by a code from another device. round: in which what brings her here was made; this
    one without it.
    """
    members = dict(request.session.get(KEY, {}))
    now_on = round_of(member) if round is None else round
    was_open, before, then = (*members.get(member, NEVER), 0)[:3]
    _change(request, {**members, member: (notes_open or (was_open and then == now_on), link or before, now_on)})


def stay(request: HttpRequest, member: str) -> None:
    """A new round has begun, and here she goes on: under the same login, as she was."""
    was_open, link, _ = (*request.session[KEY][member], 0)[:3]
    request.session[KEY] = {**request.session[KEY], member: (was_open, link, round_of(member))}
    request.session.save()
    forget(request.session.session_key or "")


def round_of(member: str) -> int:
    """How often she has taken her place back."""
    return _rounds((member,)).get(member, 0)


def host(request: HttpRequest, member: str, session: str) -> None:
    """Give this browser a member for one session alone: her notes stay shut, and nothing else of hers opens (C1)."""
    guests = {**request.session.get(GUESTS, {}), member: [session, time.time() + EVENING, round_of(member)]}
    _change(request, dict(request.session.get(KEY, {})), guests)


def came_by(request: HttpRequest, member: str) -> int:
    """The number of the link by which this browser came to a member; 0 where it was none."""
    number: int = request.session.get(KEY, {}).get(member, NEVER)[1]
    return number


def leave(request: HttpRequest, member: str) -> None:
    """Take a member out of this browser; its streams end (see `listen`)."""
    members, guests = dict(request.session.get(KEY, {})), dict(request.session.get(GUESTS, {}))
    gone = members.pop(member, None), guests.pop(member, None)
    if gone != (None, None):
        _change(request, members, guests)


def leave_elsewhere(request: HttpRequest, member: str) -> None:
    """Take a member out of every browser but this one. Every login is opened for it: rarely wanted, and then it must be so."""
    kind = _store()
    for key in kind.get_model_class().objects.exclude(pk=request.session.session_key or "").values_list("pk", flat=True):
        store = kind(key)
        members, guests = dict(store.get(KEY, {})), dict(store.get(GUESTS, {}))
        if (members.pop(member, None), guests.pop(member, None)) != (None, None):
            store[KEY], store[GUESTS] = members, guests
            store.save()
            forget(key)


def outlive(request: HttpRequest, end: Callable[[HttpRequest], None]) -> None:
    """`end` empties the whole login, as signing out does; what came here by links stays, as it came."""
    old = request.session.session_key
    kept = {name: request.session[name] for name in (KEY, GUESTS, SHARED) if name in request.session}
    end(request)
    if old:
        forget(old)
    request.session.update(kept)
    if kept.get(SHARED):
        request.session.set_expiry(0)
    request.session.save()


def forget(key: str) -> None:
    """A login has changed: what is remembered of it goes, and whoever listens is told its key."""
    _remembered.forget(key)
    for tell in tuple(_listeners):
        tell(key)


def listen(tell: Callable[[str], None]) -> Callable[[], None]:
    """Hear the key of each login that changes or ends, in the thread that changed it. Returns the way to stop."""
    _listeners.append(tell)
    return lambda: _listeners.remove(tell)


def _change(request: HttpRequest, members: Members, guests: Guests | None = None) -> None:
    old = request.session.session_key
    request.session.cycle_key()
    request.session[KEY] = members
    if guests is not None:
        request.session[GUESTS] = guests
    # Saved here and not by the middleware: a reader between `forget` and the answer would remember the old row.
    request.session.save()
    if old:
        forget(old)


def _rounds(members: Collection[str]) -> dict[str, int]:
    from .models import Invitation  # this file is read before there are models

    return dict(Invitation.objects.filter(pk__in=tuple(members), round__gt=0).values_list("member", "round"))


def _store() -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore


def _read(key: str) -> Held:
    return _held(_store()(key))


def _held(session: Any) -> Held:
    """Of a round that is over nothing counts, whoever has written it once more. Before rounds were noted it was the first."""
    hers, theirs = session.get(KEY, {}), session.get(GUESTS, {})
    rounds = _rounds({*hers, *theirs}) if hers or theirs else {}
    members: Members = {member: one for member, one in hers.items() if (*one, 0)[2] == rounds.get(member, 0)}
    found: Guests = {member: one for member, one in theirs.items() if (*one, 0)[2] == rounds.get(member, 0)}
    shut = frozenset(member for member, (is_open, *_) in members.items() if not is_open)
    guests = tuple((member, where) for member, (where, until, *_) in found.items() if until > time.time())
    return Held(tuple(members), shut | {member for member, _ in guests if member not in members}, guests)


_remembered: Remembered[str, Held] = Remembered(_read, mark=mark)
_listeners: list[Callable[[str], None]] = []
