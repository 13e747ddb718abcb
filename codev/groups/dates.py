"""The sessions of a cycle get their dates, and others: fixed, moved, cancelled, arranged (B4 to B6, B12, B13, S31).

Each change is made on an edition of the cycle's dates, the one that its page showed: whoever comes second is told so, and nothing
of either is lost. Whom a change concerns is owed a message, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from codev.protocol import Refusal
from codev.protocol.cycle.rotation import tables
from codev.protocol.roles import SEATS_AT_A_TABLE

from . import audit, due, observers
from .models import Cycle, Group, Member, PlannedSession, Seat
from .planning import plan_session, second_consultation

CHANGED_MEANWHILE = Refusal("dates_changed", "B6")
PAST = Refusal("date_past", "B6")
TWICE = Refusal("date_twice", "B6")
OVER = Refusal("meeting_over", "S1")
NOT_HERS = Refusal("not_a_member", "C3")
LONGEST_THEME = 200
SAME_DAY = timedelta(hours=12)


@transaction.atomic
def fix(by: Member, edition: int, starts: Sequence[datetime], format_name: str = "") -> list[PlannedSession] | Refusal:
    """New sessions of the cycle, in order of time; everyone is told all dates. starts: aware instants."""
    cycle, group = current(by.group_id), by.group
    refusal = _stale(cycle, edition) or _unacceptable(cycle, starts)
    if refusal:
        return refusal
    _raise_edition(cycle)
    seated = tables([member.pk for member in peers(group)], len(starts))
    planned = [_plan(group, start, format_name or group.format, table) for start, table in zip(sorted(starts), seated, strict=True)]
    for member in group.members.filter(state=Member.ACTIVE).select_related("group"):
        due.owe(member, "dates_fixed", f"cycle:{cycle.pk}/{cycle.edition}")
    audit.record(group.pk, by.pk, "dates_changed", cycle.pk)
    return planned


@transaction.atomic
def move(by: Member, session_id: str, edition: int, start: datetime) -> PlannedSession | Refusal:
    """A planned session gets another date, a cancelled one a date again."""
    found = _session(by, session_id)
    if isinstance(found, Refusal):
        return found
    cycle, before = current(by.group_id), found.start
    refusal = _stale(cycle, edition) or _unacceptable(cycle, (start,), but=found)
    if refusal:
        return refusal
    _raise_edition(cycle)
    found.start, found.zone, found.state = start, by.group.zone, PlannedSession.PLANNED
    found.save(update_fields=["start", "zone", "state"])
    found.absences.all().delete()  # they were told of another day
    due.moved(found, before=before)
    audit.record(by.group_id, by.pk, "session_moved", found.pk)
    return found


@transaction.atomic
def cancel(by: Member, session_id: str, edition: int) -> PlannedSession | Refusal:
    found = _session(by, session_id)
    if isinstance(found, Refusal) or found.state == PlannedSession.CANCELLED:
        return found
    cycle = current(by.group_id)
    refusal = _stale(cycle, edition)
    if refusal:
        return refusal
    _raise_edition(cycle)
    found.state = PlannedSession.CANCELLED
    found.save(update_fields=["state"])
    due.cancelled(found)
    audit.record(by.group_id, by.pk, "session_cancelled", found.pk)
    return found


@transaction.atomic
def arrange(
    by: Member, session_id: str, edition: int, *, format_name: str, facilitator: str, at_table: Collection[str]
) -> PlannedSession | Refusal:
    """How one session is held: its format, who facilitates that day (B12), who sits at the table (B13)."""
    found, cycle = _session(by, session_id), current(by.group_id)
    if isinstance(found, Refusal):
        return found
    everyone = {member.pk: member for member in by.group.members.filter(state=Member.ACTIVE, watches=False)}
    table = [member.pk for member in everyone.values() if member.is_peer and member.pk in at_table and member.pk != facilitator]
    refusal = _stale(cycle, edition) or _no_table(facilitator in everyone, len(table))
    if refusal:
        return refusal
    _raise_edition(cycle)
    found.facilitator, found.format = everyone[facilitator], format_name
    found.save(update_fields=["facilitator", "format"])
    _seat(found, {facilitator, *table, *observers.accepted(by.group_id)})
    audit.record(by.group_id, by.pk, "session_planned", found.pk)
    return found


@transaction.atomic
def consult_again(by: Member, session_id: str) -> int | Refusal:
    """A second consultation at the same meeting, planned or decided there and then (S31). Its number."""
    found = PlannedSession.objects.filter(pk=session_id, cycle__group=by.group_id).first()
    if found is None:
        return NOT_HERS
    if found.state not in (PlannedSession.PLANNED, PlannedSession.CLOSED) or found.start < timezone.now() - SAME_DAY:
        return OVER
    return second_consultation(found) if found.runs == 1 else found.runs


@transaction.atomic
def begin_cycle(by: Member, edition: int) -> Cycle | Refusal:
    """Once the last session is behind the group: each may be client again, and the dates begin anew (B4)."""
    cycle = current(by.group_id)
    going_on = not cycle.sessions.exists() or cycle.sessions.filter(state=PlannedSession.PLANNED).exists()
    refusal = _stale(cycle, edition) or (Refusal("cycle_goes_on", "B4") if going_on else None)
    if refusal:
        return refusal
    audit.record(by.group_id, by.pk, "dates_changed", cycle.pk)
    return Cycle.objects.create(group_id=by.group_id, number=cycle.number + 1)


@transaction.atomic
def name_theme(by: Member, theme: str) -> Refusal | None:
    """What links the sessions of the cycle (B13); empty where nothing does."""
    if len(theme) > LONGEST_THEME:
        return Refusal("too_long", "B13", params=(("n", str(len(theme) - LONGEST_THEME)), ("max", str(LONGEST_THEME))))
    cycle = current(by.group_id)
    cycle.theme = theme
    cycle.save(update_fields=["theme"])
    return None


def current(group_id: str) -> Cycle:
    """The cycle that is on; in a transaction, nobody else changes it until its end."""
    return Cycle.objects.select_for_update().filter(group=group_id).latest("number")


def peers(group: Group) -> list[Member]:
    """Who takes a seat at a table and a turn as client, in the order in which they joined."""
    return list(group.members.filter(state=Member.ACTIVE, is_peer=True, watches=False))


def _session(by: Member, session_id: str) -> PlannedSession | Refusal:
    """A session of her group's that has not taken place."""
    found = PlannedSession.objects.select_related("cycle").filter(pk=session_id, cycle__group=by.group_id).first()
    if found is None:
        return NOT_HERS
    waits = found.state in (PlannedSession.PLANNED, PlannedSession.CANCELLED) and not found.over
    return found if waits else OVER


def _stale(cycle: Cycle, edition: int) -> Refusal | None:
    return CHANGED_MEANWHILE if cycle.edition != edition else None


def _unacceptable(cycle: Cycle, starts: Sequence[datetime], but: PlannedSession | None = None) -> Refusal | None:
    if any(start <= timezone.now() for start in starts):
        return PAST
    taken = cycle.sessions.filter(state=PlannedSession.PLANNED, start__in=starts).exclude(pk=but.pk if but else "")
    return TWICE if len(set(starts)) < len(starts) or taken.exists() else None


def _no_table(leads: bool, seated: int) -> Refusal | None:
    if not leads or not seated:
        return Refusal("nobody_there", "B12")
    return Refusal("tenth_seat", "B1") if seated > SEATS_AT_A_TABLE else None


def _raise_edition(cycle: Cycle) -> None:
    cycle.edition += 1
    cycle.save(update_fields=["edition"])


def _plan(group: Group, start: datetime, format_name: str, table: Collection[str]) -> PlannedSession:
    at_table = [member for member in group.members.filter(state=Member.ACTIVE) if member.pk in table or member.is_facilitator]
    planned = plan_session(group, start=start, zone=group.zone, format_name=format_name, members=at_table)
    assert isinstance(planned, PlannedSession), "nine at most sit at a table that the rotation lays"
    return planned


def _seat(session: PlannedSession, wanted: Collection[str]) -> None:
    session.seats.exclude(member__in=wanted).delete()
    seated = set(session.seats.values_list("member", flat=True))
    for member in sorted(set(wanted) - seated):
        Seat.objects.create(session=session, member_id=member)
