"""Somebody at an address of hers. An address that is not hers looks like one that does not exist (C3)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from codev.groups.access import session_for
from codev.groups.tables import Place
from codev.people import browsers
from codev.people.browsers import SHARED


@dataclass(frozen=True)
class Visit:
    """notes: whether her notebook is open on this device. shared: she said that others use it.

    guest: she was let in for this session alone, so that this device opens nothing else of hers.
    """

    place: Place
    notes: bool
    cookie: str
    shared: bool = False
    guest: bool = False


async def visit(request: HttpRequest, session: str, run: int, member: str) -> Visit:
    """Raises Http404."""
    cookie = request.headers.get("Cookie", "")
    held = await browsers.held(cookie)
    place = await session_for(held.of(session), session, run, member)
    if place is None:
        raise Http404
    shared = await request.session.aget(SHARED, [])
    return Visit(place, member not in held.shut, cookie, member in shared, member not in held.members)


def share(request: HttpRequest, member: str, shared: bool) -> None:
    """On a device that others use, the login ends with the browser and no text stays behind."""
    others = [other for other in request.session.get(SHARED, []) if other != member]
    members = [*others, member] if shared else others
    request.session[SHARED] = members
    request.session.set_expiry(0 if members else None)
