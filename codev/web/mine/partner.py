"""Whether her partner sees her plan (S22)."""

from __future__ import annotations

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from codev.groups import partners

from ..pages.homes import at_home


@require_POST
async def partner(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member)
    shared = request.POST.get("do") == "show"
    await sync_to_async(partners.share)(here.who, request.POST.get("run", ""), shared, timezone.now())
    return HttpResponseRedirect(here.who.address)
