"""Whoever pays: dates and counts over at least five people, never a word, never who was client (C4, P10)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.backends.db import SessionStore

from codev.groups import audit, figures
from codev.groups.models import Group, Organiser, SessionHeld
from codev.groups.planning import plan_session
from codev.people import browsers, links
from codev.protocol import moving
from tests.doors import world
from tests.doors.world import World
from tests.web.asking import Browser, Said
from tests.web.test_pages import form

Who = Callable[[str], Browser]


async def let_in(here: World) -> str:
    found = await sync_to_async(figures.invite)(here.group.pk, here.members["facilitator"])
    await sync_to_async(comes_in)(here, found)
    return found


def comes_in(here: World, organiser: str) -> None:
    store = SessionStore()
    store[browsers.KEY] = {organiser: (True, 1)}
    store.save()
    here.cookies["nobody"] = str(store.session_key)


async def page(here: World, organiser: str) -> Said:
    return await Browser(here, "nobody").ask("GET", f"/o/{organiser}")


def told(page: Said) -> str:
    return page.text.partition("<main")[2]


async def held(here: World, *present: int) -> None:
    for number, n in enumerate(present):
        on = date(2026, 1, 1) + timedelta(days=number)
        await SessionHeld.objects.acreate(group_id=here.group.pk, session=f"session{number}", on=on, present=n)


async def test_she_reads_dates_and_numbers_and_nothing_that_anybody_said_or_is_called_P10(here: World) -> None:
    await held(here, 6, 7)
    shown = (await page(here, await let_in(here))).text
    assert ("2 sessions have taken place" in shown, "13 attendances" in shown, "6 people present" in shown) == (True, True, True)
    words = [*world.NAMES.values(), "Comment dire non", "passeurs", *here.members.values(), here.session, here.group.pk]
    assert [word for word in words if word in shown] == []


async def test_no_figure_stands_over_fewer_than_five_people_C4(here: World) -> None:
    await held(here, 6, 4)
    shown = (await page(here, await let_in(here))).text
    assert ("fewer than five people" in shown, "6 attendances" in shown, "10 attendances" in shown, "4 " in shown) == (
        True,
        True,
        False,
        False,
    )


async def test_what_she_reads_on_two_days_tells_nothing_that_one_does_not_C4(here: World) -> None:
    """A figure is written once: who leaves, is erased or comes later changes none."""
    await held(here, 5)
    organiser = await let_in(here)
    before = told(await page(here, organiser))
    await SessionHeld.objects.aget_or_create(session="session0", defaults={"group_id": here.group.pk, "on": date(2026, 1, 1), "present": 4})
    await form(Browser(here, "client"), f"/m/{here.members['client']}/leave", sure="yes", own="erase")
    assert told(await page(here, organiser)) == before


@pytest.mark.parametrize("ended", ["closed", "stopped"])
async def test_a_session_that_closes_is_counted_once_and_one_that_was_stopped_is_not(here: World, ended: str) -> None:
    planned = await sync_to_async(lambda: plan_session(here.group, start=datetime.now(UTC), zone="Europe/Paris", format_name="ninety"))()
    table = await here.rooms._sessions.look(f"session:{here.room}")
    assert table.state is not None
    state = table.state
    if ended == "stopped":
        await here.order("facilitator", moving.StopSession())
        stopped = (await here.rooms._sessions.look(f"session:{here.room}")).state
        assert stopped is not None
        state = stopped
    for _ in range(2):
        await sync_to_async(figures.count_in)(planned, 1, state)  # type: ignore[arg-type]
    assert await SessionHeld.objects.acount() == (0 if ended == "stopped" else 1)


async def test_her_link_leads_to_her_page_and_to_no_other(here: World, browser: Who) -> None:
    organiser = await sync_to_async(figures.invite)(here.group.pk, here.members["facilitator"])
    token = await sync_to_async(links.current)(organiser)
    claimed = await form(browser("nobody"), f"/l/{token}", key="page-1")
    assert (claimed.status, claimed.headers["location"]) == (302, f"/o/{organiser}")
    await sync_to_async(comes_in)(here, organiser)
    for path in (f"/m/{organiser}", f"/m/{here.members['client']}", f"/s/{here.session}/1/{organiser}", f"/o/{'a' * 16}"):
        assert (await browser("nobody").ask("GET", path)).status == 404


async def test_the_group_reads_that_she_was_let_in_and_may_close_it_again(here: World, browser: Who) -> None:
    address = f"/m/{here.members['facilitator']}/organiser"
    assert (await form(browser("facilitator"), address, do="invite")).status == 303
    organiser = (await Organiser.objects.aget()).pk
    await sync_to_async(comes_in)(here, organiser)
    assert (await page(here, organiser)).status == 200
    await form(browser("facilitator"), address, do="withdraw", organiser=organiser)
    assert (await page(here, organiser)).status == 404
    assert [line.what for line in await sync_to_async(audit.lines)(here.group.pk)] == ["organiser_withdrawn", "organiser_invited"]


async def test_a_programme_is_several_groups_and_the_number_opens_nothing(here: World, browser: Who) -> None:
    organiser = await let_in(here)
    other = await sync_to_async(Group.objects.exclude(pk=here.group.pk).get)()
    stranger = f"/m/{here.members['stranger']}/organiser"
    await sync_to_async(here.come_in)("stranger")
    assert (await form(browser("stranger"), stranger, do="join", number="nonsense")).status == 422
    assert (await form(browser("stranger"), stranger, do="join", number=organiser)).status == 303
    await SessionHeld.objects.acreate(group=other, session="elsewhere", on=date(2026, 2, 1), present=8)
    assert "8 people present" in (await page(here, organiser)).text
    assert (await browser("client").ask("GET", f"/o/{organiser}")).status == 404
