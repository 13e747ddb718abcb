"""The minute's tick: in a thread of its own, one at a time, and one job's trouble is its own."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session

from codev.upkeep.jobs import jobs
from codev.upkeep.ticking import start, tick

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def broken(now: datetime) -> None:
    raise RuntimeError("Inès said something")


def test_a_job_that_fails_keeps_none_of_the_others_waiting(caplog: pytest.LogCaptureFixture) -> None:
    seen: list[datetime] = []
    assert not tick(NOW, {"first": broken, "second": seen.append})
    assert (seen, "first waits" in caplog.text, "Inès" in caplog.text) == ([NOW], True, False)


async def test_a_mail_server_that_hangs_holds_neither_the_loop_nor_the_next_tick_twice() -> None:
    hung, release, ticks = threading.Event(), threading.Event(), []

    def hang(now: datetime) -> None:
        ticks.append(threading.current_thread())
        hung.set()
        release.wait(10)

    stop = start({"mail": hang}, lambda: NOW, every=0.02)
    await asyncio.to_thread(hung.wait, 10)
    beats = [await asyncio.sleep(0.01, result=True) for _ in range(10)]  # five more ticks would have come
    assert (len(beats), len(ticks), threading.current_thread() in ticks) == (10, 1, False)
    release.set()
    await asyncio.to_thread(stop)


def test_a_stop_waits_for_the_tick_under_way() -> None:
    begun, over = threading.Event(), threading.Event()

    def slow(now: datetime) -> None:
        begun.set()
        threading.Event().wait(0.05)
        over.set()

    stop = start({"slow": slow}, lambda: NOW, every=0.02)
    begun.wait(10)
    stop()
    assert over.is_set()


@pytest.mark.django_db
def test_logins_whose_time_is_over_go_and_the_others_stay() -> None:
    for name, day in (("over", 30), ("good", 2)):
        Session.objects.create(session_key=name, session_data="", expire_date=NOW.replace(day=day, month=11 if day == 30 else 12))
    assert tick(NOW, jobs(None, "https://codev.example"))
    assert list(Session.objects.values_list("session_key", flat=True)) == ["good"]
