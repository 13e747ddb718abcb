"""Sheets to print from the pages: anybody's, a member's, the facilitator's; with the names of the group where it is hers (B11)."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

import pytest
from asgiref.sync import sync_to_async

from codev.groups.models import CharterText, Group
from codev.outbound import sheets
from codev.web import press
from tests.doors.world import World
from tests.outbound.paper import read
from tests.web.asking import Browser, Said

Who = Callable[[str], Browser]


def addresses(page: Said) -> list[str]:
    return [address.replace("&amp;", "&") for address in re.findall(r'href="([^"]+\.pdf[^"]*)"', page.text)]


async def test_every_sheet_is_one_click_from_a_page_that_asks_for_nothing(browser: Who) -> None:
    found = addresses(await browser("nobody").ask("GET", "/sheets"))
    assert len(found) == 2 * len(sheets.SHEETS)
    answer = await _at(browser("nobody"), found[0])
    assert (answer.status, answer.headers["content-type"], read(answer.body).pages) == (200, "application/pdf", 1)


async def test_the_first_page_leads_there(browser: Who) -> None:
    assert 'href="/sheets"' in (await browser("nobody").ask("GET", "/")).text


async def test_the_links_keep_the_order_and_the_language_that_were_chosen(browser: Who) -> None:
    page = await _at(browser("nobody"), "/sheets?format=explore-first&language=fr-CA-tu")
    guide = next(address for address in addresses(page) if "facilitator" in address and "letter" in address)
    found = read((await _at(browser("nobody"), guide)).body)
    assert (found.title, found.language, found.size) == ("Guide d’animation", "fr-CA", (612, 792))


@pytest.mark.parametrize("query", ["format=secret", "language=de", "paper=a3", "format=../../x"])
async def test_what_there_is_not_is_not_found(browser: Who, query: str) -> None:
    assert (await _at(browser("nobody"), f"/sheets/steps.pdf?{query}")).status == 404


async def test_a_strangers_sheet_is_set_once_however_often_it_is_asked_for(browser: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    press._blank.cache_clear()
    made: list[str] = []
    monkeypatch.setattr(sheets, "sheet", lambda name, *rest: made.append(name) or b"%PDF")
    for _ in range(3):
        await browser("nobody").ask("GET", "/sheets/ballots.pdf")
    press._blank.cache_clear()
    assert made == ["ballots"]


async def test_a_sheet_is_set_beside_the_event_loop(browser: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    where: list[str] = []
    monkeypatch.setattr(sheets, "sheet", lambda *_: where.append(threading.current_thread().name) or b"%PDF")
    await browser("facilitator").get("/sheets/attendance.pdf")
    assert where[0].startswith("press")


async def test_a_member_has_the_steps_and_the_sheets_of_both_roles_B11(browser: Who) -> None:
    found = addresses(await browser("consultant").get("/sheets"))
    assert {address.rpartition("/")[2].partition(".")[0] for address in found} == {"steps", "client", "consultant"}
    assert read((await browser("consultant").get("/sheets/steps.pdf")).body).text.count("Les passeurs du mardi") == 1


async def test_the_facilitators_carry_the_names_of_the_table_and_nobody_elses(browser: Who, here: World) -> None:
    text = read((await browser("facilitator").get("/sheets/attendance.pdf")).body).text
    assert [name for name in ("Odile", "Inès", "Malik", "Zoé") if name not in text] == []
    assert [name for name in ("Hector", "Hugo") if name in text] == []


async def test_the_charter_is_printed_as_the_group_wrote_it_B7(browser: Who, here: World) -> None:
    await sync_to_async(_rewrite)(here.group)
    text = read((await browser("facilitator").get("/sheets/charter.pdf")).body).text
    assert "Le café se partage." in text
    assert "Personne n’enregistre." not in text


async def test_the_room_and_the_facilitators_home_lead_to_them(browser: Who, here: World) -> None:
    odile, malik = here.members["facilitator"], here.members["consultant"]
    assert f"{browser('consultant').place}/sheets" in (await browser("consultant").get()).text
    assert f"/m/{odile}/sheets" in (await browser("facilitator").ask("GET", f"/m/{odile}")).text
    assert f"/m/{malik}/sheets" not in (await browser("consultant").ask("GET", f"/m/{malik}")).text


async def test_from_her_home_the_sheets_are_those_of_the_session_that_comes_next(browser: Who, here: World) -> None:
    page = await browser("facilitator").ask("GET", f"/m/{here.members['facilitator']}/sheets")
    assert set(addresses(page)) == set(addresses(await browser("facilitator").get("/sheets")))


def _rewrite(group: Group) -> None:
    CharterText.objects.create(group=group, version=2, text="Café\nLe café se partage.")
    group.charter_version = 2
    group.save()


async def _at(browser: Browser, address: str) -> Said:
    path, _, query = address.partition("?")
    return await browser.ask("GET", path, query=query)
