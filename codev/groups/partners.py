"""The client and whom she chose to go on exchanging with, until the next session (S22): the two alone know."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from .handing import Action, EndedRun, read
from .membership import Membership
from .models import Member, PlannedSession


class Partner(NamedTuple):
    """As one of the two sees the other. mine: the plan is hers who looks. shared: its client lets the other see it."""

    run: str
    name: str
    address: str
    mine: bool
    shared: bool
    actions: tuple[Action, ...]


def of(who: Membership, now: datetime) -> list[Partner]:
    return [found for row in _since_last_session(who, now) if (found := _seen(row, who.member)) is not None]


def share(who: Membership, run: str, shared: bool, now: datetime) -> None:
    """The client lets her partner see her plan, or no more. Of anybody else's nothing changes."""
    for row in _since_last_session(who, now):
        if row.pk == run and read(row).client == who.member:
            row.shared = shared
            row.save(update_fields=["shared"])


def plan_of(who: Membership) -> tuple[Action, ...]:
    """Her own plan, for as long as it waits for its follow-up."""
    rows = EndedRun.objects.filter(session__cycle__group=who.group, told=False).select_related("session__cycle").order_by("session__start")
    return tuple(action for handed in map(read, rows) if handed.client == who.member for action in handed.actions)


def _since_last_session(who: Membership, now: datetime) -> list[EndedRun]:
    """Ends of the last meeting that began: with the next one they are over."""
    begun = PlannedSession.objects.filter(cycle__group=who.group, start__lte=now).exclude(state=PlannedSession.CANCELLED)
    last = begun.order_by("-start").first()
    rows = EndedRun.objects.filter(session=last, session__seats__member=who.member) if last else EndedRun.objects.none()
    return list(rows.select_related("session__cycle").order_by("run"))


def _seen(row: EndedRun, member: str) -> Partner | None:
    handed = read(row)
    if not handed.partner or member not in (handed.client, handed.partner):
        return None
    mine = member == handed.client
    other = Member.objects.filter(pk=handed.partner if mine else handed.client, state=Member.ACTIVE).first()
    if other is None:
        return None
    return Partner(row.pk, other.name, other.address, mine, row.shared, handed.actions if mine or row.shared else ())
