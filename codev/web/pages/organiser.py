"""The page of whoever pays: dates and counts, over at least five people; no name, no word, nothing about who was client (C4, P10)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from codev.groups.figures import figures, organiser_for
from codev.people.browsers import held_by
from codev.phrases import day

from ..languages import of_visitor
from .leaf import leaf


@require_GET
def organiser(request: HttpRequest, organiser: str) -> HttpResponse:
    found = organiser_for(held_by(request).members, organiser)
    if found is None:
        raise Http404
    language, shown = of_visitor(request), figures(organiser, timezone.now())
    lines = [(day(line.on, language, year=True), line) for line in shown.lines]
    return leaf(request, "organiser", language, lines=lines, figures=shown, number=found.pk)
