"""The group's shelf, and what of one's own stands on one's home (S5, S22)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from codev.groups.handing import EndedRun, Handed, write
from codev.groups.models import PlannedSession
from codev.phrases import say
from codev.web.mine.shelf import pieces
from tests.doors.world import World
from tests.web.asking import Browser, Said
from tests.web.test_pages import form

Who = Callable[[str], Browser]


def at(here: World, who: str, below: str = "/shelf") -> str:
    return f"/m/{here.members[who]}{below}"


async def put(here: World, browser: Browser, title: str, words: str = "", kind: str = "site") -> Said:
    return await form(browser, at(here, browser.who), do="put", kind=kind, title=title, words=words)


async def page(here: World, browser: Browser, below: str = "/shelf") -> str:
    return (await browser.ask("GET", at(here, browser.who, below))).text


async def test_what_one_puts_there_all_of_the_group_see_and_nobody_else(here: World, browser: Who) -> None:
    await put(here, browser("client"), "Le manuel", kind="book")
    assert "Le manuel" in await page(here, browser("consultant"))
    assert "Le manuel" not in await page(here, browser("stranger"))


async def test_it_is_taken_back_by_whoever_put_it_there_alone(here: World, browser: Who) -> None:
    await put(here, browser("client"), "Le manuel")
    item = re.findall(r'name="item" value="(\w+)"', await page(here, browser("client")))[0]
    await form(browser("consultant"), at(here, "consultant"), do="off", item=item)
    assert "Le manuel" in await page(here, browser("client"))
    await form(browser("client"), at(here, "client"), do="off", item=item)
    assert "Le manuel" not in await page(here, browser("client"))


async def test_without_a_name_or_too_long_it_stays_in_the_form(here: World, browser: Who) -> None:
    answer = await put(here, browser("client"), "", "Un mot")
    assert (answer.status, "Un mot" in answer.text, say("shelf.no_name", "fr") in answer.text) == (422, True, True)
    assert (await put(here, browser("client"), "t" * 201)).status == 422


async def test_a_script_on_the_shelf_is_words_and_a_link_tells_nobody_where_it_comes_from(here: World, browser: Who) -> None:
    await put(here, browser("client"), "<script>x</script>", "Voir https://example.org/a.")
    shown = await page(here, browser("consultant"))
    assert "&lt;script&gt;x" in shown
    assert '<a href="https://example.org/a" rel="noopener noreferrer" target="_blank">https://example.org/a</a>.' in shown


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "https://codev.example@evil.example/", "http://", "ftp://a.example"]
)
def test_what_is_no_page_is_no_link(text: str) -> None:
    assert [piece.to for piece in pieces(text)] == [""]


async def test_its_words_do_not_stand_in_clear(here: World, browser: Who) -> None:
    await put(here, browser("client"), "Le manuel")

    def rows() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM groups_onshelf")
            return repr(cursor.fetchall())

    assert "manuel" not in await sync_to_async(rows)()


async def test_her_plan_and_her_partner_stand_on_her_home_and_she_shows_it_or_not_S22(here: World, browser: Who) -> None:
    session = await PlannedSession.objects.select_related("cycle").aget(pk=here.session)
    row = EndedRun(session=session, run=1)
    handed = Handed(here.members["client"], here.members["consultant"], (("Appeler <Jo>", "vendredi"),))
    await sync_to_async(write)(row, handed)
    assert "Appeler &lt;Jo&gt;" in await page(here, browser("client"), "")
    assert "Appeler" not in await page(here, browser("consultant"), "")
    await form(browser("client"), at(here, "client", "/partner"), do="show", run=row.pk)
    assert "Appeler &lt;Jo&gt;" in await page(here, browser("consultant"), "")
    assert "Malik" not in await page(here, browser("newcomer"), "")
