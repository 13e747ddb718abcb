"""Her notebook on a page of hers: read where it is open, and written to by orders of her own (C1)."""

from __future__ import annotations

from datetime import datetime

from asgiref.sync import sync_to_async
from django.http import HttpRequest
from django.utils import timezone

from codev.people import links
from codev.protocol import Notebook, Order, OwnCommand, Refusal
from codev.rooms import Accepted, NotWritten, Overtaken

from ..house import house_of
from ..pages.homes import AtHome

NOT_NOW = Refusal("not_written", "C1")


async def open_book(request: HttpRequest, here: AtHome) -> Notebook | None:
    """None: on this device it stays shut."""
    book = await house_of(request).rooms.journal("", here.who.member) if here.notes else None
    return book if isinstance(book, Notebook) else None


async def write(request: HttpRequest, here: AtHome, command: OwnCommand) -> Refusal | None:
    """Once for each page: a form that is sent twice carries the same key."""
    key = request.POST.get("key", "")[:64] or timezone.now().isoformat()
    order = Order(here.who.member, command, _now())
    try:
        answer = await house_of(request).rooms.act_own("", here.who.member, order, f"{command.do} {key}")
    except (NotWritten, Overtaken):
        return NOT_NOW
    if not isinstance(answer, Accepted):
        return answer
    await sync_to_async(links.settle)(here.who.member)
    return None


def _now() -> datetime:
    return timezone.now()
