"""What becomes due by itself: the message before a session (B8) and its reminder, at the group's lead times."""

from __future__ import annotations

from datetime import datetime, timedelta

from codev.groups import due
from codev.groups.models import PlannedSession

LONGEST_LEAD = timedelta(days=60)


def look_ahead(now: datetime) -> int:
    """Owe what has its time now. Returns how many messages it is."""
    near = PlannedSession.objects.filter(
        state=PlannedSession.PLANNED, start__gt=now, start__lte=now + LONGEST_LEAD, cycle__group__demonstration=False
    )
    return sum(_before(session, now) for session in near.select_related("cycle__group"))


def _before(session: PlannedSession, now: datetime) -> int:
    group = session.cycle.group
    times = {kind: session.start - timedelta(days=days) for kind, days in _leads(group.before_days, group.reminder_days).items()}
    # Of two whose time has come (a date fixed at the last moment, a server that was off) the later one alone still makes sense.
    ripe = sorted((kind for kind, at in times.items() if at <= now), key=times.__getitem__)
    return sum(_owe(session, kind, times[kind]) for kind in ripe[-1:])


def _leads(before: int, reminder: int) -> dict[str, int]:
    leads = {"before_session": before, "reminder": reminder}
    return {kind: days for kind, days in leads.items() if days}


def _owe(session: PlannedSession, kind: str, at: datetime) -> int:
    """To everyone at the table, unless the new date itself, with its appointment, was told since. Who is no peer brings no subject."""
    if session.sequence and session.dated > at:
        return 0
    cause = f"session:{session.pk}/{session.start.isoformat()}"
    told = [member for member in due.seated(session) if member.is_peer or kind == "reminder"]
    return sum(due.owe(member, kind, cause, at, until=session.start, session=session.pk) for member in told)
