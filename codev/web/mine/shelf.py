"""The group's shelf: what members put there themselves, and take back."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from codev.groups import shelf as shelves
from codev.groups.shelf import KINDS, LONGEST_TITLE, LONGEST_WORDS, Item
from codev.phrases import say

from ..pages.homes import AtHome, at_home, home_leaf
from ..text import clean

ADDRESS = re.compile(r"https?://[^\s<>\"'«»]+", re.IGNORECASE)
TRAILING = ".,;:!?)]}…"


class Piece(NamedTuple):
    """Some words, and where they lead, if anywhere."""

    text: str
    to: str = ""


@require_http_methods(["GET", "POST"])
async def shelf(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member)
    if request.method == "GET":
        return await _page(request, here, {})
    if request.POST.get("do") == "off":
        await sync_to_async(shelves.take_off)(here.who, request.POST.get("item", ""))
        return _back(here)
    return await _put(request, here)


async def _put(request: HttpRequest, here: AtHome) -> HttpResponse:
    kind = request.POST.get("kind", "")
    title, words = clean(request.POST.get("title", "")).strip(), clean(request.POST.get("words", "")).strip()
    typed = {"kind": kind if kind in KINDS else KINDS[0], "title": title, "words": words}
    trouble = _trouble(title, words, here.who.language)
    if not trouble and not await sync_to_async(shelves.put)(here.who, **typed):
        trouble = say("shelf.full", here.who.language)
    return await _page(request, here, {**typed, "trouble": trouble}) if trouble else _back(here)


def _trouble(title: str, words: str, language: str) -> str:
    if not title:
        return say("shelf.no_name", language)
    if len(title) > LONGEST_TITLE or len(words) > LONGEST_WORDS:
        return say("shelf.too_long", language, title=LONGEST_TITLE, words=LONGEST_WORDS)
    return ""


def _back(here: AtHome) -> HttpResponse:
    return HttpResponseRedirect(f"{here.who.address}/shelf", status=HTTPStatus.SEE_OTHER)


async def _page(request: HttpRequest, here: AtHome, typed: dict[str, str]) -> HttpResponse:
    items = await sync_to_async(shelves.on_shelf)(here.who)
    boards = [(kind, [_shown(item) for item in items if item.kind == kind]) for kind in KINDS]
    context: dict[str, Any] = {"boards": [board for board in boards if board[1]], "kinds": KINDS, "typed": typed}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if typed.get("trouble") else HTTPStatus.OK
    return home_leaf(request, here, "mine/shelf", status, **context)


def _shown(item: Item) -> dict[str, Any]:
    return {"item": item, "title": pieces(item.title), "words": pieces(item.words)}


def pieces(text: str) -> list[Piece]:
    """Addresses in a text become links, if a browser opens them as pages; all else stays words."""
    found, at = [], 0
    for match in ADDRESS.finditer(text):
        address = match[0].rstrip(TRAILING)
        if is_page(address):
            found += [Piece(text[at : match.start()]), Piece(address, address)]
            at = match.start() + len(address)
    return [piece for piece in (*found, Piece(text[at:])) if piece.text]


def is_page(address: str) -> bool:
    """http or https alone, to a named host, and no login in it that would make it look like another."""
    try:
        parts = urlsplit(address)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
