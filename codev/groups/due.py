"""What is owed to whom: a message is a row, written with its cause and unique per cause; `codev.upkeep` sends it.

Whoever makes the cause owes the message, in the same transaction:

    due.owe(member, "invitation", "link:1")
    due.moved(session, before=old_start)      # a new date: everybody at the table is told, the old reminders go
    due.cancelled(session)
    due.withdraw(f"session:{session.pk}")     # what is not yet sent about it will not be

A cause names what it is about, and after a slash which time: "session:<id>/2". The same member, kind and cause owe once.
Messages before a session are owed by upkeep, at the group's lead times; the one after it when the meeting is over.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from codev.protocol import Refusal, Session

from .models import Due, Member, PlannedSession

PURPOSE = b"codev cause of a message 1\0"
LIFE = timedelta(days=7)
SHORTLY = timedelta(minutes=30)
MENDED = ("no_address", "broken")


class Kind(NamedTuple):
    """optional: she may turn it off. calendar: an appointment comes with it."""

    optional: bool = False
    calendar: bool = False


KINDS = {
    "invitation": Kind(),
    "link_renewed": Kind(),  # values: by (a name), code (opens her notes), where there is one
    "charter_changed": Kind(),
    "poll_asked": Kind(),  # values: until (ISO instant), where the poll has an end
    "dates_fixed": Kind(calendar=True),  # all of the cycle's sessions
    "session_moved": Kind(calendar=True),  # values: session, before (ISO instant)
    "session_cancelled": Kind(calendar=True),  # values: session
    "before_session": Kind(calendar=True),  # values: session
    "reminder": Kind(optional=True, calendar=True),  # values: session
    "after_session": Kind(optional=True),  # values: session
    "action_reminder": Kind(optional=True),
    "partner_asked": Kind(),
    "partner_answered": Kind(),
    "group_ending": Kind(),  # values: until (ISO instant)
}


def owe(member: Member, kind: str, cause: str, at: datetime | None = None, *, until: datetime | None = None, **values: str) -> bool:
    """Owe a message from `at` on (now), not after `until` (a week later). False: it was owed before, or she is nobody to write to.

    `values` is sealed; a word of a session has no place in it.
    """
    at = at or timezone.now()
    if kind not in KINDS:
        raise KeyError(kind)
    if member.group.demonstration or member.is_companion or member.state != Member.ACTIVE:
        return False
    mark = _digest(member.pk, kind, cause)
    row = Due(member=member, mark=mark, root=_root(cause), at=at, until=until or at + LIFE, what=json.dumps([kind, values]))
    Due.objects.bulk_create([row], ignore_conflicts=True)
    return Due.objects.filter(pk=row.pk).exists()


def owed(messages: Iterable[tuple[Member, str, str]]) -> list[bool]:
    """Which of these (member, kind, cause) were owed before, in their order; one question to the database."""
    marks = [_digest(member.pk, kind, cause) for member, kind, cause in messages]
    known = set(Due.objects.filter(mark__in=marks).values_list("mark", flat=True)) if marks else set()
    return [mark in known for mark in marks]


def withdraw(cause: str, *, kinds: Iterable[str] = ()) -> int:
    """What is still waiting for this cause, and for all that stand below it, is not sent. `kinds`: these alone."""
    waiting = Due.objects.filter(root=_root(cause), state=Due.WAITING)
    only = frozenset(kinds)
    gone = [row.pk for row in waiting.select_related("member") if not only or told(row)[0] in only]
    return Due.objects.filter(pk__in=gone, state=Due.WAITING).update(state=Due.WITHDRAWN, changed=timezone.now())


def told(row: Due) -> tuple[str, dict[str, str]]:
    """Kind and values of a row. Raises KeyMissing once its group is erased."""
    kind, values = json.loads(row.what)
    return kind, values


def moved(session: PlannedSession, *, before: datetime) -> None:
    """The session, saved with its new start: calendars replace the entry, everybody at the table is told."""
    _dated(session)
    for member in seated(session):
        owe(member, "session_moved", f"session:{session.pk}/{session.sequence}", session=session.pk, before=before.isoformat())


def cancelled(session: PlannedSession) -> None:
    """The session, saved as cancelled: calendars take the entry away, everybody at the table is told."""
    _dated(session)
    for member in seated(session):
        owe(member, "session_cancelled", f"session:{session.pk}/{session.sequence}", session=session.pk)


def over(planned: PlannedSession, run: int, session: Session) -> None:
    """A meeting is over: whoever was there, who facilitates included, is told a little later where what is hers now stands."""
    if planned.state != PlannedSession.CLOSED:
        return
    for member in seated(planned):
        if member.pk in (*session.present, session.facilitator):
            owe(member, "after_session", f"session:{planned.pk}", timezone.now() + SHORTLY, session=planned.pk)


def seated(session: PlannedSession) -> list[Member]:
    """Everyone at its table who still belongs to the group."""
    return list(Member.objects.filter(seats__session=session, state=Member.ACTIVE).select_related("group"))


def address_mended(member: Member) -> int:
    """Her address was put in or corrected: what could not reach her, and is not too late, is tried again."""
    lost = Due.objects.filter(member=member, state=Due.GIVEN_UP, problem__in=MENDED, until__gt=timezone.now())
    return lost.update(state=Due.WAITING, problem="", tries=0, changed=timezone.now())


def reminders(member_id: str, wanted: bool) -> Refusal | None:
    """Whether she wants reminders; what was owed meanwhile is settled when its time comes."""
    found = Member.objects.filter(pk=member_id, state=Member.ACTIVE).update(reminders=wanted)
    return None if found else Refusal("not_a_member", "C3")


def _dated(session: PlannedSession) -> None:
    withdraw(f"session:{session.pk}")
    PlannedSession.objects.filter(pk=session.pk).update(sequence=F("sequence") + 1, dated=timezone.now())
    session.refresh_from_db(fields=["sequence", "dated"])


def _root(cause: str) -> str:
    return _digest(cause.partition("/")[0])


def _digest(*parts: str) -> str:
    text = "\0".join(parts).encode()
    return hmac.digest(settings.CODEV_LINK_SECRET, PURPOSE + text, hashlib.sha256)[:16].hex()
