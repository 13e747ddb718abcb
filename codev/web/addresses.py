"""The addresses of a place: /s/<session>/<run>/<member>, and what lies below it."""

from __future__ import annotations

import re
from typing import NamedTuple

PATTERN = re.compile(r"/s/([a-z0-9]{1,32})/(\d{1,3})/([a-z0-9]{1,32})(?:/([a-z-]{1,20}))?\Z")


class Address(NamedTuple):
    session: str
    run: int
    member: str
    below: str


def read(path: str) -> Address | None:
    found = PATTERN.match(path)
    return Address(found[1], int(found[2]), found[3], found[4] or "") if found else None
