from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.backends.db import SessionStore

from codev.people import browsers
from codev.protocol import Order, moving
from codev.rooms import Look
from codev.web import parts
from tests.doors import world
from tests.web.asking import Browser


@pytest.fixture
async def here(transactional_db: None) -> AsyncIterator[world.World]:
    """A group in the presentation of a session: Inès is the client, Malik a consultant, Odile facilitates."""
    parts.memory.forget()
    built = await world.build()
    for who in ("facilitator", "client", "consultant", "newcomer"):
        await sync_to_async(built.come_in)(who)
    await go_to(built, "presentation")
    yield built
    await built.front.live.close()
    built.rooms.close()


async def go_to(here: world.World, step: str) -> None:
    for turn in range(20):
        look = await here.rooms.look(here.room, here.members["facilitator"])
        assert isinstance(look, Look)
        if any(part.kind == "step" and vars(part)["step"] == step for part in look.view):
            return
        on = next(vars(part)["on"] for part in look.view if part.kind == "bar")
        command = moving.GoOn(reason="other") if on == "go_on" else moving.NextStage()
        await here.rooms.act(here.room, Order(here.members["facilitator"], command, datetime.now(UTC)), f"way {turn}")
    raise AssertionError(f"no way leads to {step}")


@pytest.fixture
def browser(here: world.World) -> Callable[[str], Browser]:
    return lambda who: Browser(here, who)


@pytest.fixture
def shut(here: world.World) -> Callable[[str], None]:
    """Her login is one where her notes stay shut (C1)."""

    def on_a_new_device(who: str) -> None:
        store = SessionStore()
        store[browsers.KEY] = {here.members[who]: (False, 2)}
        store.save()
        here.cookies[who] = str(store.session_key)

    return on_a_new_device
