"""The machine: room on the disk, how long it takes to write something down, and its clock."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

from codev.backup import pair
from codev.eventlog.instants import instant, micros

from .finding import Finding, Place, broken, look, ok

MEGABYTE = 1024 * 1024
LEAST, COMFORTABLE = 64 * MEGABYTE, 512 * MEGABYTE
WRITES = 16
SLOW_MS = 40
JUMP = 1.0  # seconds
AHEAD = 5_000_000  # microseconds


def space(place: Place) -> Iterator[Finding]:
    """A backup, a restore and some growth are to fit."""
    free = shutil.disk_usage(place.folder.path).free
    data = sum(path.stat().st_size for path in place.folder.path.iterdir() if path.is_file())
    enough = ok if free > COMFORTABLE + 3 * data else look
    yield (broken if free < LEAST else enough)("space", free=free // MEGABYTE, data=-(-data // MEGABYTE))


def syncing(place: Place) -> Iterator[Finding]:
    """An act is acknowledged once it is on disk: this is how long each waits at the least."""
    taken = []
    with tempfile.TemporaryFile(dir=place.folder.path) as file:
        for _ in range(WRITES):
            file.write(bytes(4096))
            file.flush()
            since = time.perf_counter()
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - since)
    middle = statistics.median(taken) * 1000
    yield (ok if middle < SLOW_MS else look)("syncing", ms=f"{middle:.1f}")


def clock(place: Place) -> Iterator[Finding]:
    jump = (time.time() - place.wall) - (time.monotonic() - place.monotonic)
    if abs(jump) > JUMP:
        yield look("clock_jumps", seconds=f"{jump:+.0f}")
    with closing(pair.reading(place.folder.log)) as log:
        (newest,) = log.execute("SELECT max(at) FROM acts").fetchone()
    now = datetime.now(UTC)
    if newest is not None and newest > micros(now) + AHEAD:
        yield broken("clock_behind", newest=_said(instant(newest)), now=_said(now))
    else:
        yield ok("clock", now=_said(now))


def _said(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"
