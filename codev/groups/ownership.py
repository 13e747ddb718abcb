"""What the database holds of one person, opened, for herself to take along (C5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models

from codev.vault import KeyMissing

from .models import Member, PlannedSession
from .retention import hers
from .sealed import SealedText

OF_OTHERS = frozenset({"about"})
"""A row that names her by this column holds what somebody else said."""
ALONE = ("ties", "word", "due")
"""Told in private, or owed to her alone: read only where her notes are open, since somebody else may come by a new link (C1)."""
PLAIN = (models.DateTimeField, models.DateField, models.BooleanField, models.PositiveIntegerField)


def facts(member: str, *, notes: bool = True) -> dict[str, Any]:
    """Her row, the sessions at which she has a seat, and her rows in other tables: words opened, ids left out.

    notes: whether her notebook is open where she asks.
    """
    row = Member.objects.select_related("group").get(pk=member)
    sessions = PlannedSession.objects.filter(seats__member=member).order_by("start")
    others = {f"{one.related_model._meta.model_name}": _rows(one, row) for one in hers() if one.field.name not in OF_OTHERS}
    return {
        "group": row.group.name,
        "member": {name: value for name, value in _opened(row).items() if notes or name not in ALONE},
        "sessions": [
            {"session": one.pk, "start": one.start.astimezone(ZoneInfo(one.zone)), "format": one.format, "state": one.state}
            for one in sessions
        ],
        **{name: rows for name, rows in sorted(others.items()) if rows and (notes or name not in ALONE)},
    }


def _rows(relation: Any, row: Member) -> list[dict[str, Any]]:
    found = relation.related_model._default_manager.filter(**{relation.field.name: row})
    return [_opened(one) for one in found]


def _opened(row: models.Model) -> dict[str, str | int | bool | datetime | None]:
    told = {}
    for field in row._meta.concrete_fields:
        if isinstance(field, (SealedText, *PLAIN)):
            try:
                told[field.attname] = getattr(row, field.attname)
            except KeyMissing:
                continue
    return told
