"""The server starts from nothing, tells each person's link, has its folder to itself, and stops when asked."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pytest

from codev.cli import serve
from codev.groups.founding import found
from codev.groups.models import Group, Member

pytestmark = pytest.mark.slow


@dataclass
class Server:
    process: subprocess.Popen[str]
    url: str
    said: list[str]


PROGRAM = ("-m", "codev.cli")
STOPPED_WHILE_IT_STARTS = """
import os, signal, sys, uvicorn
from codev.cli import main
class Config(uvicorn.Config):
    def __init__(self, *given, **named):
        os.kill(os.getpid(), signal.SIGTERM)
        super().__init__(*given, **named)
uvicorn.Config = Config
sys.exit(main(sys.argv[1:]))
"""


def start(data: Path, port: int, program: tuple[str, ...] = PROGRAM, **more: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "CODEV_DATA": str(data), "DJANGO_SETTINGS_MODULE": "codev.settings"}
    environment.pop("CODEV_URL", None)
    environment |= more
    command = [sys.executable, *program, "serve", "--port", str(port)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    port = free_port()
    process = start(tmp_path_factory.mktemp("house") / "data", port)
    assert process.stdout is not None
    said = list(takewhile(str.strip, process.stdout))
    yield Server(process, f"http://127.0.0.1:{port}", said)
    process.kill()
    process.communicate()


def links(server: Server) -> list[str]:
    return [found for line in server.said for found in re.findall(r"http://\S+/l/\S+", line)]


def test_the_first_start_makes_one_link_a_person_each_on_a_host_of_her_own(server: Server) -> None:
    hosts = [re.sub(r"http://(\w+)\.localhost:\d+/.*", r"\1", link) for link in links(server)]
    assert len(set(hosts)) == len(hosts) >= 5


def test_a_personal_link_opens(server: Server) -> None:
    path = links(server)[0].split("/l/")[1]
    with urllib.request.urlopen(f"{server.url}/l/{path}", timeout=10) as answer:
        assert answer.status == 200


def test_a_second_server_on_the_same_folder_does_not_start(server: Server) -> None:
    folder = re.search(r"data: (.+?)\)", "".join(server.said))
    assert folder
    second = start(Path(folder[1]), free_port())
    _, reason = second.communicate(timeout=20)
    assert (second.returncode, "Another codev is running" in reason) == (1, True)


def test_where_somebody_else_listens_nothing_is_made(server: Server, tmp_path: Path) -> None:
    second = start(tmp_path / "data", int(server.url.rpartition(":")[2]))
    _, reason = second.communicate(timeout=20)
    assert (second.returncode, len(reason.splitlines()), "in use" in reason) == (1, 1, True)
    assert {file.name for file in (tmp_path / "data").iterdir()} == {"lock"}


def test_tables_that_a_newer_codev_wrote_are_left_alone(server: Server, tmp_path: Path) -> None:
    folder = re.search(r"data: (.+?)\)", "".join(server.said))
    assert folder
    shutil.copytree(folder[1], tmp_path / "data")
    with closing(sqlite3.connect(tmp_path / "data" / "app.sqlite3")) as app:
        app.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('groups', '9999_later', '2040-01-01')")
        app.commit()
    second = start(tmp_path / "data", free_port())
    _, reason = second.communicate(timeout=20)
    assert (second.returncode, "groups.9999_later" in reason, "Traceback" in reason) == (1, True, False)


def test_asked_to_stop_it_stops_cleanly_and_has_logged_no_link(server: Server) -> None:
    server.process.send_signal(signal.SIGTERM)
    _, log = server.process.communicate(timeout=20)
    assert (server.process.returncode, "/l/" in log) == (0, False)


def test_asked_to_stop_while_it_starts_it_stops(tmp_path: Path) -> None:
    """Before uvicorn listens to signals."""
    process = start(tmp_path / "data", free_port(), ("-c", STOPPED_WHILE_IT_STARTS))
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_a_setting_that_is_written_wrong_stops_the_first_start_before_a_key_is_made(tmp_path: Path) -> None:
    process = start(tmp_path / "data", free_port(), CODEV_URL="codev.example.org")
    _, reason = process.communicate(timeout=60)
    assert (process.returncode, "CODEV_URL" in reason, (tmp_path / "data" / "secrets.json").exists()) == (1, True, False)


def test_a_demonstration_that_can_not_be_read_does_not_keep_the_server_from_starting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> list[str]:
        raise LookupError("words of somebody")

    monkeypatch.setattr(serve, "_demonstration", broken)
    assert serve._demonstration_or_nothing() == []
    assert capsys.readouterr().err.strip().endswith("LookupError")


@pytest.mark.django_db
def test_a_demonstration_that_everyone_has_left_is_there_again_at_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODEV_URL", "http://127.0.0.1:8000")
    first = serve._demonstration()
    Member.objects.update(state=Member.FORMER)
    assert (len(first), len(serve._demonstration())) == (17, 17)
    Group.objects.all().delete()
    found("Les passeurs du mardi")
    assert serve._demonstration() == []
