"""A request to the public address, as a browser would send it, and when each piece of a stream arrived."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

PATIENCE = 8.0  # seconds
LARGEST = 64 * 1024
EVENTS = 3


class Unfit(Exception):
    """No address that can be asked, or an answer that is none."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Heard:
    """arrived: the instant (monotonic, seconds) of each event; none where the answer was packed (compressed) on its way."""

    arrived: tuple[float, ...]
    packed: bool = False


def ask(url: str, path: str) -> Answer:
    """Raises OSError, Unfit."""
    with _answer(url, path) as answer:
        return Answer(answer.status, _headers(answer), answer.read(LARGEST))


def listen(url: str, path: str) -> Heard:
    """Raises OSError, Unfit (an end before the last event, too)."""
    with _answer(url, path) as answer:
        if answer.status != http.client.OK:
            raise Unfit(answer.status)
        if "content-encoding" in _headers(answer):
            return Heard((), packed=True)
        arrived = tuple(time.monotonic() for line in iter(answer.readline, b"") if line.startswith(b"event:"))
    if len(arrived) != EVENTS:
        raise Unfit("cut")
    return Heard(arrived)


@contextmanager
def _answer(url: str, path: str) -> Iterator[http.client.HTTPResponse]:
    try:
        address = urlsplit(url)
        kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        connection = kind(address.hostname or "", address.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={"Accept": "*/*", "Accept-Encoding": "gzip"})
            yield connection.getresponse()
        finally:
            connection.close()
    except (http.client.HTTPException, ValueError) as error:
        raise Unfit(type(error).__name__) from None


def _headers(answer: http.client.HTTPResponse) -> Mapping[str, str]:
    return {name.lower(): value for name, value in answer.getheaders()}
