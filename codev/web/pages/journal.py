"""My journal: what is one's own, seen by oneself alone, to read and to take along (C1, C3, C5)."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from codev.phrases import say
from codev.protocol import Notebook, Refusal

from ..house import house_of
from .leaf import leaf
from .visits import Visit, visit


class Leaf(NamedTuple):
    """One heading of the journal and its lines; `key` names the heading's words."""

    key: str
    lines: tuple[str, ...]


@require_GET
async def journal(request: HttpRequest, session: str, run: int, member: str) -> HttpResponse:
    here = await visit(request, session, run, member)
    book = await _book(request, here) if here.notes else None
    return leaf(request, "journal", here.place.language, place=here.place, leaves=leaves(book) if book else (), shut=not here.notes)


@require_GET
async def download(request: HttpRequest, session: str, run: int, member: str) -> HttpResponse:
    """The whole journal as one Markdown file."""
    here = await visit(request, session, run, member)
    if not here.notes:
        raise Http404
    answer = HttpResponse(markdown(leaves(await _book(request, here)), here.place.language), content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="journal.md"'
    return answer


async def _book(request: HttpRequest, here: Visit) -> Notebook:
    book = await house_of(request).rooms.journal(here.place.room, here.place.member)
    if isinstance(book, Refusal):
        raise Http404
    return book


def leaves(book: Notebook) -> tuple[Leaf, ...]:
    """The journal from what was prepared to what was learned; headings without a line are left out."""
    prepared = book.preparation
    kept = [item for items in book.kept.values() for item in items]
    found = (
        Leaf("preparation", tuple(filter(None, (prepared.text, prepared.situation, prepared.tried, prepared.expectation)))),
        *(Leaf(what, tuple(text for kind, text in kept if kind == what)) for what in ("subject", "request", "expectation", "action")),
        Leaf("bag", tuple(line.text for line in book.bag)),
        Leaf("learning", (*(text for kind, text in kept if kind == "learning"), *(item.text for item in book.learnings))),
        Leaf("notes", tuple(note.text for note in book.notes)),
    )
    return tuple(one for one in found if one.lines)


def markdown(found: tuple[Leaf, ...], language: str) -> str:
    """A line of the journal is one item, whatever stands in it."""
    parts = [f"# {say('mine.journal', language)}"]
    for one in found:
        items = "\n".join(f"- {line.replace(chr(10), chr(10) + '  ')}" for line in one.lines)
        parts.append(f"## {say(f'journal.{one.key}', language)}\n\n{items}")
    return "\n\n".join(parts) + "\n"
