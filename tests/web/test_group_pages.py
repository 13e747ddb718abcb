"""The pages of a group's people, charter and settings: what each may read and change."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Awaitable, Callable

import pytest
from asgiref.sync import sync_to_async

from codev.groups import charter
from codev.groups.models import Group, Member
from codev.people import links
from codev.phrases import say
from tests.doors.world import SETTINGS, World
from tests.web.asking import Browser, Said
from tests.web.test_founding import sent_with_file
from tests.web.test_pages import form

Who = Callable[[str], Browser]
Home = Callable[..., Awaitable[Said]]


@pytest.fixture
def home(here: World, browser: Who) -> Home:
    async def ask(who: str, below: str = "", **fields: str) -> Said:
        path = f"/m/{here.members[who]}{below}"
        return await form(browser(who), path, **fields) if fields else await browser(who).ask("GET", path)

    return ask


async def test_everyone_reads_who_is_in_the_group_and_only_its_facilitator_finds_what_changes_it(here: World, home: Home) -> None:
    hers, theirs = await home("facilitator", "/people"), await home("client", "/people")
    change = f"/people/{here.members['consultant']}"
    assert ["Malik" in page.text for page in (hers, theirs)] == [True, True]
    assert [(change in page.text, "/people/add" in page.text) for page in (hers, theirs)] == [(True, True), (False, False)]


async def test_people_are_added_all_at_once_or_the_list_stays_in_the_form(here: World, home: Home) -> None:
    refused = await home("facilitator", "/people/add", people="Rose\nmalik")
    assert (refused.status, "Rose\nmalik</textarea>" in refused.text, say("roster.there", "fr") in refused.text) == (422, True, True)
    added = await home("facilitator", "/people/add", people="Rose;rose@example.org")
    page = (await home("facilitator", "/links")).text
    assert (added.status, added.headers["location"], "Rose" in page) == (302, f"/m/{here.members['facilitator']}/links", True)


async def test_a_name_is_corrected_and_one_that_is_taken_stays_in_the_form(here: World, home: Home) -> None:
    person = f"/people/{here.members['client']}"
    assert (await home("facilitator", person, do="correct", name="Inès M.", address="ines@example.org")).status == 302
    refused = await home("facilitator", person, do="correct", name="Malik", address="x")
    assert (refused.status, 'value="x"' in refused.text) == (422, True)
    row = await Member.objects.select_related("group").aget(pk=here.members["client"])
    assert await sync_to_async(lambda: (row.name, row.address, row.has_device))() == ("Inès M.", "ines@example.org", False)


async def test_each_says_how_she_is_called_and_nobody_but_the_facilitator_does_so_for_another(here: World, home: Home) -> None:
    own, other = f"/people/{here.members['client']}", f"/people/{here.members['consultant']}"
    statuses = [(await home("client", path, do="correct", name="Inès Moreau", address="x@y.org")).status for path in (own, other)]
    row = await Member.objects.select_related("group").aget(pk=here.members["client"])
    assert statuses == [302, 404]
    assert await sync_to_async(lambda: (row.name, row.address, row.has_device))() == ("Inès Moreau", "", True)
    assert (await home("client", own, do="leave")).status == 302
    assert (await Member.objects.aget(pk=here.members["client"])).state == Member.ACTIVE


async def test_a_file_too_large_is_told_where_people_are_added(home: Home, browser: Who, here: World) -> None:
    path = f"/m/{here.members['facilitator']}/people/add"
    answer = await sent_with_file(browser("facilitator"), {"people": ""}, b"Person\n" * 8000, path)
    assert (answer.status, say("founding.needs.file", "fr") in answer.text) == (422, True)


async def test_a_new_link_is_told_to_her_on_the_device_that_she_has_C1(here: World, home: Home) -> None:
    before = await sync_to_async(links.current)(here.members["client"])
    await home("facilitator", f"/people/{here.members['client']}", do="renew")
    after = await sync_to_async(links.current)(here.members["client"])
    page = (await home("client")).text
    assert (before == after, after in (await home("facilitator", "/links")).text, after in page) == (False, True, False)
    assert "Odile" in page


async def test_the_group_changes_hands_and_its_pages_with_it_B12(here: World, home: Home) -> None:
    await home("facilitator", f"/people/{here.members['client']}", do="hand_over")
    assert [(await home(who, "/settings")).status for who in ("facilitator", "client")] == [404, 200]


async def test_nobody_of_another_group_is_reached(here: World, home: Home) -> None:
    stranger = f"/people/{here.members['stranger']}"
    statuses = [(await home("facilitator", stranger)).status, (await home("facilitator", stranger, do="leave")).status]
    assert (statuses, (await Member.objects.aget(pk=here.members["stranger"])).state) == ([404, 404], Member.ACTIVE)


async def test_a_changed_charter_is_a_version_more_that_everyone_is_asked_about_B7(here: World, home: Home) -> None:
    await home("facilitator", "/charter/edit", text="Nous\nNous venons à l’heure.\n\nEt nous rions.", after="1")
    page, first = (await home("client", "/charter")).text, (await home("client", "/charter/1")).text
    assert ("Et nous rions." in page, say("charter_page.changed", "fr") in page) == (True, True)
    assert (say("charter.goodwill.text", "fr") in page, say("charter.goodwill.text", "fr") in first) == (False, True)
    assert (await home("client", "/charter/3")).status == 404
    assert (await home("client", "/charter", charter="1")).status == 422
    assert (await home("client", "/charter", charter="2")).status == 302


async def test_a_changed_charter_stands_at_the_door_of_the_next_session(here: World, home: Home, browser: Who) -> None:
    await home("facilitator", "/charter/edit", text="Nous\nNous venons à l’heure.", after="1")
    door = await browser("client").get("/door")
    assert ("Nous venons à l’heure." in door.text, 'name="charter" value="2"' in door.text) == (True, True)


async def test_two_who_edit_the_charter_at_once_lose_nothing(here: World, home: Home) -> None:
    await home("facilitator", "/charter/edit", text="Le premier texte.", after="1")
    second = await home("facilitator", "/charter/edit", text="Le second texte.", after="1")
    assert (second.status, "Le premier texte." in second.text, "Le second texte.</textarea>" in second.text) == (422, True, True)
    assert 'name="after" value="2"' in second.text


async def test_an_unchanged_charter_asks_nobody(here: World, home: Home) -> None:
    await home("facilitator", "/charter/edit", text=charter.as_text(charter.standard("fr")), after="1")
    assert (await Group.objects.aget(pk=here.group.pk)).charter_version == 1


async def test_settings_are_changed_and_two_pages_at_once_lose_nothing(here: World, home: Home) -> None:
    await home("facilitator", "/settings", **SETTINGS | {"zone": "America/Toronto"})
    await home("facilitator", "/settings", **SETTINGS | {"format": "classic", "was.zone": "Europe/Paris", "was.format": "ninety"})
    group = await Group.objects.aget(pk=here.group.pk)
    assert (group.zone, group.format) == ("America/Toronto", "classic")


async def test_words_are_never_kept_longer_than_was_said_when_they_were_spoken_C3(here: World, home: Home) -> None:
    longer = await home("facilitator", "/settings", **SETTINGS | {"retention": "120"})
    shorter = await home("facilitator", "/settings", **SETTINGS | {"retention": "30"})
    assert (longer.status, shorter.status, (await Group.objects.aget(pk=here.group.pk)).retention_days) == (422, 302, 30)


async def test_what_is_missing_in_the_settings_is_said_and_what_was_typed_stays(home: Home) -> None:
    answer = await home("facilitator", "/settings", **SETTINGS | {"name": "", "purpose": "Typed"})
    assert (answer.status, say("founding.needs.name", "fr") in answer.text, "Typed" in answer.text) == (422, True, True)


async def test_a_tie_is_told_in_private_and_read_as_two_names_B2(here: World, home: Home) -> None:
    await home("client", "/ties", **{"with": here.members["consultant"]})
    pair = say("roll.apart_pair", "fr", one="Inès", other="Malik")
    pages = [(await home(who, "/people")).text for who in ("facilitator", "client", "consultant")]
    assert [pair in page for page in pages] == [True, False, False]
    assert ["checked" in (await home(who, "/ties")).text for who in ("client", "consultant", "facilitator")] == [True, False, False]


async def test_whoever_comes_by_a_new_link_reads_no_tie_and_takes_none_back_C1(
    here: World, home: Home, browser: Who, shut: Callable[[str], None]
) -> None:
    await home("client", "/ties", **{"with": here.members["consultant"]})
    await sync_to_async(shut)("client")
    page = await home("client", "/ties")
    await home("client", "/ties", do="nothing")
    taken = await form(browser("client"), f"/m/{here.members['client']}/leave/export")
    with zipfile.ZipFile(io.BytesIO(taken.body)) as packed:
        assert [here.members["consultant"] in packed.read("mine.json").decode(), "checked" in page.text] == [False, False]
    row = await Member.objects.select_related("group").aget(pk=here.members["client"])
    assert row.ties == here.members["consultant"]


async def test_everyone_is_asked_about_an_observer_and_nobody_reads_a_no(here: World, home: Home) -> None:
    await home("facilitator", "/people/add", people="Théa", **{"as": "observers"})
    newest = await Member.objects.alatest("joined")
    assert all(["Théa" in (await home(who)).text for who in ("facilitator", "client", "consultant")])
    before = (await home("facilitator", "/people")).text
    await home("client", "/observer", about=newest.pk, said="no")
    assert _plain((await home("facilitator", "/people")).text) == _plain(before)


async def test_a_device_is_forgotten_with_a_code_to_come_back_C1(here: World, home: Home) -> None:
    shown = await home("client", "/device", do="forget")
    assert (shown.status, bool(re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", shown.text))) == (200, True)
    assert (await home("client")).status == 404


def _plain(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


async def test_she_says_from_home_that_others_use_this_device_and_takes_it_back_C1(home: Home) -> None:
    said = await home("client", "/device", do="share")
    shared = (await home("client", "/prepare")).text
    await home("client", "/device", do="mine")
    own = (await home("client", "/prepare")).text
    assert (said.status, said.headers["clear-site-data"]) == (303, '"storage"')
    assert ("data-draft=" in shared, say("device.is_shared", "fr") in shared, "data-draft=" in own) == (False, True, True)
