"""Every address that the server answers, asked of the server itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from codev.web.front import LIVE, TRICKLE
from codev.web.wall.live import PATHS

from .table import PLACE


def every() -> set[str]:
    """As in the table. Static files are the same for all and hold nobody's words; they have no row."""
    live = {f"{PLACE}/{below}" for below in LIVE} | {f"{PLACE}/act (script)", TRICKLE, *PATHS}
    return set(_walk(get_resolver(), "/")) | live


def _walk(resolver: URLResolver, base: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        address = base + re.sub(r"<\w+:(\w+)>", r"<\1>", str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield address
        else:
            yield from _walk(pattern, address)
