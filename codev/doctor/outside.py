"""What people meet: the server at its public address, the stream through the proxy, the mail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

from codev.datafolder import DataFolder, FolderHeld
from codev.outbound.post import Away, counter

from . import asking
from .finding import Finding, Place, broken, look, ok

ATTEMPTS = 3
APART = 0.5  # seconds between the first and the last event: sent a second apart, held back they come together


def server(place: Place) -> Iterator[Finding]:
    if not place.given and not running(place.folder):
        yield look("server_off")
        return
    try:
        alive = asking.ask(place.url, "/healthz")
    except (OSError, asking.Unfit):
        yield broken("server_silent", url=place.url)
        return
    yield from answering(alive, place.url)
    if alive.status == HTTPStatus.OK:
        yield from ready(place.url)
        yield from stream(place.url)


def running(folder: DataFolder) -> bool:
    if not (folder.path / "lock").exists():
        return False
    try:
        with folder.held(mending=True):
            return False
    except FolderHeld:
        return True


def answering(alive: asking.Answer, url: str) -> Iterator[Finding]:
    if alive.status == HTTPStatus.BAD_REQUEST:
        yield broken("host_unknown", url=url)
    elif alive.status != HTTPStatus.OK or alive.body != b"ok\n":
        yield broken("server_other", url=url, status=alive.status)
    elif url.startswith("https://") and "strict-transport-security" not in alive.headers:
        yield look("https_unknown", url=url)
    elif url.startswith("http://") and not local(url):
        yield look("http_plain", url=url)
    else:
        yield ok("server", url=url)


def local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return host in ("localhost", "127.0.0.1", "::1") or host.endswith(".localhost")


def ready(url: str) -> Iterator[Finding]:
    answer = asking.ask(url, "/readyz")
    found = json.loads(answer.body)
    missing = ", ".join(name for name, well in found.items() if not well)
    yield ok("ready") if answer.status == HTTPStatus.OK else broken("not_ready", names=missing)


def stream(url: str) -> Iterator[Finding]:
    """On a busy machine events may also come together by chance: a proxy holds them back each time."""
    for _ in range(ATTEMPTS):
        try:
            heard = asking.listen(url, "/healthz/stream")
        except (OSError, asking.Unfit):
            yield broken("stream_cut", url=url)
            return
        if heard.packed:
            yield look("stream_packed", url=url)
            return
        if heard.arrived[-1] - heard.arrived[0] >= APART:
            yield ok("stream", url=url)
            return
    yield broken("stream_held", url=url)


def mail(place: Place) -> Iterator[Finding]:
    from django.conf import settings

    if settings.CODEV_POST is None:
        yield ok("no_mail")
        return
    host = settings.CODEV_POST.host
    try:
        with counter(settings.CODEV_POST) as post:
            post.noop()
    except Away as away:
        yield broken(f"mail_{away.why}", host=f"{host}:{settings.CODEV_POST.port}")
    else:
        yield ok("mail", host=host)
