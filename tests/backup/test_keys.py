"""codev keys, and a start without the right key: as whoever hosts the server meets them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import pytest

from codev.datafolder import write_secrets
from codev.eventlog import Store
from tests.backup.conftest import ROOT, Host, asked, words
from tests.backup.furnish import ASKED

pytestmark = pytest.mark.slow


def codev(host: Host, *said: str, typed: str = "", language: str = "C") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "CODEV_DATA": str(host.folder.path), "DJANGO_SETTINGS_MODULE": "codev.settings", "LC_ALL": language}
    command = [sys.executable, "-m", "codev.cli", *said]
    return subprocess.run(command, env=environment, cwd=ROOT, input=typed, capture_output=True, text=True, check=False)


def sheet(host: Host) -> list[str]:
    return re.findall(r"^[KLD][1-4]  .+$", codev(host, "keys", "print").stdout, re.M)


def test_a_rotation_leaves_every_word_and_is_in_each_groups_record(host: Host) -> None:
    before = host.folder.secrets()
    ran = codev(host, "keys", "rotate")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert host.folder.secrets().operator != before.operator
    assert ASKED in words(host.folder, host.room)
    assert asked(host.folder, "SELECT what FROM groups_noted WHERE group_id IS NULL") == ["keys_rotated"]


def test_a_rotation_with_another_servers_key_leaves_nothing_behind(host: Host) -> None:
    secrets = host.folder.secrets()
    host.folder.secrets_file.unlink()
    write_secrets(host.folder.secrets_file, replace(secrets, operator=b"x" * 32))
    assert (codev(host, "keys", "rotate").returncode, host.folder.next_secrets.exists()) == (1, False)
    host.folder.secrets_file.unlink()
    write_secrets(host.folder.secrets_file, secrets)
    assert codev(host, "keys", "rotate").returncode == 0
    assert host.folder.secrets().links == secrets.links


def test_a_rotation_waits_until_no_server_runs(host: Host) -> None:
    with host.folder.held():
        ran = codev(host, "keys", "rotate")
    assert (ran.returncode, "Another codev is running" in ran.stderr) == (1, True)


def test_the_sheet_brings_lost_secrets_back(host: Host) -> None:
    lines, before = sheet(host), host.folder.secrets()
    host.folder.secrets_file.unlink()
    wrong = "K1  AAAA AAAA AAAA AAAA\n"
    ran = codev(host, "keys", "restore", typed=wrong + "\n".join(lines) + "\n")
    assert (ran.returncode, "K1 does not read as printed" in ran.stderr) == (0, True)
    assert host.folder.secrets() == before


def test_its_first_four_lines_bring_the_words_back(host: Host) -> None:
    lines, before = sheet(host), host.folder.secrets()
    host.folder.secrets_file.unlink()
    ran = codev(host, "keys", "restore", typed="\n".join(lines[:4]) + "\n\n")
    assert (ran.returncode, "made anew" in ran.stdout, host.folder.secrets().operator) == (0, True, before.operator)


def test_the_sheet_of_another_server_is_not_taken(host: Host) -> None:
    lines = sheet(host)
    with host.folder.held():
        pass
    codev(host, "keys", "rotate")
    host.folder.secrets_file.unlink()
    ran = codev(host, "keys", "restore", typed="\n".join(lines) + "\n")
    assert (ran.returncode, "waits for" in ran.stderr, host.folder.secrets_file.exists()) == (1, True, False)


def spoil(host: Host, fault: str) -> None:
    secrets = host.folder.secrets()
    host.folder.secrets_file.unlink()
    if fault == "spoilt":
        host.folder.secrets_file.write_text('{"operator": "AA')
    if fault == "another":
        write_secrets(host.folder.secrets_file, replace(secrets, operator=b"x" * 32))


@pytest.mark.parametrize("fault", ["lost", "spoilt", "another"])
def test_a_start_without_the_right_key_says_which_words_stay_shut(host: Host, fault: str) -> None:
    with closing(Store.open(host.folder.log)):
        pass
    spoil(host, fault)
    ran = codev(host, "serve", "--port", "0")
    assert (ran.returncode, "Traceback" in ran.stderr) == (1, False)
    for line in ("1 group: its names", "1 personal notebook", "1 session", "The acts are from 20", "codev keys restore", "lost for good"):
        assert line in ran.stderr, ran.stderr


def files(host: Host) -> list[str]:
    """SQLite's own beside them come and go with a reading."""
    return sorted(file.name for file in host.folder.path.iterdir() if not file.name.endswith(("-wal", "-shm")))


COMMANDS = [("backup", "there"), ("erase",), ("upkeep",), ("demo",), ("keys", "print"), ("keys", "rotate")]


@pytest.mark.parametrize("fault", ["lost", "spoilt", "another"])
@pytest.mark.parametrize("command", COMMANDS)
def test_the_other_commands_say_it_too_and_not_that_nothing_is_here(host: Host, command: tuple[str, ...], fault: str) -> None:
    spoil(host, fault)
    before = files(host)
    ran = codev(host, *command)
    told = ("1 session" in ran.stderr, "codev keys restore" in ran.stderr, "Traceback" in ran.stderr)
    assert (ran.returncode, told, files(host)) == (1, (True, True, False), before)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_keyring_that_is_missing_is_said_by_every_command(host: Host, command: tuple[str, ...]) -> None:
    with closing(Store.open(host.folder.log)):
        pass
    host.folder.keyring.unlink()
    ran = codev(host, *command)
    assert (ran.returncode, "The keyring is missing" in ran.stderr, host.folder.keyring.exists()) == (1, True, False)


def test_it_says_so_in_french_as_well(host: Host) -> None:
    host.folder.secrets_file.unlink()
    assert "1 groupe\u00a0: ses noms" in codev(host, "serve", "--port", "0", language="fr_FR.UTF-8").stderr
