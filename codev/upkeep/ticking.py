"""The tick: each minute, in a thread of its own, one job after the other. A job that fails waits for the next tick; the others go on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler
from django.db import close_old_connections, connections

Job = Callable[[datetime], object]
"""Given the instant of the tick."""

EVERY = 60
log = logging.getLogger(__name__)


def tick(now: datetime, jobs: Mapping[str, Job]) -> bool:
    """Whether all went well."""
    well = True
    for name, job in jobs.items():
        try:
            job(now)
        except Exception as error:
            log.error("upkeep: %s waits for the next minute: %s", name, type(error).__name__)
            well = False
    return well


def start(jobs: Mapping[str, Job], clock: Callable[[], datetime], every: float = EVERY) -> Callable[[], None]:
    """Ticks until what it returns is called, which waits for a tick under way."""
    scheduler = BackgroundScheduler(timezone=UTC)
    # One tick at a time; after a sleep of the machine one, not all that were missed.
    scheduler.add_job(_in_its_thread, "interval", (jobs, clock), seconds=every, max_instances=1, coalesce=True, misfire_grace_time=None)
    scheduler.start()
    stop: Callable[[], None] = scheduler.shutdown
    return stop


def _in_its_thread(jobs: Mapping[str, Job], clock: Callable[[], datetime]) -> None:
    close_old_connections()
    try:
        tick(clock(), jobs)
    finally:
        connections.close_all()
