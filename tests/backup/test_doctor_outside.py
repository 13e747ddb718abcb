"""What `codev doctor` learns by asking the public address: who answers, and whether a proxy holds the stream back."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from codev.doctor import Finding, Mark, Place, outside
from codev.outbound.post import Office
from tests.backup.conftest import Host
from tests.outbound import postoffice

TICK = b"event: tick\ndata: {}\n\n"
WELL = {"/healthz": (200, b"ok\n"), "/readyz": (200, b'{"database": true, "log": true, "keys": true}')}
Stream = Iterable[bytes]


def bit_by_bit() -> Iterator[bytes]:
    for _ in range(3):
        yield TICK
        time.sleep(0.35)


def all_together() -> Iterator[bytes]:
    yield TICK * 3


def cut() -> Iterator[bytes]:
    yield TICK


@contextmanager
def served(answers: dict[str, tuple[int, bytes]], stream: Callable[[], Stream] = bit_by_bit, **headers: str) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = answers.get(self.path, (200, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            for piece in [body] if self.path in answers else stream():
                self.wfile.write(piece)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def asked(host: Host, url: str) -> dict[str, Mark]:
    return {finding.about: finding.mark for finding in outside.server(Place(host.folder, url, given=True))}


def test_all_is_well(host: Host) -> None:
    with served(WELL) as url:
        assert asked(host, url) == {"server": Mark.OK, "ready": Mark.OK, "stream": Mark.OK}


def test_a_proxy_that_holds_the_stream_back(host: Host) -> None:
    with served(WELL, all_together) as url:
        assert asked(host, url)["stream_held"] is Mark.BROKEN


def test_a_proxy_that_cuts_the_stream(host: Host) -> None:
    with served(WELL, cut) as url:
        assert asked(host, url)["stream_cut"] is Mark.BROKEN


def test_a_proxy_that_compresses_the_stream(host: Host) -> None:
    with served(WELL, Content_Encoding="gzip") as url:
        assert asked(host, url)["stream_packed"] is Mark.LOOK


def test_a_server_that_is_not_ready_says_what_it_lacks(host: Host) -> None:
    with served({**WELL, "/readyz": (503, b'{"database": true, "log": false}')}) as url:
        found = [finding for finding in outside.server(Place(host.folder, url, given=True)) if finding.about == "not_ready"]
    assert [(finding.mark, finding.params["names"]) for finding in found] == [(Mark.BROKEN, "log")]


@pytest.mark.parametrize(("status", "about"), [(400, "host_unknown"), (301, "server_other"), (502, "server_other")])
def test_an_address_that_leads_elsewhere(host: Host, status: int, about: str) -> None:
    with served({**WELL, "/healthz": (status, b"")}) as url:
        assert asked(host, url) == {about: Mark.BROKEN}


def test_an_address_where_nobody_answers(host: Host) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        assert asked(host, f"http://127.0.0.1:{nobody.getsockname()[1]}") == {"server_silent": Mark.BROKEN}


@pytest.mark.parametrize("url", ["", "codev.example.org", "http://", "http://[::1", "ftp://127.0.0.1:1"])
def test_an_address_that_is_none(host: Host, url: str) -> None:
    assert asked(host, url) == {"server_silent": Mark.BROKEN}


def test_no_server_runs_here(host: Host) -> None:
    found: list[Finding] = list(outside.server(Place(host.folder, "http://127.0.0.1:1")))
    assert [(finding.about, finding.mark) for finding in found] == [("server_off", Mark.LOOK)]


def test_one_that_runs_is_asked_without_being_named(host: Host) -> None:
    with served(WELL) as url, host.folder.held():
        assert [finding.about for finding in outside.server(Place(host.folder, url))] == ["server", "ready", "stream"]


def test_https_of_which_the_server_does_not_know(host: Host) -> None:
    """Its cookies would not be for https alone."""
    [found] = outside.answering(outside.asking.Answer(200, {}, b"ok\n"), "https://codev.example.org")
    assert (found.about, found.mark) == ("https_unknown", Mark.LOOK)


def test_an_address_without_https_for_people_elsewhere() -> None:
    [found] = outside.answering(outside.asking.Answer(200, {}, b"ok\n"), "http://codev.example.org")
    assert (found.about, found.mark) == ("http_plain", Mark.LOOK)


def of_mail(host: Host, settings: Any, post: Office | None) -> dict[str, Mark]:
    settings.CODEV_POST = post
    return {finding.about: finding.mark for finding in outside.mail(Place(host.folder, "http://127.0.0.1", given=False))}


def test_the_mail_server_of_the_settings_is_asked(host: Host, settings: Any) -> None:
    with postoffice.running(postoffice.Catcher()) as post:
        assert of_mail(host, settings, post) == {"mail": Mark.OK}
    assert of_mail(host, settings, post) == {"mail_silent": Mark.BROKEN}
    assert of_mail(host, settings, None) == {"no_mail": Mark.OK}


@pytest.mark.parametrize(("secure", "user"), [("starttls", ""), ("", "me@example.org")])
def test_a_mail_server_without_the_lock_or_the_login_that_was_asked_for(host: Host, settings: Any, secure: str, user: str) -> None:
    with postoffice.running(postoffice.Catcher()) as post:
        assert of_mail(host, settings, replace(post, secure=secure, user=user)) == {"mail_unlocked": Mark.BROKEN}
