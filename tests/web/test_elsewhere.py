"""Closing one's place everywhere else: from a device where one's notes are open, and nowhere else (C1)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from asgiref.sync import sync_to_async

from codev.people import browsers
from codev.web.devices import AWHILE, MOST_LOGINS, Devices
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


async def test_whoever_looks_from_two_devices_reads_it_on_both_and_on_every_kind_of_page(browser: Who) -> None:
    client = browser("client")
    async with Page(browser("consultant")) as consultant, Page(client) as first, Page(client) as tab:
        await first.settle()
        assert ("elsewhere" in first.parts, "elsewhere" in tab.parts) == (False, False)
        await sync_to_async(client.world.come_in)("client")  # her cookie is another device's from now on
        asked = await client.get("/parts")
        await first.until("parts", 2)
        assert all("#elsewhere-form" in told["elsewhere"] for told in (first.parts, tab.parts, asked.json["view"]["parts"]))
        assert ('href="#elsewhere-form"' in (await client.get()).text, "elsewhere" in consultant.parts) == (True, False)


async def test_a_device_where_her_notes_are_shut_reads_it_and_closes_nothing(browser: Who, shut: Callable[[str], None]) -> None:
    async with Page(browser("client")) as first:
        await sync_to_async(shut)("client")
        second = (await browser("client").get("/parts")).json["view"]["parts"]
        await first.until("parts", 2)
        assert ("<a" in first.parts["elsewhere"], "<a" in second["elsewhere"]) == (True, False)


def test_a_device_counts_for_as_long_as_it_gives_signs_of_life() -> None:
    now = [0.0]
    devices = Devices(lambda: now[0])
    assert [devices.sees("r", "m", login) for login in ("phone", "phone", "laptop", "phone")] == [False, False, True, False]
    now[0] = AWHILE - 1
    assert (devices.sees("r", "m", "phone"), devices.twice("r", "m"), devices.twice("r", "other")) == (False, True, False)
    now[0] = AWHILE
    assert (devices.sees("r", "m", "phone"), devices.twice("r", "m"), bool(devices)) == (False, False, False)


def test_many_logins_and_many_seats_fill_no_memory() -> None:
    devices = Devices()
    for number in range(100):
        devices.sees("r", "m", str(number))
    assert len(devices._seen["r", "m"]) == MOST_LOGINS + 1
