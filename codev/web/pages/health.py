"""For whoever watches the machine: is it there, and can it work. No word of anybody's."""

from __future__ import annotations

from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from ..house import IN_SCOPE, House


@require_safe
async def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
async def ready(request: HttpRequest) -> HttpResponse:
    """503 names what is missing."""
    house: House | None = getattr(request, "scope", {}).get(IN_SCOPE)
    rooms = await house.rooms.well() if house else {"log": False, "keys": False}
    found = {"database": await sync_to_async(_database)(), **rooms}
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
