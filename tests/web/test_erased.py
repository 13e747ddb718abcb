"""A session whose words are erased looks like one that never was, whoever asks and however (C3)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.doors.world import World
from tests.web.asking import Browser

Who = Callable[[str], Browser]


@pytest.mark.parametrize("below", ["", "/parts"])
async def test_an_erased_session_is_not_found(here: World, browser: Who, below: str) -> None:
    await here.rooms.erase(here.room)
    assert (await browser("client").get(below)).status == 404


async def test_the_door_of_an_erased_session_opens_no_new_one(here: World, browser: Who) -> None:
    await here.rooms.erase(here.room)
    await browser("client").get("/door")
    assert here.rooms._log.read(f"session:{here.room}") == []
