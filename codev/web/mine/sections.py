"""What is hers on her home: the subject that ripens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest

from codev.groups import subjects

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
