"""On her home: what somebody asked to erase, before it is done."""

from __future__ import annotations

from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest

from codev.groups import erasures

from ..pages.homes import AtHome
from .record import when_for


async def to_come(request: HttpRequest, here: AtHome) -> dict[str, Any] | None:
    found = await sync_to_async(erasures.pending)(here.who.member)
    return {"erasures": [(one.what, when_for(one.at, here)) for one in found]} if found else None
