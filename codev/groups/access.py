"""THE DOOR. A session is reached only through the person who asks; whatever is not hers looks as if it did not exist (C3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from codev.people import ids
from codev.people.memory import Remembered
from codev.people.quiet import mark

from .membership import Membership, membership
from .models import Cycle, Group, Member, PlannedSession, Seat
from .tables import LONGEST_MEETING, Place, Screen, Table, lay, session_of


async def session_for(held: Collection[str], session: str, run: int, member: str) -> Place | None:
    """Her place, if this browser holds her (`held`) and the session is hers. Remembered for 30 seconds, until `forget`."""
    known = member in held and len(session) == ids.LENGTH
    return _place(await _tables.get(session), run, member) if known else None


async def places_now(session: str, places: Collection[Place]) -> list[Place | None]:
    """The same places in one session as they are now, with one question for all: None for whom it is hers no longer."""
    table = await _tables.get(session)
    return [place if place.table is table else _place(table, place.run, place.member) for place in places]


async def screen_for(session: str, run: int) -> Screen | None:
    """For a wall that was paired with this run (see codev.groups.walls), for as long as the session has a table."""
    table = await _tables.get(session)
    return Screen(table, run) if table is not None and 1 <= run <= table.runs else None


def place_for(held: Collection[str], session: str, run: int, member: str) -> Place | None:
    """The same for a page that Django serves, read afresh."""
    return _place(_table(session), run, member) if member in held else None


def places(held: Collection[str]) -> tuple[Place, ...]:
    """All that this browser may enter, in order of time; three questions to the database, however many they are."""
    seats = Seat.objects.filter(member__in=tuple(held)).values_list("session", "member")
    members = defaultdict(list)
    for session, member in seats.order_by("member__joined", "member"):
        members[session].append(member)
    tables = sorted(lay(members).values(), key=lambda table: (table.start, table.session))
    found = (_place(table, run, member) for table in tables for member in members[table.session] for run in range(1, table.runs + 1))
    return tuple(place for place in found if place is not None)


def next_place(held: Collection[str], member: str, now: datetime) -> Place | None:
    """Where her link leads: the consultation that is on or comes next; else one that ended just now, else the last one."""
    hers = [place for place in places(held) if place.member == member]
    soon = [place for place in hers if place.table.start > now - LONGEST_MEETING]
    on = next((place for place in soon if place.run not in place.table.over and place.table.state != PlannedSession.CLOSED), None)
    return on or next(iter(soon[::-1] or hers[::-1]), None)


def member_for(held: Collection[str], member: str) -> Membership | None:
    """Who she is in her group, if this browser holds her and she still belongs to it; read afresh."""
    return next(iter(memberships((member,))), None) if member in held else None


def memberships(held: Collection[str]) -> tuple[Membership, ...]:
    """All that this browser is, one group after the other; one question to the database, however many they are."""
    rows = Member.objects.filter(pk__in=tuple(held), state=Member.ACTIVE).select_related("group").order_by("group__founded", "joined", "pk")
    found = (membership(row) for row in rows)
    return tuple(one for one in found if one is not None)


async def names_in(room: str) -> Mapping[str, str]:
    """Shown names of everyone at a room's table; empty for a room that does not exist."""
    table = await _tables.get(session_of(room))
    return table.names if table else {}


async def who_may_enter(room: str) -> frozenset[str]:
    """Who still belongs here: what `rooms` asks at every act and every look."""
    table = await _tables.get(session_of(room))
    return table.active if table is not None and room in table.rooms else frozenset()


def forget(session: str | None = None) -> None:
    """Empty what the door remembers of a session, or of all. Saving or deleting a row does so by itself; `update()` does not."""
    _tables.forget(session)


def watch() -> None:
    for model in (Group, Member, Cycle, PlannedSession, Seat):
        post_save.connect(_changed, sender=model, dispatch_uid="the door forgets")
        post_delete.connect(_changed, sender=model, dispatch_uid="the door forgets")


def _changed(**_: Any) -> None:
    forget()
    # And once more when others can see the change: a reading in between remembers the old rows.
    transaction.on_commit(forget)


def _place(table: Table | None, run: int, member: str) -> Place | None:
    if table is None or member not in table.active or not 1 <= run <= table.runs:
        return None
    return Place(table, run, member)


def _table(session: str) -> Table | None:
    return lay([session]).get(session)


_tables: Remembered[str, Table | None] = Remembered(_table, mark=mark)
