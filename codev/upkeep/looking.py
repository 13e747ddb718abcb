"""What becomes due by itself: the message before a session (B8) and its reminder, at the group's lead times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Prefetch

from codev.groups import due
from codev.groups.models import Group, Member, PlannedSession, Seat

LONGEST_LEAD = timedelta(days=60)


class Ripe(NamedTuple):
    """A message whose time has come."""

    member: Member
    kind: str
    session: PlannedSession
    at: datetime

    @property
    def cause(self) -> str:
        return f"session:{self.session.pk}/{self.session.start.isoformat()}"


def look_ahead(now: datetime) -> int:
    """Owe what has its time now. Returns how many messages it is. The same few questions to the database, however many sessions."""
    ripe = [one for session in _near(now) for one in _ripe(session, now)]
    owed = due.owed((one.member, one.kind, one.cause) for one in ripe)
    fresh = [one for one, known in zip(ripe, owed, strict=True) if not known]
    return sum(due.owe(one.member, one.kind, one.cause, one.at, until=one.session.start, session=one.session.pk) for one in fresh)


def _near(now: datetime) -> Iterator[PlannedSession]:
    sessions = PlannedSession.objects.filter(state=PlannedSession.PLANNED, start__gt=now, start__lte=now + LONGEST_LEAD)
    seats = Seat.objects.filter(member__state=Member.ACTIVE).select_related("member__group")
    yield from sessions.filter(cycle__group__demonstration=False).select_related("cycle__group").prefetch_related(Prefetch("seats", seats))


def _ripe(session: PlannedSession, now: datetime) -> Iterator[Ripe]:
    """To everyone at the table; who is no peer brings no subject. Of two whose time has come (a date fixed at the last moment, a server
    that was off) the later one alone still makes sense; and none where the new date itself was told since, with its appointment."""
    times = {kind: session.start - timedelta(days=days) for kind, days in _leads(session.cycle.group).items()}
    ripe = sorted((kind for kind, at in times.items() if at <= now), key=times.__getitem__)
    for kind in ripe[-1:]:
        if not (session.sequence and session.dated > times[kind]):
            told = (seat.member for seat in session.seats.all() if seat.member.is_peer or kind == "reminder")
            yield from (Ripe(member, kind, session, times[kind]) for member in told)


def _leads(group: Group) -> dict[str, int]:
    leads = {"before_session": group.before_days, "reminder": group.reminder_days}
    return {kind: days for kind, days in leads.items() if days}
