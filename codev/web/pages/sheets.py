"""Sheets to print: for anybody, and for those who sit at a session (B11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from codev import formats
from codev.groups import charter
from codev.groups.tables import Place
from codev.outbound.sheets import PAPERS, SHEETS, Occasion
from codev.phrases import clock_time, day, spell

from ..languages import OFFERED, of_visitor
from ..press import blank, printed
from .leaf import leaf
from .visits import visit

TONGUES = ("fr", "fr-tu", "fr-CA", "fr-CA-tu", "en")
EVERYONES = ("steps", "client", "consultant")
"""Whoever sits at the table may become the client, or be a consultant; the other sheets are the facilitator's."""


class Row(NamedTuple):
    """A sheet in the list, and its address for each paper."""

    name: str
    papers: tuple[tuple[str, str], ...]


class Choice(NamedTuple):
    value: str
    title: str
    note: str
    chosen: bool


def rows(names: tuple[str, ...], base: str, **query: str) -> tuple[Row, ...]:
    return tuple(
        Row(name, tuple((paper, f"{base}/{name}.pdf?{urlencode({**query, 'paper': paper})}") for paper in PAPERS)) for name in names
    )


@require_GET
async def board(request: HttpRequest) -> HttpResponse:
    """What a facilitator prepares with paper, before there is a group or without one."""
    language = of_visitor(request)
    format, tongue, _ = _asked(request)
    found = [(name, formats.parsed(name)) for name in formats.names()]
    orders = [Choice(name, spell(f.title, language), spell(f.note, language), name == format) for name, f in found]
    context: dict[str, Any] = {
        "orders": orders,
        "tongues": [(one, one == tongue) for one in TONGUES],
        "sheets": rows(SHEETS, "/sheets", format=format, language=tongue),
        "languages": OFFERED,
    }
    return leaf(request, "sheets", language, **context)


@require_GET
async def loose(request: HttpRequest, name: str) -> HttpResponse:
    return await blank(name, *_asked(request))


@require_GET
async def of_session(request: HttpRequest, session: str, run: int, member: str) -> HttpResponse:
    place = (await visit(request, session, run, member)).place
    return leaf(request, "session_sheets", place.language, place=place, sheets=rows(hers(place), f"{place.address}/sheets"))


@require_GET
async def own(request: HttpRequest, session: str, run: int, member: str, name: str) -> HttpResponse:
    """With the names, the day and the charter of the group. A sheet that is not hers is not there."""
    place = (await visit(request, session, run, member)).place
    if name not in hers(place):
        raise Http404
    occasion = await sync_to_async(occasion_of)(place)
    return await printed(name, place.table.format, place.language, _one_of(request.GET, "paper", tuple(PAPERS), "a4"), occasion)


def hers(place: Place) -> tuple[str, ...]:
    return SHEETS if place.member == place.facilitator else EVERYONES


def occasion_of(place: Place) -> Occasion:
    """A demonstration begins whenever somebody comes: it has no day."""
    table = place.table
    start = table.start.astimezone(ZoneInfo(table.zone))
    return Occasion(
        group=table.group_name,
        day="" if table.demonstration else day(start, place.language, year=True),
        hour="" if table.demonstration else clock_time(start, place.language),
        members=tuple(name for member, name in place.names.items() if member in table.active and member != place.facilitator),
        facilitator=place.names[place.facilitator],
        articles=charter.articles(table.group, table.charter_version, place.language),
    )


def _asked(request: HttpRequest) -> tuple[str, str, str]:
    """Format, language, paper. Raises Http404 for one that there is not."""
    query, language = request.GET, of_visitor(request)
    format = _one_of(query, "format", formats.names(), formats.names()[0])
    return format, _one_of(query, "language", TONGUES, language), _one_of(query, "paper", tuple(PAPERS), "a4")


def _one_of(query: Mapping[str, str], key: str, known: tuple[str, ...], otherwise: str) -> str:
    value = query.get(key, otherwise)
    if value not in known:
        raise Http404
    return value
