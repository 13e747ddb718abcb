"""Sessions planned: who sits at the table (B1), and the first row of each run's log, which carries all that the rules need."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from asgiref.sync import sync_to_async
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from codev.formats import load, parsed
from codev.protocol import Refusal, SessionPlanned
from codev.protocol.roles import SEATS_AT_A_TABLE
from codev.vault import KeyDestroyed

from . import observers
from .handing import plan_to_follow
from .models import Group, Member, PlannedSession, Seat
from .subjects import on_the_table
from .tables import LONGEST_MEETING, language_of, session_of


def plan_session(
    group: Group,
    *,
    start: datetime,
    zone: str,
    format_name: str,
    facilitator: Member | None = None,
    members: Sequence[Member] | None = None,
) -> PlannedSession | Refusal:
    """Plan a meeting of the group's current cycle. Refusal: tenth_seat. Raises UnknownFormat.

    facilitator: the group's own, unless a member is named for the day (B12). members: all who are active.
    """
    load(format_name)
    at_table = list(members) if members is not None else list(group.members.filter(state=Member.ACTIVE))
    leads = facilitator or next(member for member in at_table if member.is_facilitator)
    peers = [member for member in at_table if member.pk != leads.pk and not member.watches]
    if len(peers) > SEATS_AT_A_TABLE:
        return Refusal("tenth_seat", "B1")
    with transaction.atomic():
        cycle = group.cycles.latest("number")
        session = PlannedSession.objects.create(cycle=cycle, start=start, zone=zone, format=format_name, facilitator=leads)
        Seat.objects.bulk_create(Seat(session=session, member=member) for member in (leads, *peers))
        Seat.objects.bulk_create(Seat(session=session, member_id=member) for member in observers.accepted(group.pk))
    return session


@transaction.atomic
def second_consultation(session: PlannedSession) -> int:
    """Another run at the same meeting, with its own client (S31). Returns its number."""
    session.runs += 1
    session.state = PlannedSession.PLANNED  # the meeting goes on
    session.save(update_fields=["runs", "state"])
    return session.runs


def first_row(session_id: str, run: int = 1, *, now: datetime | None = None) -> SessionPlanned:
    """The fact that opens a run's log, with all that is to be followed up in it. Raises PlannedSession.DoesNotExist.

    A demonstration begins whenever somebody comes: its planned hour is `now`, if the one that it had is over.
    """
    session = PlannedSession.objects.select_related("cycle__group").get(pk=session_id)
    group = session.cycle.group
    members = list(Member.objects.filter(seats__session=session, state=Member.ACTIVE))
    now = now or timezone.now()
    first = run == 1 and _is_first(session, now)
    return SessionPlanned(
        format=dict(load(session.format)),
        members=tuple(member.pk for member in members if member.is_peer and not member.watches),
        observers=tuple(member.pk for member in members if member.watches),
        facilitator=session.facilitator_id,
        start=(max(session.start, now) if group.demonstration else _start(session, run)).isoformat(),
        already_client=tuple(session.cycle.clients.split()),
        zone=session.zone,
        language=language_of(group.language, group),
        first_session=first,
        plan_to_follow={} if first else plan_to_follow(session, run, _expected(session, members)),
        subjects=on_the_table([member.pk for member in members if member.is_peer and member.pk != session.facilitator_id]),
        paper=tuple(member.pk for member in members if not member.has_device),
        next_start=_next_start(session),
        absent=tuple(session.absences.order_by("member").values_list("member", flat=True)),
    )


async def open_room(room: str, plan: Callable[[str, SessionPlanned], Awaitable[object]]) -> None:
    """Write a room's first row where it has none, or what has changed since: `plan` is `rooms.plan`. For whoever comes to the door.

    An erased room stays without one, whatever the table of sessions says: a backup may have brought it back (C3).
    """
    with suppress(KeyDestroyed):
        await plan(room, await sync_to_async(first_row)(session_of(room), int(room.rpartition(".")[2])))


def _expected(session: PlannedSession, members: Sequence[Member]) -> set[str]:
    """Who told that she will not be there has her plan wait for her (S5)."""
    return {member.pk for member in members} - set(session.absences.values_list("member_id", flat=True))


def _start(session: PlannedSession, run: int) -> datetime:
    """A second consultation begins when the first is over, by the minutes that both have (S31)."""
    return session.start + timedelta(minutes=parsed(session.format).minutes) * (run - 1)


def _is_first(session: PlannedSession, now: datetime) -> bool:
    """No session of the group's came before it, in this cycle or another; one whose day went by without it did not."""
    before = PlannedSession.objects.filter(cycle__group=session.cycle.group_id, start__lt=session.start)
    took_place = Q(state__in=(PlannedSession.CLOSED, PlannedSession.ERASED)) | ~Q(over="") | Q(ended__isnull=False)
    may_yet = Q(state=PlannedSession.PLANNED, start__gt=now - LONGEST_MEETING)
    return session.cycle.group.demonstration or not before.filter(took_place | may_yet).exists()


def _next_start(session: PlannedSession) -> str:
    planned = PlannedSession.objects.filter(cycle__group=session.cycle.group_id, state=PlannedSession.PLANNED)
    later = planned.filter(start__gt=session.start).first()
    return later.start.isoformat() if later else ""
