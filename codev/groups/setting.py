"""What a group is, changed by whoever facilitates it: its name, purpose, language, place, format, and how long words are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from .audit import record
from .membership import Membership
from .models import Group, PlannedSession


def lengthens(group: Group, days: int) -> bool:
    """Whether words would be kept longer than was said when they were spoken (C3): that is refused; shorter is always well."""
    held = PlannedSession.objects.filter(cycle__group=group, start__lt=timezone.now()).exclude(state=PlannedSession.CANCELLED)
    return days > group.retention_days and held.exists()


@transaction.atomic
def change(who: Membership, columns: Mapping[str, Any]) -> None:
    group = Group.objects.select_for_update().get(pk=who.group)
    changed = [name for name, value in columns.items() if getattr(group, name) != value]
    for name in changed:
        setattr(group, name, columns[name])
    if changed:
        group.save(update_fields=changed)
        record(group.pk, who.member, "settings_changed")
    if "retention_days" in changed:
        record(group.pk, who.member, "retention_changed")
