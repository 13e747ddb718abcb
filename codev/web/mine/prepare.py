"""Subjects that ripen, one at a time, and what of them goes on the table: the sentence alone, by its author's own act (B9, B10, P12)."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Any, NamedTuple

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from codev.groups import subjects
from codev.groups.access import next_place
from codev.groups.planning import open_room
from codev.phrases import refusal_words, say
from codev.protocol import Notebook, Order, Refusal
from codev.protocol.activities.choosing import WithdrawSubject
from codev.protocol.ripening import DropSubject, Preparation, PrepareSubject
from codev.protocol.views.parts import SubjectRow, SubjectsPart
from codev.rooms import Look, Rooms

from ..house import house_of
from ..pages.homes import AtHome, at_home, home_leaf
from ..text import clean
from .notebook import open_book, write

NEW = "new"
KINDS = ("problem", "project", "concern")
TEXTS = ("text", "situation", "tried", "expectation")
OWN_WORDS = {"empty": "prepare.empty", "not_written": "guard.not_written"}


class Row(NamedTuple):
    """One subject in the list. state: private, ready or information."""

    id: str
    text: str
    state: str


@require_GET
async def prepare(request: HttpRequest, member: str) -> HttpResponse:
    here = await at_home(request, member)
    book = await open_book(request, here)
    return await _page(request, here, book, book.preparation if book else Preparation())


@require_http_methods(["GET", "POST"])
async def subject(request: HttpRequest, member: str, subject: str) -> HttpResponse:
    here = await at_home(request, member)
    book = await open_book(request, here)
    if book is None:
        return await _page(request, here, None, Preparation())
    found = _find(book, subject)
    if request.method == "GET":
        return await _page(request, here, book, found)
    if request.POST.get("do") == "drop":
        return await _drop(request, here, found)
    return await _keep(request, here, book, found)


def _find(book: Notebook, subject: str) -> Preparation:
    """Raises Http404."""
    if subject == NEW:
        return Preparation()
    found = next((one for one in book.subjects if one.id == subject and not one.treated), None)
    if found is None:
        raise Http404
    return found


async def _keep(request: HttpRequest, here: AtHome, book: Notebook, old: Preparation) -> HttpResponse:
    """What she typed is kept first; then what goes on the table, or off it."""
    do = request.POST.get("do", "")
    new = _typed(request, old, do)
    trouble = await _write(request, here, new)
    if trouble:
        return await _page(request, here, book, new, trouble)
    kept = await open_book(request, here)
    at = (old.id or kept.focus) if kept else ""
    trouble = (await _take_back(request, here, at) if do == "withdraw" else "") or await _share(here, at, new, do)
    await _renew_rooms(request, here)
    if trouble and kept:
        return await _page(request, here, kept, _find(kept, at), trouble)
    sent = f"&as={key[:16]}" if (key := request.POST.get("key", "")).isalnum() else ""
    return HttpResponseRedirect(f"{here.who.address}/prepare/{at}?kept={old.id or NEW}{sent}", status=HTTPStatus.SEE_OTHER)


def _typed(request: HttpRequest, old: Preparation, do: str) -> Preparation:
    texts = {name: clean(request.POST.get(name, "")).strip() for name in TEXTS}
    kind = request.POST.get("kind", "")
    information = do == "information" or (old.for_information and do != "table")
    return Preparation(kind if kind in KINDS else "", for_information=information, id=old.id, **texts)


async def _write(request: HttpRequest, here: AtHome, new: Preparation) -> str:
    """The words of what went wrong, if anything did."""
    fields = {name: getattr(new, name) for name in ("kind", *TEXTS, "for_information")}
    refusal = await write(request, here, PrepareSubject(new.id, **fields))
    return _words(refusal, here.who.language) if refusal else ""


def _words(refusal: Refusal, language: str) -> str:
    if refusal.code == "too_long" and refusal.rule == "P12":
        return say("prepare.enough", language)
    return say(OWN_WORDS[refusal.code], language) if refusal.code in OWN_WORDS else refusal_words(refusal, language)


async def _share(here: AtHome, subject: str, new: Preparation, do: str) -> str:
    member, language = here.who.member, here.who.language
    if do == "withdraw":
        await sync_to_async(subjects.withdraw)(member, subject)
    if do not in ("table", "information"):
        return ""
    if not new.text:
        return say("prepare.sentence_first", language)
    done = await sync_to_async(subjects.share)(member, subject, new.text, for_information=do == "information")
    return "" if done else say("prepare.three_there", language)


async def _take_back(request: HttpRequest, here: AtHome, subject: str) -> str:
    """Off the table of a session that has begun, too; the words of why it stays there, if it does."""
    member, rooms = here.who.member, house_of(request).rooms
    there = (await sync_to_async(subjects.of)(member)).get(subject)
    place = await sync_to_async(next_place)((member,), member, timezone.now())
    for room in place.table.rooms if place and there else ():
        for row in await _rows(rooms, room, member):
            if there and row.mine and row.text == there.text:
                answer = await rooms.act(room, Order(member, WithdrawSubject(row.id), timezone.now()), secrets.token_hex(8))
                if isinstance(answer, Refusal):
                    return refusal_words(answer, here.who.language)
    return ""


async def _rows(rooms: Rooms, room: str, member: str) -> tuple[SubjectRow, ...]:
    """The subjects on the table of a room that has begun, as she sees them."""
    look = await rooms.look(room, member) if await rooms.begun(room) else None
    parts = look.view if isinstance(look, Look) else ()
    return tuple(row for part in parts if isinstance(part, SubjectsPart) for row in part.rows)


async def _drop(request: HttpRequest, here: AtHome, old: Preparation) -> HttpResponse:
    if old.id:
        await _take_back(request, here, old.id)
        await sync_to_async(subjects.withdraw)(here.who.member, old.id)
        await write(request, here, DropSubject(old.id))
        await _renew_rooms(request, here)
    return HttpResponseRedirect(f"{here.who.address}/prepare", status=HTTPStatus.SEE_OTHER)


async def _renew_rooms(request: HttpRequest, here: AtHome) -> None:
    """Whoever waits in a room whose session has not begun sees at once what has come on the table."""
    rooms = house_of(request).rooms
    place = await sync_to_async(next_place)((here.who.member,), here.who.member, timezone.now())
    for room in place.table.rooms if place else ():
        if rooms.not_begun(room):
            await open_room(room, rooms.plan)


async def _page(request: HttpRequest, here: AtHome, book: Notebook | None, shown: Preparation, trouble: str = "") -> HttpResponse:
    on_table = await sync_to_async(subjects.of)(here.who.member)
    waiting = [one for one in book.subjects if not one.treated] if book else []
    context: dict[str, Any] = {
        "shut": book is None,
        "shown": shown,
        "there": on_table.get(shown.id),
        "others": [Row(one.id, one.text, _state(on_table.get(one.id))) for one in waiting if one.id != shown.id],
        "treated": [one.text for one in book.subjects if one.treated and one.text] if book else [],
        "kinds": KINDS,
        "trouble": trouble,
        "kept": request.GET.get("kept", "") if not trouble else "",
        "key": secrets.token_hex(8),
        "sent": request.GET.get("as", "")[:16],
    }
    return home_leaf(request, here, "mine/prepare", HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK, **context)


def _state(there: subjects.OnTable | None) -> str:
    if there is None:
        return "private"
    return "information" if there.for_information else "ready"
