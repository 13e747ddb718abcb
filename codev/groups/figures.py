"""What whoever pays is given (C4, P10): dates, and how many were there, over at least five people; never a name, a word, or who was client.

A figure is written once, as its session closes, and never again: looking on two days tells nothing that one of them does not.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction

from codev.people import ids, links
from codev.protocol import Session

from . import audit
from .models import Group, Organiser, PlannedSession, SessionHeld

FEWEST = 5


class Line(NamedTuple):
    """present: how many took part; None: fewer than five, so that it is not told."""

    on: date
    held: bool
    present: int | None


class Figures(NamedTuple):
    """held: sessions that took place. present: the sum of the figures that are told."""

    lines: tuple[Line, ...]
    held: int
    present: int


def count_in(planned: PlannedSession, run: int, session: Session) -> None:
    """At the close of a meeting's first consultation that was not stopped. The facilitator is not counted."""
    if session.status.state != "stopped":
        on = planned.start.astimezone(ZoneInfo(planned.zone)).date()
        values = {"group_id": planned.cycle.group_id, "on": on, "present": len(session.present)}
        SessionHeld.objects.get_or_create(session=planned.pk, defaults=values)


def figures(organiser: str, now: datetime) -> Figures:
    """Of all her groups together, in the order of the dates, no group told from another. Reach it through `organiser_for`."""
    groups = Group.objects.filter(organisers=organiser, demonstration=False)
    held = list(SessionHeld.objects.filter(group__in=groups))
    coming = PlannedSession.objects.filter(cycle__group__in=groups, state=PlannedSession.PLANNED, start__gt=now)
    lines = [Line(row.on, True, row.present if row.present >= FEWEST else None) for row in held]
    lines += [Line(one.start.astimezone(ZoneInfo(one.zone)).date(), False, None) for one in coming]
    return Figures(tuple(sorted(lines, key=lambda line: line.on)), len(held), sum(line.present or 0 for line in lines))


def organiser_for(held: tuple[str, ...], organiser: str) -> Organiser | None:
    """If this browser holds her, and a group still lets her in."""
    found = Organiser.objects.filter(pk=organiser, groups__isnull=False).distinct().first()
    return found if found and organiser in held else None


def invited(group: str) -> list[tuple[str, str]]:
    """(id, link that still waits, or empty) of those whom a group lets in."""
    rows = list(Organiser.objects.filter(groups=group).order_by("since"))
    standing = links.standings(row.pk for row in rows)
    return [(row.pk, standing[row.pk].token if row.pk in standing else "") for row in rows]


@transaction.atomic
def invite(group: str, by: str) -> str:
    """A link of her own for whoever pays. Returns the id."""
    row = Organiser.objects.create()
    row.groups.add(Group.objects.get(pk=group))
    links.invite(row.pk)
    audit.record(group, by, "organiser_invited", row.pk)
    return row.pk


@transaction.atomic
def join(group: str, by: str, organiser: str) -> bool:
    """The group joins the programme of somebody who is let in elsewhere, by the number that stands on her page."""
    row = Organiser.objects.filter(pk=organiser[: ids.LENGTH].lower()).first()
    if row is None:
        return False
    row.groups.add(Group.objects.get(pk=group))
    audit.record(group, by, "organiser_invited", row.pk)
    return True


@transaction.atomic
def withdraw(group: str, by: str, organiser: str) -> None:
    row = Organiser.objects.filter(pk=organiser, groups=group).first()
    if row is None:
        return
    row.groups.remove(Group.objects.get(pk=group))
    audit.record(group, by, "organiser_withdrawn", organiser)
    if not row.groups.exists():
        row.delete()
        links.revoke([organiser])
