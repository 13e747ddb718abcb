"""A member's home in her group: what is next, and what is hers."""

from __future__ import annotations

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_POST

from codev.groups.founding import correct

from ..languages import OFFERED
from ..pages.homes import at_home, home_leaf
from .sections import SECTIONS


@require_GET
async def home(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member)
    gathered = [(section.template, await section.gather(request, here)) for section in SECTIONS]
    shown = [(template, section) for template, section in gathered if section is not None]
    return home_leaf(request, here, "group/home", sections=shown)


@require_POST
async def language(request: HttpRequest, member: str) -> HttpResponse:
    """The language that she reads; the others keep theirs."""
    here = await at_home(request, member)
    chosen = request.POST.get("language", "")
    if chosen in OFFERED:
        await sync_to_async(correct)(member, language=chosen)
    back = request.POST.get("next", "")
    return HttpResponseRedirect(back if back.startswith(f"{here.who.address}/") else here.who.address)
