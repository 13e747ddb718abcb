"""What the facilitator's page needs to go on without a network: the script of the session, and the worker that serves the page again."""

from __future__ import annotations

from typing import Any

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from codev.phrases import say, spell
from codev.protocol import Cue, Refusal
from codev.protocol.views.parts import SayPart

from .. import parts
from ..house import house_of
from ..languages import of_visitor
from .visits import visit


@require_GET
async def script(request: HttpRequest, session: str, run: int, member: str) -> HttpResponse:
    """{"here": index, "cues": [{step, stage, title, who, minutes, do, html}]} for whoever facilitates; 404 for everybody else."""
    here = await visit(request, session, run, member)
    found = await house_of(request).rooms.script(here.place.room, member) if here.place.charter_accepted else None
    if found is None or isinstance(found, Refusal):
        raise Http404
    index, cues = found
    return JsonResponse({"here": index, "cues": [_cue(cue, n, here.place.language, here.place.names) for n, cue in enumerate(cues)]})


def _cue(cue: Cue, n: int, language: str, names: Any) -> dict[str, Any]:
    client = ", ".join(names[one] for one in cue.clients if one in names) or say("in_general.client", language)
    lines = SayPart("say", cue.opening, cue.closing, client, "")
    return {
        "step": cue.step,
        "stage": cue.stage,
        "title": spell(cue.title, language),
        "who": say("bar.who", language, who=say(f"gates.who.{cue.who}", language, client=client)),
        "minutes": cue.minutes,
        "do": cue.do,
        "html": parts.apart("say", lines, f"cue-{n}", language),
    }


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """At the root, since a worker serves what lies below its own address."""
    path = finders.find("worker.js")
    assert isinstance(path, str), "the script stands in codev/static"
    with open(path, "rb") as file:
        answer = HttpResponse(file.read(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """So that the page can be installed like an application, where there is https."""
    icons = [{"src": f"/static/icons/{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in (192, 512)]
    any_size = {"src": "/static/mark.svg", "sizes": "any", "type": "image/svg+xml"}
    colours = {"background_color": "#f3f4ef", "theme_color": "#f3f4ef"}
    name = say("words.product", of_visitor(request))
    said = {"name": name, "short_name": name, "id": "/", "start_url": "/", "scope": "/", "display": "standalone", **colours}
    return JsonResponse({**said, "icons": [*icons, any_size]}, content_type="application/manifest+json")
