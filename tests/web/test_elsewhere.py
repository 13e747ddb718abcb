"""Closing one's place everywhere else: from a device where one's notes are open, and nowhere else (C1)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from asgiref.sync import sync_to_async

from codev.people import browsers
from tests.doors.world import CSRF

from .asking import Browser

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
