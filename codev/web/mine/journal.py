"""My journal: what is one's own across the cycle, seen by oneself alone, to read, to search and to take along (C1, C3, C5)."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods

from codev.groups import diary
from codev.outbound import sheets
from codev.phrases import refusal_words, say
from codev.protocol import Notebook, OwnCommand, Refusal
from codev.protocol.notebook import DropCopy, DropNote, WriteNote
from codev.protocol.ripening import DropSubject

from .. import press
from ..pages.homes import AtHome, at_home, home_leaf
from ..pages.visits import visit
from ..text import clean
from . import leaves
from .notebook import open_book, write

MOST_ASKED = 200
LONGEST_NAME = 120
OWN_WORDS = {"empty": "journal.empty_note", "not_written": "guard.not_written"}
Meetings = Mapping[str, datetime]


@require_http_methods(["GET", "POST"])
async def journal(request: HttpRequest, member: str) -> HttpResponse:
    """A search comes by POST, so that what she looks for stands in no address and in no log."""
    here = await at_home(request, member)
    book = await open_book(request, here)
    if request.method == "GET" or book is None:
        return await _page(request, here, book)
    match request.POST.get("do", ""):
        case "note":
            return await _change(request, here, book, WriteNote(clean(request.POST.get("text", ""))))
        case "drop":
            return await _change(request, here, book, dropping(request.POST.get("line", "")))
        case _:
            return await _page(request, here, book, asked=clean(request.POST.get("asked", "")).strip()[:MOST_ASKED])


async def _change(request: HttpRequest, here: AtHome, book: Notebook, command: OwnCommand) -> HttpResponse:
    refusal, writes = await write(request, here, command), isinstance(command, WriteNote)
    if refusal and (writes or refusal.code == "not_written"):
        typed = command.text if isinstance(command, WriteNote) else ""
        return await _page(request, here, book, typed=typed, trouble=_words(refusal, here.who.language))
    sent = f"?kept={key[:16]}" if writes and (key := request.POST.get("key", "")).isalnum() else ""
    return HttpResponseRedirect(f"{here.who.address}/journal{sent}", status=HTTPStatus.SEE_OTHER)


def dropping(line: str) -> OwnCommand:
    """As `leaves.lines_of` names it. What is none of hers, or gone already, changes nothing."""
    match line[:LONGEST_NAME].split(" "):
        case ["copy", session, copy]:
            return DropCopy(session, copy)
        case ["subject", subject]:
            return DropSubject(subject)
        case [_, note]:
            return DropNote(note)
        case _:
            return DropNote("")


def _words(refusal: Refusal, language: str) -> str:
    return say(OWN_WORDS[refusal.code], language) if refusal.code in OWN_WORDS else refusal_words(refusal, language)


async def _page(
    request: HttpRequest, here: AtHome, book: Notebook | None, *, asked: str = "", typed: str = "", trouble: str = ""
) -> HttpResponse:
    language, kinds = here.who.language, request.GET.get("by") == "kind"
    meetings = await sync_to_async(diary.meetings)(here.who.member)
    lines = leaves.lines_of(book) if book else ()
    found = leaves.having(lines, asked)
    laid = leaves.by_kind(found, meetings, language) if kinds else leaves.by_session(found, meetings, language)
    context: dict[str, Any] = {
        "shut": book is None,
        "any": bool(lines),
        "leaves": laid,
        "kinds": kinds,
        "asked": asked,
        "found": len(found),
        "typed": typed,
        "trouble": trouble,
        "kept": request.GET.get("kept", "")[:16],
        "key": secrets.token_hex(8),
    }
    return home_leaf(request, here, "mine/journal", HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK, **context)


@require_GET
async def download(request: HttpRequest, member: str, form: str) -> HttpResponse:
    """The whole journal as one file; where her notes are shut there is none."""
    here = await at_home(request, member)
    book = await open_book(request, here)
    if book is None or form not in MADE:
        raise Http404
    meetings = await sync_to_async(diary.meetings)(here.who.member)
    kind, make = MADE[form]
    body = await press.journal(partial(make, book, meetings, here.who.language))
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="journal.{form}"'
    return answer


def _markdown(book: Notebook, meetings: Meetings, language: str) -> str:
    return leaves.markdown(leaves.by_session(leaves.lines_of(book), meetings, language), language)


def _json(book: Notebook, meetings: Meetings, language: str) -> str:
    return json.dumps(leaves.as_json(book, meetings), ensure_ascii=False, indent=1) + "\n"


def _pdf(book: Notebook, meetings: Meetings, language: str) -> bytes:
    laid = leaves.by_session(leaves.lines_of(book), meetings, language)
    return sheets.journal([leaves.Printed(f"{leaf.words} · {one.words}", one.texts) for leaf in laid for one in leaf.below], language)


MADE: Mapping[str, tuple[str, Callable[[Notebook, Meetings, str], str | bytes]]] = {
    "md": ("text/markdown; charset=utf-8", _markdown),
    "json": ("application/json", _json),
    "pdf": ("application/pdf", _pdf),
}


@require_GET
async def from_room(request: HttpRequest, session: str, run: int, member: str) -> HttpResponse:
    """The journal is one and the same wherever she comes from."""
    await visit(request, session, run, member)
    return HttpResponseRedirect(f"/m/{member}/journal")
