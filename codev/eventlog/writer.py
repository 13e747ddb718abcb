"""The one thread that writes: it commits whatever has gathered, in one transaction.

After a commit it takes a breath, the longer the more had gathered: one sync for several acts where many are sent, and hardly a
delay where few are.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

from .rows import Answer, NotWritten

MOST_AT_ONCE = 256
BREATH, LONGEST = 0.001, 0.004  # seconds: for each act of the last commit, and at most
Job = Callable[[sqlite3.Connection], Any]
"""Writes by one statement at most, so that a job that fails leaves nothing half done in the transaction it shares."""


AtOnce = Callable[[list[Job], sqlite3.Connection], list[Any] | None]


class Asked(NamedTuple):
    job: Job
    answer: asyncio.Future[Any]


class Writer:
    def __init__(self, db: sqlite3.Connection, at_once: AtOnce) -> None:
        """`db`: its own connection, in autocommit, usable from another thread; closed by `close`.

        at_once: does several jobs in one statement; otherwise it gives None, or raises, and has written nothing.
        """
        self._db, self._at_once = db, at_once
        self._queue: SimpleQueue[Asked | None] = SimpleQueue()
        self._closed = False
        self._thread = Thread(target=self._work, name="eventlog-writer", daemon=True)
        self._thread.start()

    def ask(self, job: Job) -> asyncio.Future[Any]:
        """The future of what `job` gives, once it is on disk."""
        return self._put(job, Answer(loop=asyncio.get_running_loop()))

    def ask_soon(self, job: Job) -> asyncio.Future[Any]:
        """The same for whoever may tire of waiting."""
        return self._put(job, asyncio.get_running_loop().create_future())

    def _put(self, job: Job, answer: asyncio.Future[Any]) -> asyncio.Future[Any]:
        if self._closed or not self._thread.is_alive():
            answer.set_exception(NotWritten("the log is closed"))
        else:
            self._queue.put(Asked(job, answer))
        return answer

    def close(self) -> None:
        self._closed = True
        self._queue.put(None)
        self._thread.join()
        self._db.close()

    def _work(self) -> None:
        while True:
            batch, more = self._gather()
            if batch:
                tell(zip(batch, self._commit(batch), strict=True))
            if not more:
                return
            time.sleep(min(LONGEST, BREATH * len(batch)))

    def _gather(self) -> tuple[list[Asked], bool]:
        """Waits for one, then takes all that is there; False once closing."""
        batch: list[Asked] = []
        asked = self._queue.get()
        with suppress(Empty):
            while asked is not None:
                batch.append(asked)
                if len(batch) == MOST_AT_ONCE:
                    break
                asked = self._queue.get_nowait()
        return batch, asked is not None

    def _commit(self, batch: list[Asked]) -> list[Any]:
        """What each job gave. Together if they can be, for each call of SQLite's waits its turn among Python's threads."""
        jobs = [asked.job for asked in batch]
        if len(jobs) == 1:  # one statement is a transaction by itself
            return [self._do(jobs[0])]
        with suppress(Exception):  # nothing is written, then: one after the other, whichever is at fault hurts no other
            if (outcomes := self._at_once(jobs, self._db)) is not None:
                return outcomes
        return self._one_by_one(jobs)

    def _one_by_one(self, jobs: list[Job]) -> list[Any]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            outcomes = [self._do(job) for job in jobs]
            self._db.execute("COMMIT")  # fails too when a full disk has rolled everything back
        except Exception as error:  # whatever it is, whoever asked is told, and the thread lives on
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            return [error] * len(jobs)
        return outcomes

    def _do(self, job: Job) -> Any:
        try:
            return job(self._db)
        except Exception as error:
            return error


def tell(answered: Iterable[tuple[Asked, Any]]) -> None:
    """Hands the outcomes over to the loops that asked, waking each once."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], Any]]] = {}
    for asked, outcome in answered:
        by_loop.setdefault(asked.answer.get_loop(), []).append((asked.answer, outcome))
    for loop, answers in by_loop.items():
        with suppress(RuntimeError):  # a loop that is closed waits for nothing
            loop.call_soon_threadsafe(settle, answers)


def settle(answers: list[tuple[asyncio.Future[Any], Any]]) -> None:
    for answer, outcome in answers:
        if answer.done():
            continue
        if isinstance(outcome, Exception):
            answer.set_exception(NotWritten(type(outcome).__name__, str(outcome)))
        else:
            answer.set_result(outcome)
