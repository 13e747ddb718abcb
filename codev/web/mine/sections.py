"""What is hers on her home: the subject that ripens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest
from django.utils import timezone

from codev.groups import partners, subjects

from ..pages.homes import AtHome
from .notebook import open_book

Shown = Mapping[str, Any] | None


async def subject_to_bring(request: HttpRequest, here: AtHome) -> Shown:
    """For whoever takes her turn as client, where her notebook is open."""
    if not here.who.peer or not here.notes:
        return None
    book = await open_book(request, here)
    it = book.preparation if book else None
    there = (await sync_to_async(subjects.of)(here.who.member)).get(it.id) if it and it.id else None
    return {"subject": it if it and it.id else None, "there": there}


async def plan(request: HttpRequest, here: AtHome) -> Shown:
    """Her plan, until it has been told (S5)."""
    actions = await sync_to_async(partners.plan_of)(here.who)
    return {"actions": actions} if actions else None


async def learning_partners(request: HttpRequest, here: AtHome) -> Shown:
    """S22: the two alone, until the next session."""
    found = await sync_to_async(partners.of)(here.who, timezone.now())
    return {"partners": found} if found else None
