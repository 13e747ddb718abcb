from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from asgiref.sync import sync_to_async

from codev.groups.erasures import Erasure
from codev.groups.models import PlannedSession
from codev.web import parts
from tests.doors import world

from .desk import cast, desk

__all__ = ["cast", "desk", "here"]


@pytest.fixture
async def here(transactional_db: None) -> AsyncIterator[world.World]:
    """A group in the presentation of a session: Inès is the client, Malik a consultant, Odile facilitates."""
    parts.memory.forget()
    built = await world.build()
    for who in ("facilitator", "client", "consultant", "newcomer"):
        await sync_to_async(built.come_in)(who)
    await PlannedSession.objects.exclude(pk=built.session).adelete()  # the stranger's group has none
    await Erasure.objects.all().adelete()  # of the one who has left
    yield built
    await built.front.live.close()
    built.rooms.close()
