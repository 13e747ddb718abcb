"""Nobody tries link after link."""

from __future__ import annotations

from collections.abc import Callable

from codev.web.pages import entering
from tests.doors.world import World
from tests.web.asking import Browser

Who = Callable[[str], Browser]


async def test_whoever_tries_link_after_link_waits(here: World, browser: Who) -> None:
    """Unknown links alone are counted: her own, spent or not, is answered as ever, for as long as she did not guess."""
    tried = [(await browser("nobody").ask("GET", f"/l/{'a' * 47}{letter}")).status for letter in "abcdefghijklmnopqrstuvwxyz2345672"]
    assert (tried[0], tried[-1]) == (404, 429)
    entering.tries.clear()
    assert (await browser("nobody").ask("GET", f"/l/{'a' * 48}")).status == 404
