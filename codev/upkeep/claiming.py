"""One row at a time is taken to be sent: by one round alone, and whatever happens meanwhile it is never sent twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, QuerySet

from codev.groups.models import Due
from codev.outbound.post import Fate

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 20, 60, 240, 720, 1440))
LONGEST_TRY = timedelta(minutes=10)
AT_ONCE = 20
KEPT = timedelta(days=90)

ENDS = {
    Fate.SENT: (Due.SENT, ""),
    Fate.BROKEN: (Due.GIVEN_UP, "broken"),
    Fate.REFUSED: (Due.GIVEN_UP, "refused"),
    Fate.PERHAPS: (Due.PERHAPS, ""),
}


def clear(now: datetime) -> None:
    """What a crash left in the middle was perhaps sent; what comes too late is not sent any more."""
    Due.objects.filter(state=Due.SENDING, changed__lt=now - LONGEST_TRY).update(state=Due.PERHAPS, changed=now)
    late = Due.objects.filter(state=Due.WAITING, until__lte=now)
    late.filter(tries__gt=0).update(state=Due.GIVEN_UP, changed=now)
    late.filter(tries=0).update(state=Due.TOO_LATE, changed=now)


def tidy(now: datetime) -> int:
    """What is over for long is forgotten; its cause can not come again."""
    gone, _ = Due.objects.filter(until__lt=now - KEPT).exclude(state=Due.WAITING).delete()
    return gone


def claim(now: datetime) -> Due | None:
    """The next row whose time has come, now this round's. On disk before anything is sent."""
    waiting = Due.objects.filter(state=Due.WAITING, at__lte=now, until__gt=now).order_by("at", "pk")
    for key in waiting.values_list("pk", flat=True)[:AT_ONCE]:
        if Due.objects.filter(pk=key, state=Due.WAITING).update(state=Due.SENDING, changed=now, tries=F("tries") + 1):
            return Due.objects.select_related("member__group").get(pk=key)
    return None


def settle(row: Due, fate: Fate, now: datetime) -> None:
    if fate is Fate.LATER:
        put_back(row, "later", now)
    else:
        end(row, *ENDS[fate], now)


def end(row: Due, state: str, problem: str, now: datetime) -> None:
    _mine(row).update(state=state, problem=problem, changed=now)


def put_back(row: Due, problem: str, now: datetime) -> None:
    """To be tried again after a pause that grows, until it would come too late."""
    pause = PAUSES[min(row.tries, len(PAUSES)) - 1]
    _mine(row).update(state=Due.WAITING, problem=problem, at=now + pause, changed=now)


def _mine(row: Due) -> QuerySet[Due]:
    return Due.objects.filter(pk=row.pk, state=Due.SENDING)
