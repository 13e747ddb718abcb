"""After a restore, on a real server: what was erased meanwhile answers as if it had never been (C3)."""

from __future__ import annotations

import asyncio

import pytest

from tests.backup.conftest import Host
from tests.fault.server import Server
from tests.fault.wire import Answer, Wire

pytestmark = pytest.mark.slow


async def asked(host: Host) -> tuple[Answer, Answer]:
    """Her room, and a room that does not exist."""
    server = Server(host.folder.path)
    await server.start()
    browser = Wire("127.0.0.1", server.port, {"codev": host.made["login"]})
    session, member = host.made["session"], host.made["others"][0]
    answers = [await browser.get(f"/s/{name}/1/{member}") for name in (session, session[::-1])]
    await server.stop()
    return answers[0], answers[1]


async def restored(host: Host, words: str) -> None:
    await Server(host.folder.path).command("restore", words, "--keys", str(host.target / "keys"), "--replace")


def test_a_room_that_was_erased_since_answers_like_one_that_does_not_exist(host: Host) -> None:
    words = str(host.back_up().words)
    host.erase(host.room)
    asyncio.run(restored(host, words))
    hers, other = asyncio.run(asked(host))
    assert (hers.status, hers.text) == (404, other.text)
