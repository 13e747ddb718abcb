"""A member's home in her group: what is next, and the way to the rest."""

from __future__ import annotations

from collections.abc import Callable

from asgiref.sync import sync_to_async

from codev.groups.founding import add, found
from codev.groups.models import Member, PlannedSession
from codev.people import links
from codev.phrases import say
from tests.doors.world import World
from tests.web.asking import Browser
from tests.web.test_pages import form

Who = Callable[[str], Browser]


async def test_her_home_leads_to_the_session_that_comes_next(here: World, browser: Who) -> None:
    page = await browser("client").ask("GET", f"/m/{here.members['client']}")
    assert (page.status, f"{browser('client').place}/door" in page.text) == (200, True)


async def test_whoever_facilitates_is_told_so_and_not_by_her_own_name(here: World, browser: Who) -> None:
    hers, others = [(await browser(who).ask("GET", f"/m/{here.members[who]}")).text for who in ("facilitator", "client")]
    assert [say("home.you_lead", "fr") in text for text in (hers, others)] == [True, False]


async def test_without_a_session_it_says_so(here: World, browser: Who) -> None:
    await PlannedSession.objects.aupdate(state=PlannedSession.CANCELLED)
    page = await browser("client").ask("GET", f"/m/{here.members['client']}")
    assert (page.status, say("home.no_session", "fr") in page.text) == (200, True)


async def test_until_there_are_dates_whoever_facilitates_is_led_to_them_B6(here: World, browser: Who) -> None:
    await PlannedSession.objects.aupdate(state=PlannedSession.CANCELLED)
    pages = [(await browser(who).ask("GET", f"/m/{here.members[who]}")).text for who in ("facilitator", "client")]
    assert [say("begin.dates_note", "fr") in page for page in pages] == [True, False]


async def test_a_link_of_somebody_without_a_session_leads_to_her_home(browser: Who) -> None:
    member = await sync_to_async(lambda: add(found("Les jeudis"), "Ida"))()
    token = await sync_to_async(links.current)(member.pk)
    claimed = await form(browser("nobody"), f"/l/{token}", key="page-1")
    assert (claimed.status, claimed.headers["location"]) == (302, f"/m/{member.pk}")


async def test_the_first_page_and_the_foot_of_the_room_lead_home(here: World, browser: Who) -> None:
    home = f'href="/m/{here.members["client"]}"'
    assert home in (await browser("client").ask("GET", "/")).text
    assert home in (await browser("client").get()).text


async def test_no_title_of_a_page_names_the_group_or_anybody_C4(here: World, browser: Who) -> None:
    """Titles stay in the browser's history, and stand on the window that is shared in a call."""
    leads, home = browser("facilitator"), f"/m/{here.members['facilitator']}"
    about = f"{home}/people/{here.members['client']}"
    pages = [(await leads.ask("GET", path)).text for path in (home, leads.place, f"{leads.place}/door", about)]
    titles = [page.partition("<title>")[2].partition("</title>")[0] for page in pages]
    named = [here.group.name, *[row.name async for row in Member.objects.select_related("group").filter(group=here.group)]]
    assert all(titles)
    assert [title for title in titles for name in named if name in title] == []
