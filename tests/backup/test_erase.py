"""codev erase: as whoever hosts the server meets it; and no backup of before brings a word back (C3, C4)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from codev.backup import put_back
from codev.datafolder import DataFolder
from codev.vault import KeyDestroyed
from tests.backup.conftest import Host, asked, python, words
from tests.backup.furnish import GROUP, NOTED
from tests.backup.test_keys import codev

pytestmark = pytest.mark.slow


def test_it_shows_ids_and_days_and_no_name_C4(host: Host) -> None:
    ran = codev(host, "erase")
    assert (ran.returncode, host.made["session"] in ran.stdout, host.made["lea"] in ran.stdout) == (0, True, True)
    assert [word for word in (GROUP, "Lea", "Ines") if word in ran.stdout + ran.stderr] == []


def test_it_says_what_it_will_do_and_leaves_it_when_that_is_not_agreed_to(host: Host) -> None:
    ran = codev(host, "erase", "session", host.made["session"], typed="well\n")
    assert (ran.returncode, "To be erased: all the words of the session of" in ran.stdout) == (1, True)
    assert words(host.folder, host.room)


def test_while_a_server_runs_it_leaves_an_order(host: Host) -> None:
    with host.folder.held():
        ran = codev(host, "erase", "session", host.made["session"], "--yes")
    assert (ran.returncode, "within a minute" in ran.stdout) == (0, True)
    assert asked(host.folder, "SELECT what FROM groups_erasure") == ["session"]


@pytest.mark.parametrize("words_typed", [["session"], ["session", "a" * 16], ["group", "../x"], ["member", "é"]])
def test_what_is_not_there_is_not_erased(host: Host, words_typed: list[str]) -> None:
    ran = codev(host, "erase", *words_typed, "--yes")
    assert (ran.returncode > 0, "Traceback" in ran.stderr) == (True, False)


STOPPED = """
import asyncio, sys, django
django.setup()
from django.conf import settings
from codev.bell import Bell
from codev.datafolder import DataFolder
from codev.eventlog import Store
from codev.groups import access
from codev.groups.sealed import vault
from codev.protocol.activities.moving import StopSession
from codev.rooms import Rooms
from tests.rooms.cast import order
log = Store.open(DataFolder(settings.CODEV_DATA).log)
rooms = Rooms(vault(), log, Bell(), names=access.names_in)
print(asyncio.run(rooms.act(sys.argv[1], order(sys.argv[2], StopSession()), "stop")))
"""


def test_what_a_group_is_to_know_of_an_end_it_learns_before_the_words_go_without_a_server_too(host: Host) -> None:
    assert "Accepted" in python(host.folder.path, "-c", STOPPED, f"{host.made['session']}.1", host.made["lea"])
    assert asked(host.folder, "SELECT over FROM groups_plannedsession") == [""]
    assert codev(host, "erase", "session", host.made["session"], "--yes").returncode == 0
    assert asked(host.folder, "SELECT over FROM groups_plannedsession") == ["1"]


def test_a_backup_of_before_gives_no_word_of_what_was_erased_since_C3(host: Host, tmp_path: Path) -> None:
    taken, ines = host.back_up(), host.made["others"][0]
    assert NOTED in words(host.folder, host.notebook)
    for what, about in (("session", host.made["session"]), ("member", ines)):
        assert codev(host, "erase", what, about, "--yes").returncode == 0
    elsewhere = DataFolder(tmp_path / "elsewhere")
    put_back(taken.words, host.folder.keyring, elsewhere, secrets=host.folder.secrets_file)
    for stream in (host.room, host.notebook):
        with closing(host.vault()) as vault, pytest.raises(KeyDestroyed):
            vault.open(stream, b"", b"")
    with closing(sqlite3.connect(elsewhere.log)) as log:
        assert log.execute("SELECT count(*) FROM acts WHERE stream IN (?, ?)", (host.room, host.notebook)).fetchone() == (0,)
    program = "import django; django.setup(); from codev.groups.models import Member; print([m.name for m in Member.objects.all()])"
    assert "Ines" not in python(elsewhere.path, "-c", program)
