"""Waiting that a cancellation cannot cut in two, and waiting that ends."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from codev.eventlog import Answer, Log, NotWritten

T = TypeVar("T")
R = TypeVar("R")
WRITER_SECONDS = 3


async def answers(log: Log) -> bool:
    """Whether the log's writer takes its turn within some seconds."""
    try:
        async with asyncio.timeout(WRITER_SECONDS):
            await log.ping()
    except (NotWritten, TimeoutError):
        return False
    return True


async def see_through(answer: asyncio.Future[T], then: Callable[[T], R]) -> R:
    """Waits for an answer and does what follows from it, even if whoever waits is cancelled meanwhile: she leaves after that."""
    cancelled = None
    while not answer.done():
        try:
            await (answer if isinstance(answer, Answer) else asyncio.shield(answer))
        except asyncio.CancelledError as error:
            cancelled = error
        except Exception:
            break  # told below
    try:
        return then(answer.result())
    finally:
        if cancelled is not None:
            raise cancelled


async def in_thread(work: Callable[[], T], then: Callable[[T], R]) -> R:
    """The same for work that blocks."""
    return await see_through(asyncio.get_running_loop().run_in_executor(None, work), then)
