"""For whoever watches the machine: is it there, and can it work. No word of anybody's."""

from __future__ import annotations

import shutil

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from ..house import IN_SCOPE, House

LEAST = 16 * 1024 * 1024
"""Bytes. `codev doctor` complains much earlier."""


@require_safe
async def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
async def ready(request: HttpRequest) -> HttpResponse:
    """503 names what is missing."""
    house: House | None = getattr(request, "scope", {}).get(IN_SCOPE)
    rooms = await house.rooms.well() if house else {"log": False, "keys": False}
    found = {"database": await sync_to_async(_database)(), "disk": has_room(), **rooms}
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def has_room() -> bool:
    """Whether the data folder can take some more acts: on a full disk none is acknowledged."""
    try:
        return shutil.disk_usage(settings.CODEV_DATA).free >= LEAST
    except OSError:
        return False


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
