"""How long words are kept (C3): until so many days after the end of the cycle, as the group chose when it was founded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import CASCADE, Max, Q
from django.db.models.fields.related import ForeignObjectRel

from codev.people import links
from codev.phrases import say

from . import audit, due, handing
from .erasures import ATTEMPT, Erasure
from .models import Cycle, Group, Member, PlannedSession, Seat
from .sealed import vault
from .tables import language_of, room_of, words_until

STANDING = (PlannedSession.PLANNED, PlannedSession.CLOSED)


def erased_on(session: PlannedSession) -> datetime:
    """When the words of a session go: so many days after the last session of its cycle, dates to come included."""
    last = session.cycle.sessions.exclude(state=PlannedSession.CANCELLED).aggregate(last=Max("start"))["last"]
    return words_until(session, last)


def overdue(now: datetime) -> list[PlannedSession]:
    """Sessions whose day has come, in order of time."""
    last = Max("sessions__start", filter=~Q(sessions__state=PlannedSession.CANCELLED))
    cycles = Cycle.objects.annotate(last=last).filter(last__lte=now).select_related("group")
    over = [cycle for cycle in cycles if cycle.last + timedelta(days=cycle.group.retention_days) <= now]
    found = PlannedSession.objects.filter(cycle__in=over, state__in=STANDING)
    return list(found.select_related("cycle__group").order_by("start"))


class Kept(NamedTuple):
    """A session of hers that has begun. until: its words stay till then. over: long enough begun to be asked for."""

    session: str
    start: datetime
    until: datetime
    over: bool


def kept_for(member: str, now: datetime) -> list[Kept]:
    """What is kept of the sessions at which she has a seat, the last one first. For whoever has come through the door."""
    found = PlannedSession.objects.filter(seats__member=member, state__in=STANDING, start__lte=now)
    last = Max("cycle__sessions__start", filter=~Q(cycle__sessions__state=PlannedSession.CANCELLED))
    rows = found.select_related("cycle__group").annotate(last=last).order_by("-start")
    return [Kept(row.pk, _local(row.start, row.zone), words_until(row, row.last), row.start < now - ATTEMPT) for row in rows]


def _local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))


def rooms_of(session: PlannedSession) -> tuple[str, ...]:
    return tuple(room_of(session.pk, run) for run in range(1, session.runs + 1))


@transaction.atomic
def note_erased(session: PlannedSession, by: str) -> None:
    """Once its words are gone: nobody has a place there any more, and nothing more is sent about it."""
    session.state = PlannedSession.ERASED
    session.save(update_fields=["state"])
    due.withdraw(f"session:{session.pk}")
    audit.record(session.cycle.group_id, by, "session_erased", session.pk)


@transaction.atomic
def blot(member_id: str, by: str) -> None:
    """C5: what the group keeps of her, but for what the others' record stands on: a seat without a name."""
    member = Member.objects.select_related("group").get(pk=member_id)
    for relation in hers():
        relation.related_model._default_manager.filter(**{relation.field.name: member}).delete()
    for row in handing.EndedRun.objects.filter(session__cycle__group=member.group).select_related("session__cycle"):
        handing.without(row, member_id)
    member.name = say("leaving.nameless", language_of(member.group.language, member.group))
    member.address = member.ties = ""
    member.charter_at = None
    member.save()
    links.revoke([member_id])
    Erasure.objects.filter(what="member", about=member_id).delete()
    audit.record(member.group_id, by, "own_erased", member_id)


def hers() -> list[ForeignObjectRel]:
    """Every table with rows that are a member's own. A row that would outlive her (no CASCADE), and her seat, are the others' record."""
    return [one for one in Member._meta.related_objects if one.on_delete is CASCADE and one.related_model is not Seat]


def end_group(group: Group) -> None:
    """Its key first; then its rows, its people's links and codes."""
    members = list(group.members.values_list("pk", flat=True))
    vault().destroy(group.owner)
    with transaction.atomic():
        group.delete()
        links.revoke(members)


def sessions_of(group: Group) -> Iterable[PlannedSession]:
    return PlannedSession.objects.filter(cycle__group=group).select_related("cycle__group").order_by("start")
