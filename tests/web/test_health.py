"""What the machine's watchers are told: the truth about database, log and keys, and no word."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from codev.rooms import patience
from codev.web import trickle
from codev.web.pages import health
from tests.doors.world import World
from tests.web.asking import Browser

Who = Callable[[str], Browser]


async def test_ready_names_what_it_has_looked_at(browser: Who) -> None:
    answer = await browser("client").ask("GET", "/readyz")
    assert (answer.status, answer.json) == (200, {"database": True, "disk": True, "log": True, "keys": True})


async def test_not_ready_without_the_logs_writer(here: World, browser: Who) -> None:
    here.rooms._log.close()
    answer = await browser("client").ask("GET", "/readyz")
    assert (answer.status, answer.json["log"]) == (503, False)


async def test_not_ready_when_the_writer_takes_no_turn(here: World, browser: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "WRITER_SECONDS", 0)
    monkeypatch.setattr(here.rooms._log, "ping", lambda: asyncio.get_running_loop().create_future())
    answer = await browser("client").ask("GET", "/readyz")
    assert (answer.status, answer.json["log"]) == (503, False)


async def test_not_ready_without_the_keyring(here: World, browser: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(here.rooms._vault, "well", lambda: False)
    answer = await browser("client").ask("GET", "/readyz")
    assert (answer.status, answer.json["keys"]) == (503, False)


async def test_not_ready_on_a_full_disk(browser: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _: SimpleNamespace(free=health.LEAST - 1))
    answer = await browser("client").ask("GET", "/readyz")
    assert (answer.status, answer.json["disk"]) == (503, False)


async def test_alive_says_no_more_than_that(browser: Who) -> None:
    answer = await browser("client").ask("GET", "/healthz")
    assert (answer.status, answer.body) == (200, b"ok\n")


async def test_three_events_come_as_the_rooms_own_would(browser: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trickle, "PAUSE", 0.01)
    answer = await browser("client").ask("GET", "/healthz/stream")
    ticks = [json.loads(line.removeprefix("data: ")) for line in answer.text.splitlines() if line.startswith("data: ")]
    assert (answer.headers["content-type"], answer.headers["x-accel-buffering"]) == ("text/event-stream", "no")
    assert ticks == [{"n": 1}, {"n": 2}, {"n": 3}]
