"""A subject that ripens on a page of one's own; its sentence goes on the table by one's own act alone (B9, B10, P12, C1)."""

from __future__ import annotations

import re
from collections.abc import Callable

from asgiref.sync import sync_to_async

from codev.groups import subjects
from codev.groups.models import SharedSubject
from codev.people import links
from codev.phrases import say
from tests.doors.world import World
from tests.people.browser import Browser as Other
from tests.web.asking import Browser, Said
from tests.web.test_pages import form

Who = Callable[[str], Browser]
SECRET = "Personne ne doit lire ceci"


def at(here: World, who: str, below: str = "") -> str:
    return f"/m/{here.members[who]}/prepare{below}"


async def save(here: World, browser: Browser, do: str = "keep", subject: str = "new", **fields: str) -> Said:
    return await form(browser, at(here, browser.who, f"/{subject}"), do=do, key="page-1", **fields)


async def page(here: World, browser: Browser, below: str = "") -> str:
    return (await browser.ask("GET", at(here, browser.who, below))).text


async def test_what_is_written_stays_and_nobody_else_has_it_C1(here: World, browser: Who) -> None:
    answer = await save(here, browser("client"), kind="project", text="Comment oser ?", tried=SECRET)
    assert (answer.status, answer.headers["location"]) == (303, f"{at(here, 'client')}/p1?kept=new")
    assert SECRET in await page(here, browser("client"))
    assert SECRET not in await page(here, browser("consultant"))
    assert not await SharedSubject.objects.aexists()


async def test_the_sentence_alone_goes_on_the_table_B10(here: World, browser: Who) -> None:
    await save(here, browser("client"), "information", text="Comment oser ?", situation=SECRET)
    there = await sync_to_async(subjects.of)(here.members["client"])
    assert there == {"p1": ("Comment oser ?", True)}
    assert say("prepare.is_information", "fr") in await page(here, browser("client"))


async def test_what_is_changed_later_is_not_on_the_table_before_she_says_so_C1(here: World, browser: Who) -> None:
    await save(here, browser("client"), "table", text="Comment oser ?")
    await form(browser("client"), at(here, "client", "/p1"), do="keep", key="page-2", text="Comment dire que je pars ?")
    assert (await sync_to_async(subjects.of)(here.members["client"]))["p1"].text == "Comment oser ?"


async def test_it_is_taken_off_the_table_at_will(here: World, browser: Who) -> None:
    await save(here, browser("client"), "table", text="Comment oser ?")
    await form(browser("client"), at(here, "client", "/p1"), do="withdraw", key="page-2", text="Comment oser ?")
    assert not await SharedSubject.objects.aexists()


async def test_without_its_sentence_nothing_goes_there_and_what_was_typed_is_kept(here: World, browser: Who) -> None:
    answer = await save(here, browser("client"), "table", tried="Tout")
    assert (answer.status, say("prepare.sentence_first", "fr") in answer.text, "Tout" in answer.text) == (422, True, True)
    assert 'action="/m/' + here.members["client"] + '/prepare/p1"' in answer.text


async def test_too_long_is_said_and_stays_in_the_form(here: World, browser: Who) -> None:
    answer = await save(here, browser("client"), text="x" * 4001)
    assert (answer.status, "x" * 4001 in answer.text) == (422, True)


async def test_an_empty_page_is_told_so_and_keeps_nothing(here: World, browser: Who) -> None:
    answer = await save(here, browser("client"), text="  ")
    assert (answer.status, say("prepare.empty", "fr") in answer.text) == (422, True)


async def test_a_form_sent_twice_makes_one_subject(here: World, browser: Who) -> None:
    for _ in range(2):
        await save(here, browser("client"), text="Comment oser ?")
    assert re.findall(r'href="[^"]*/prepare/p\d+"', await page(here, browser("client"), "/new")) == [f'href="{at(here, "client")}/p1"']


async def test_several_ripen_one_at_a_time_B9(here: World, browser: Who) -> None:
    await save(here, browser("client"), text="Comment oser ?")
    await form(browser("client"), at(here, "client", "/new"), do="keep", key="page-2", text="Comment finir ?")
    shown = await page(here, browser("client"))
    assert shown.index("Comment finir ?") < shown.index("Comment oser ?")
    assert ">Comment oser ?</a>" in shown.replace("\n", "")


async def test_deleted_it_is_gone_from_here_and_from_the_table(here: World, browser: Who) -> None:
    await save(here, browser("client"), "table", text="Comment oser ?")
    await form(browser("client"), at(here, "client", "/p1"), do="drop")
    assert (await browser("client").ask("GET", at(here, "client", "/p1"))).status == 404
    assert not await SharedSubject.objects.aexists()


async def test_where_notes_are_shut_the_page_says_how_to_open_them_C1(here: World, browser: Who, shut: Callable[[str], None]) -> None:
    await save(here, browser("client"), text=SECRET)
    await sync_to_async(shut)("client")
    shown = await page(here, browser("client"))
    assert (SECRET in shown, 'href="/device"' in shown, "<textarea" in shown) == (False, True, False)
    assert SECRET not in await page(here, browser("client"), "/p1")


async def test_a_link_that_somebody_else_makes_leaves_shut_what_she_wrote_before_her_yes_C1(here: World, browser: Who) -> None:
    newcomer, member = browser("newcomer"), here.members["newcomer"]
    other = Other()
    await save(here, newcomer, text=SECRET)
    assert await sync_to_async(lambda: other.claim(links.renew(member)))() == member
    assert await sync_to_async(lambda: other.held.shut)() == {member}


async def test_the_home_recalls_the_subject_to_bring(here: World, browser: Who) -> None:
    await save(here, browser("client"), "table", text="Comment <oser> ?")
    home = (await browser("client").ask("GET", f"/m/{here.members['client']}")).text
    assert ("Comment &lt;oser&gt; ?" in home, say("prepare.is_ready", "fr") in home) == (True, True)


async def test_on_the_home_the_sentence_is_read_by_a_tap_alone_C1(here: World, browser: Who) -> None:
    """The home is the first page that opens, beside a call whose screen may be shared."""
    await save(here, browser("client"), text=SECRET)
    home = (await browser("client").ask("GET", f"/m/{here.members['client']}")).text
    before = home.partition(SECRET)[0]
    assert (SECRET in home, before.rpartition("<details")[2].count("</details>"), "<details open" in home) == (True, 0, False)
