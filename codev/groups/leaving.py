"""Somebody leaves her group (B16, C5): into whose hands what was in hers goes, and what the others' record keeps."""

from __future__ import annotations

from django.db import transaction

from codev.protocol import Refusal

from . import audit
from .founding import part
from .leading import lead_instead
from .membership import membership
from .models import Member, PlannedSession
from .people import hand_over
from .retention import rooms_of

IN_HER_HANDS = Refusal("in_your_hands", "B16")


def heirs(member: str) -> list[tuple[str, str]]:
    """(id, name) of those of whom one takes the group over, where nobody else has it in hand; empty where nothing is to be handed over."""
    row = Member.objects.select_related("group").get(pk=member)
    if not alone_in_charge(row):
        return []
    others = row.group.members.filter(state=Member.ACTIVE, is_companion=False, watches=False, charter_version__gt=0).exclude(pk=member)
    return [(other.pk, other.name) for other in others]


def alone_in_charge(row: Member) -> bool:
    """Whether the group would be in nobody's hands without her: she hands it over first, or ends it."""
    others = row.group.members.filter(state=Member.ACTIVE, is_facilitator=True).exclude(pk=row.pk)
    return row.is_facilitator and not others.exists()


def stuck(member: str) -> bool:
    """Nobody could take the group over: it can be ended, and not be left in nobody's hands."""
    row = Member.objects.select_related("group").get(pk=member)
    return alone_in_charge(row) and not heirs(member)


@transaction.atomic
def leave(member: str, heir: str = "") -> list[str] | Refusal:
    """Returns the rooms to ring. Refusals: heir_needed; in_your_hands, where nobody could take the group over."""
    row = Member.objects.select_related("group").filter(pk=member, state=Member.ACTIVE).first()
    if row is None:
        return Refusal("not_a_member", "C3")
    offered = dict(heirs(member))
    if not offered and alone_in_charge(row):
        return IN_HER_HANDS
    if offered and heir not in offered:
        return Refusal("heir_needed", "B16")
    who = membership(row)
    if offered and who and (refusal := hand_over(who, heir)):
        return refusal
    _others_lead(row)
    audit.record(row.group_id, member, "member_left", member)
    found = PlannedSession.objects.filter(pk__in=part(member))
    return [room for session in found for room in rooms_of(session)]


def _others_lead(row: Member) -> None:
    """Sessions that she was named for: whoever has the group in hand takes them (B12)."""
    leads = row.group.members.filter(state=Member.ACTIVE, is_facilitator=True).exclude(pk=row.pk).first()
    if leads is not None:
        lead_instead(leads, row)
