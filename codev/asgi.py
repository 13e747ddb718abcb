"""The composition: the one place where vault, log, rooms and web are put together. Everything else is handed what it needs."""

# ruff: noqa: E402
from __future__ import annotations

import asyncio
import logging
import os
import threading
from typing import Any

from asgiref.sync import sync_to_async
from django.core.asgi import get_asgi_application
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "codev.settings")
# Sets Django up: what is imported below has models. A proxy is believed on this machine only; the live room asks nobody's address.
pages: Any = ProxyHeadersMiddleware(get_asgi_application(), trusted_hosts="127.0.0.1")  # type: ignore[arg-type]  # Django types no ASGI

from django.conf import settings
from django.utils import timezone

from codev.bell import Bell
from codev.companions.runner import Companions
from codev.datafolder import DataFolder
from codev.eventlog import Store
from codev.groups import access, closing, demo
from codev.groups.sealed import vault
from codev.rooms import Rooms
from codev.upkeep import erasing, ticking
from codev.upkeep.jobs import jobs
from codev.web import parts
from codev.web.answers import Receive, Scope, Send
from codev.web.front import Front
from codev.web.house import House

AN_HOUR, A_MINUTE = 3600, 60
log = logging.getLogger(__name__)


class Application:
    """Opens the house when the server starts, on its event loop, and closes it when it stops."""

    def __init__(self) -> None:
        self._front: Front | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif self._front is not None and scope["type"] == "http":
            await self._front(scope, receive, send)

    async def part(self) -> None:
        """Ends the open streams, a few at a time: their pages come back by themselves."""
        if self._front is not None:
            await self._front.live.close()

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        store, bell = Store.open(DataFolder(settings.CODEV_DATA).log), Bell()
        rooms = Rooms(
            vault(),
            store,
            bell,
            names=access.names_in,
            door=access.who_may_enter,
            over=closing.at_the_close,
            forget=parts.memory.forget,
        )
        companions = Companions(rooms, bell)
        await companions.resume_all(sync_to_async(demo.trials))
        sweeping = [asyncio.create_task(sweep(rooms)), asyncio.create_task(erase(rooms))]
        stopping = threading.Event()
        stop_ticking = ticking.start(upkeep(stopping), timezone.now)
        self._front = Front(House(rooms, bell, companions), pages)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        stopping.set()
        await asyncio.to_thread(stop_ticking)
        for task in sweeping:
            task.cancel()
        await companions.close()
        rooms.close()
        store.close()
        vault().close()
        await send({"type": "lifespan.shutdown.complete"})


def upkeep(stopping: threading.Event) -> dict[str, ticking.Job]:
    """What each minute brings, in this order, in the thread of the ticks: a mail server that hangs holds nobody up."""
    return jobs(settings.CODEV_POST, settings.CODEV_URL, stopping.is_set)


async def sweep(rooms: Rooms) -> None:
    """Ends the trial sessions of the day before yesterday, and settles what a crash left open, for as long as the server runs."""
    while True:
        for chore in (end_trials, settle_endings):
            try:
                await chore(rooms)
            except Exception as error:
                log.error("%s waits: %s", chore.__name__, type(error).__name__)
        await asyncio.sleep(AN_HOUR)


async def erase(rooms: Rooms) -> None:
    """What is due to go, and what `codev erase` or a group has ordered."""
    while True:
        try:
            await erasing.run(rooms)
        except Exception as error:
            log.error("erasures wait: %s", type(error).__name__)
        await asyncio.sleep(A_MINUTE)


async def end_trials(rooms: Rooms) -> None:
    await demo.sweep(timezone.now(), rooms.erase, rooms.erase_own)


async def settle_endings(rooms: Rooms) -> None:
    """A crash may have come between the end of a consultation and what its group is to know of it."""
    now = timezone.now()
    for room in await sync_to_async(closing.unsettled)(now):
        try:
            await rooms.settle(room)
        except Exception as error:
            log.error("an end is not settled: %s", type(error).__name__)
    await sync_to_async(closing.leave_behind)(now)


application = Application()
