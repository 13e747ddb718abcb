"""From her home to the sheets of the session that comes next; until there is one, to those that are anybody's."""

from __future__ import annotations

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from codev.groups.access import next_place
from codev.outbound.sheets import SHEETS

from ..pages.homes import at_home, home_leaf
from ..pages.sheets import hers, rows


@require_GET
async def sheets(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member, facilitator=True)
    place = await sync_to_async(next_place)((member,), member, timezone.now())
    listed = rows(hers(place), f"{place.address}/sheets") if place else rows(SHEETS, "/sheets", language=here.who.language)
    return home_leaf(request, here, "group/sheets", sheets=listed)
