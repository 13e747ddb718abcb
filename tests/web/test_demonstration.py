"""An invented group stays as it is, whoever visits it: what would change it is offered nowhere, and refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from asgiref.sync import sync_to_async

from codev.groups import access, audit
from codev.groups.models import Group, Member, PlannedSession
from codev.phrases import say
from tests.doors.world import World
from tests.web.asking import Browser
from tests.web.test_pages import form

Who = Callable[[str], Browser]
CHANGES = (
    ("client", "leave", {"sure": "yes", "own": "erase"}),
    ("client", "record/erase", {"what": "session"}),
    ("newcomer", "charter", {"answer": "no"}),
    ("client", "people/<self>", {"do": "correct", "name": "Somebody"}),
    ("facilitator", "people/<client>", {"do": "leave"}),
    ("facilitator", "people/<client>", {"do": "hand_over"}),
    ("facilitator", "people/<client>", {"do": "renew"}),
    ("facilitator", "people/add", {"people": "Rose"}),
    ("facilitator", "record/erase", {"what": "group"}),
    ("facilitator", "settings", {"name": "Ours"}),
    ("facilitator", "charter/edit", {"text": "Ours", "after": "1"}),
    ("facilitator", "organiser", {"do": "invite"}),
)


@pytest.fixture
async def invented(here: World) -> World:
    long_ago = datetime.now(UTC) - timedelta(days=2)
    await Group.objects.filter(pk=here.group.pk).aupdate(demonstration=True)
    await PlannedSession.objects.filter(pk=here.session).aupdate(start=long_ago)
    access.forget()
    return here


def stands(here: World) -> object:
    people = [(row.pk, row.name, row.state, row.is_facilitator) for row in Member.objects.select_related("group")]
    return people, Group.objects.values_list("charter_version").get(pk=here.group.pk), audit.lines(here.group.pk)


@pytest.mark.parametrize(("who", "below", "typed"), CHANGES)
async def test_nothing_of_it_is_changed(invented: World, browser: Who, who: str, below: str, typed: dict[str, str]) -> None:
    before, member = await sync_to_async(stands)(invented), invented.members[who]
    path = f"/m/{member}/{below}".replace("<self>", member).replace("<client>", invented.members["client"])
    answer = await form(browser(who), path, session=invented.session, **typed)
    assert (answer.status, say("stays.title", "fr") in answer.text) == (403, True)
    assert await sync_to_async(stands)(invented) == before


@pytest.mark.parametrize("who", ["facilitator", "client", "newcomer"])
async def test_what_would_change_it_is_offered_nowhere(invented: World, browser: Who, who: str) -> None:
    home = f"/m/{invented.members[who]}"
    shown = "".join([(await browser(who).ask("GET", home + below)).text for below in ("", "/record", "/people", "/charter")])
    found = [words for words in ("/leave", "/settings", "/people/", "/charter/edit", "/organiser", 'value="no"') if f"{words}" in shown]
    assert (found, f"{home}/record/erase" in shown) == ([], False)
