"""Somebody at home in her group: `/m/<member>` and what lies below. What is not hers looks like what does not exist (C3)."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from codev.groups.access import member_for
from codev.groups.membership import Membership
from codev.people import browsers
from codev.people.browsers import SHARED
from codev.phrases import tag

from ..group.navigation import way
from ..languages import OFFERED


@dataclass(frozen=True)
class AtHome:
    """who: she in her group. notes, cookie, shared: as in a Visit."""

    who: Membership
    notes: bool
    cookie: str
    shared: bool = False


async def at_home(request: HttpRequest, member: str, *, facilitator: bool = False) -> AtHome:
    """Raises Http404. `facilitator`: the page is for whoever holds the group in hand, and is not there for anybody else."""
    cookie = request.headers.get("Cookie", "")
    held = await browsers.held(cookie)
    who = await sync_to_async(member_for)(held.members, member)
    if who is None or (facilitator and not who.facilitates):
        raise Http404
    shared = await request.session.aget(SHARED, [])
    return AtHome(who, member not in held.shut, cookie, member in shared)


def stays(request: HttpRequest, here: AtHome) -> HttpResponse:
    """An invented group stays as it is, whoever visits it: its people, its charter, its settings, its words."""
    return home_leaf(request, here, "group/stays", HTTPStatus.FORBIDDEN)


def home_leaf(request: HttpRequest, here: AtHome, name: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of hers: `name` is a template such as "group/people", which extends "group/base.html"."""
    language = here.who.language
    frame = {"language": language, "lang": tag(language), "languages": OFFERED, "here": here, "who": here.who}
    return render(request, f"{name}.html", {**frame, "way": way(here.who, request.path), **context}, status=status)
