"""Erasures that were asked for: by whoever runs the server, at once; by a group itself, once its people had the time to object."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from django.db import models, transaction
from django.utils import timezone

from codev.people import ids
from codev.protocol import Refusal

from . import audit

if TYPE_CHECKING:
    from .models import Member

What = Literal["session", "member", "group"]
ROOM = "room"
"""One consultation that was stopped so that its words go (S29): no word of `codev erase`, and nobody objects to it."""
WAIT = {"session": timedelta(days=1), "group": timedelta(days=7)}
ATTEMPT = timedelta(hours=12)
"""So long after its beginning a session may be erased by its people; while it goes on, stopping it is the way (S29)."""


class Erasure(models.Model):
    """An order that the running process carries out. In clear: ids and instants. Carried out or objected to, its row goes."""

    id = models.CharField(primary_key=True, max_length=ids.LENGTH, default=ids.fresh, editable=False)
    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="erasures")
    what = models.CharField(max_length=8)
    about = models.CharField(max_length=ids.LENGTH + len(".100"))
    by = models.CharField(max_length=16)
    at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "groups"
        constraints = (models.UniqueConstraint(fields=("what", "about"), name="one_erasure_of_one"),)


@transaction.atomic
def order(what: What, about: str, group: str, by: str, at: datetime) -> Erasure:
    """What is due earlier stays so."""
    row, made = Erasure.objects.get_or_create(what=what, about=about, defaults={"group_id": group, "by": by, "at": at})
    if made:
        audit.record(group, by, "erasure_asked", about)
    elif at < row.at:
        row.at, row.by = at, by
        row.save(update_fields=["at", "by"])
    return row


def later(member: Member) -> None:
    """She has left: her own goes by itself after the group's time, unless she had it erased before."""
    at = timezone.now() + timedelta(days=member.group.retention_days)
    Erasure.objects.get_or_create(what="member", about=member.pk, defaults={"group_id": member.group_id, "by": audit.CODEV, "at": at})


def of_room(room: str, group: str) -> None:
    """Its words go as soon as it is over; the order is there in case a crash or a fault comes between."""
    Erasure.objects.get_or_create(what=ROOM, about=room, defaults={"group_id": group, "by": audit.CODEV, "at": timezone.now()})


def ask(member: str, what: What, about: str, now: datetime | None = None) -> Erasure | Refusal:
    """She asks; all read it at home, and after WAIT it is done. Anyone for a session of hers, who facilitates for the group."""
    from .models import Member, PlannedSession

    now = now or timezone.now()
    row = Member.objects.filter(pk=member, state=Member.ACTIVE).first()
    if row is None or what not in WAIT:
        return Refusal("not_a_member", "C3")
    if what == "group" and (not row.is_facilitator or about != row.group_id):
        return Refusal("not_a_member", "C3")
    hers = PlannedSession.objects.filter(pk=about, seats__member=member, start__lt=now - ATTEMPT)
    if what == "session" and not hers.exclude(state__in=(PlannedSession.CANCELLED, PlannedSession.ERASED)).exists():
        return Refusal("not_a_member", "C3")
    return order(what, about, row.group_id, member, now + WAIT[what])


@transaction.atomic
def object_to(member: str, erasure: str) -> Refusal | None:
    """One objection is enough, of anybody whom it touches: words that were shared go by nobody's will alone, before their day."""
    row = next((one for one in pending(member) if one.pk == erasure), None)
    if row is None or row.by == audit.OPERATOR:
        return Refusal("not_a_member", "C3")
    row.delete()
    audit.record(row.group_id, member, "erasure_objected", row.about)
    return None


def pending(member: str) -> list[Erasure]:
    """Those that touch her: of sessions at which she has a seat, and of her group."""
    from .models import Member, Seat

    row = Member.objects.filter(pk=member, state=Member.ACTIVE).first()
    if row is None:
        return []
    sessions = set(Seat.objects.filter(member=member).values_list("session", flat=True))
    found = Erasure.objects.filter(group=row.group_id).order_by("at")
    return [one for one in found if one.what == "group" or one.about in sessions]


def ripe(now: datetime) -> list[Erasure]:
    return list(Erasure.objects.filter(at__lte=now).order_by("at"))
