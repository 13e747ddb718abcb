"""What became of a group's messages, for whoever holds the group in hand: what did not arrive, what perhaps did, what waits.

What one member owes to herself or to one other (a reminder of her own, a learning partner's invitation) is not shown here: it would tell
who was client (C4, S22). That her address takes no mail is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from . import due
from .models import Due, Group, Member

PRIVATE = ("action_reminder", "partner_asked", "partner_answered")
SHOWN = (Due.GIVEN_UP, Due.PERHAPS, Due.WAITING)
LOOK_BACK = timedelta(days=60)
LEADS = {"before_days": (0, 2, 3, 5, 7, 10, 14, 21), "reminder_days": (0, 1, 2, 3)}
AGAIN = timedelta(days=2)


class Delivery(NamedTuple):
    """One message. kind: empty where it is private. state, problem: as in Due. retry: it can be sent again."""

    id: str
    name: str
    kind: str
    state: str
    problem: str
    at: datetime
    retry: bool


def deliveries(group_id: str, now: datetime) -> tuple[Delivery, ...]:
    """One question to the database, however many there are; the newest first."""
    rows = Due.objects.filter(member__group=group_id, member__state=Member.ACTIVE, state__in=SHOWN, changed__gt=now - LOOK_BACK)
    return tuple(_shown(rows.filter(at__lte=now).select_related("member").order_by("-at", "pk")))


def _shown(rows: Iterable[Due]) -> Iterator[Delivery]:
    for row in rows:
        kind, _ = due.told(row)
        private, lost = kind in PRIVATE, row.problem in due.MENDED
        if not private or lost:
            retry = not private and row.state != Due.WAITING
            yield Delivery(row.pk, row.member.name, "" if private else kind, row.state, row.problem, row.at, retry)


def visible(group_id: str, row_id: str) -> Due | None:
    """One message of the group that its facilitator may read and hand on."""
    row = Due.objects.filter(pk=row_id, member__group=group_id, state__in=SHOWN).select_related("member__group").first()
    return row if row and due.told(row)[0] not in PRIVATE else None


@transaction.atomic
def again(group_id: str, row_id: str) -> None:
    """Sent once more, by somebody's own decision: what was perhaps sent may then arrive twice."""
    row = visible(group_id, row_id)
    if row and row.state != Due.WAITING:
        now = timezone.now()
        fresh = {"state": Due.WAITING, "problem": "", "tries": 0, "at": now, "until": max(row.until, now + AGAIN), "changed": now}
        Due.objects.filter(pk=row.pk, state=row.state).update(**fresh)


def set_leads(group_id: str, before_days: int, reminder_days: int) -> None:
    """How long before a session its message and its reminder go out; 0: never. Other numbers than those offered change nothing."""
    if before_days in LEADS["before_days"] and reminder_days in LEADS["reminder_days"]:
        group = Group.objects.get(pk=group_id)
        group.before_days, group.reminder_days = before_days, reminder_days
        group.save(update_fields=["before_days", "reminder_days"])
