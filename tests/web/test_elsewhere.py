"""Closing one's place everywhere else: from a device where one's notes are open, and nowhere else (C1)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from asgiref.sync import sync_to_async

from codev.people import browsers
from tests.doors.world import CSRF

from .asking import Browser, Page

Who = Callable[[str], Browser]


async def closes(who: Browser) -> int:
    body = urlencode({"csrfmiddlewaretoken": CSRF, "do": "elsewhere"}).encode()
    form = {"origin": "http://127.0.0.1:8000", "content-type": "application/x-www-form-urlencoded"}
    return (await who.ask("POST", f"/m/{who.world.members[who.who]}/device", body, form)).status


async def test_her_other_browser_is_out_at_once_and_this_one_stays(browser: Who) -> None:
    client = browser("client")
    old = client.world.cookies["client"]
    await sync_to_async(client.world.come_in)("client")
    assert await closes(client) == 200
    assert (await browsers.held(f"codev={old}")).members == ()
    assert (await client.get()).status == 200


async def test_whoever_looks_from_two_devices_reads_it_on_both_until_one_goes(browser: Who) -> None:
    client, other = browser("client"), browser("client")
    async with Page(browser("consultant")) as consultant, Page(client) as first, Page(client) as tab:
        await first.settle()
        assert ("elsewhere" in first.parts, "elsewhere" in tab.parts) == (False, False)
        mine = client.world.cookies["client"]
        await sync_to_async(client.world.come_in)("client")
        async with Page(other) as second:
            await second.settle()
            assert all("#elsewhere-form" in page.parts["elsewhere"] for page in (first, tab, second))
            assert "elsewhere" not in consultant.parts
        await first.settle()
        assert ("elsewhere" in first.parts, mine != client.world.cookies["client"]) == (False, True)


async def test_a_device_where_her_notes_are_shut_reads_it_and_closes_nothing(browser: Who, shut: Callable[[str], None]) -> None:
    async with Page(browser("client")) as first:
        await sync_to_async(shut)("client")
        async with Page(browser("client")) as second:
            await second.settle()
            assert ("<a" in first.parts["elsewhere"], "<a" in second.parts["elsewhere"]) == (True, False)
