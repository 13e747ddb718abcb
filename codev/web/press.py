"""Sheets are set off the event loop, one at a time: whoever asks for many waits for her own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial

from django.http import HttpResponse

from codev import formats
from codev.outbound import sheets
from codev.outbound.sheets import Occasion

ONE = ThreadPoolExecutor(max_workers=1, thread_name_prefix="press")


async def blank(name: str, format: str, language: str, paper: str) -> HttpResponse:
    """A sheet for anybody. There are a few hundred of them, each set once."""
    return _answer(name, await asyncio.get_running_loop().run_in_executor(ONE, _blank, name, format, language, paper))


async def printed(name: str, format: str, language: str, paper: str, occasion: Occasion) -> HttpResponse:
    """A group's own: it has names on it, and is not kept."""
    make = partial(sheets.sheet, name, formats.parsed(format), language, paper, occasion)
    return _answer(name, await asyncio.get_running_loop().run_in_executor(ONE, make))


async def journal(make: Callable[[], str | bytes]) -> str | bytes:
    """One's own, of many pages: it too waits for its turn."""
    return await asyncio.get_running_loop().run_in_executor(ONE, make)


@lru_cache(maxsize=512)
def _blank(name: str, format: str, language: str, paper: str) -> bytes:
    return sheets.sheet(name, formats.parsed(format), language, paper)


def _answer(name: str, pdf: bytes) -> HttpResponse:
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
