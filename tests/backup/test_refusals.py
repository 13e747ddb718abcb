"""A restore that can not be whole changes nothing, and says why."""

from __future__ import annotations

import base64
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from codev.backup import Altered, CannotRestore, NotABackup, Taken, put_back
from codev.datafolder import FolderHeld
from codev.vault import WrongOperatorKey
from tests.backup.conftest import Host


@pytest.fixture
def taken(host: Host) -> Taken:
    return host.back_up()


def state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "lock"}


@pytest.fixture
def refused(host: Host, taken: Taken) -> Callable[..., None]:
    """Tries, with --replace, and sees that the data folder stays as it was."""

    def attempt(why: type[Exception], match: str = ".", **how: Path) -> None:
        before = state(host.folder.path)
        with pytest.raises(why, match=match):
            put_back(how.get("words", taken.words), how.get("keys", taken.keys), host.folder, secrets=how.get("secrets"), replace=True)
        assert state(host.folder.path) == before

    return attempt


def test_a_folder_that_is_not_empty_is_not_replaced_unasked(host: Host, taken: Taken) -> None:
    with pytest.raises(CannotRestore, match="not_empty"):
        put_back(taken.words, taken.keys, host.folder)


def test_a_running_server_keeps_its_folder(host: Host, refused: Callable[..., None]) -> None:
    with host.folder.held():
        refused(FolderHeld, "running")


@pytest.mark.parametrize("name", ["app.sqlite3", "log.sqlite3", "logins.sealed"])
def test_a_file_that_is_not_as_it_was_copied(taken: Taken, refused: Callable[..., None], name: str) -> None:
    content = bytearray((taken.words / name).read_bytes())
    content[-1] ^= 1
    (taken.words / name).write_bytes(content)
    refused(Altered, name)


@pytest.mark.parametrize("name", ["app.sqlite3", "log.sqlite3", "logins.sealed"])
def test_a_file_that_is_missing(taken: Taken, refused: Callable[..., None], name: str) -> None:
    (taken.words / name).unlink()
    refused(Altered, name)


def test_a_folder_that_is_no_backup(host: Host, refused: Callable[..., None]) -> None:
    refused(NotABackup, words=host.folder.path)


def test_a_layout_to_come(taken: Taken, refused: Callable[..., None]) -> None:
    told = json.loads((taken.words / "manifest.json").read_text())
    (taken.words / "manifest.json").write_text(json.dumps({**told, "layout": 2}))
    refused(NotABackup)


def test_keys_that_are_not_there(host: Host, refused: Callable[..., None]) -> None:
    refused(CannotRestore, "no_keys", keys=host.target)


def test_a_keyring_that_is_none(host: Host, taken: Taken, refused: Callable[..., None]) -> None:
    (taken.keys / "keys.sqlite3").write_bytes(b"no keyring" * 500)
    refused(sqlite3.DatabaseError)


def test_secrets_that_are_not_there(host: Host, refused: Callable[..., None]) -> None:
    refused(CannotRestore, "no_secrets", secrets=host.target / "secrets.json")


def test_another_operators_key(host: Host, refused: Callable[..., None]) -> None:
    """It says how many owners' words it would not open."""
    told = json.loads(host.folder.secrets_file.read_text())
    other = host.target / "other.json"
    other.write_text(json.dumps({**told, "operator": base64.b64encode(b"x" * 32).decode()}))
    refused(WrongOperatorKey, "unreadable", secrets=other)


def test_words_whose_key_the_keyring_does_not_know(host: Host, taken: Taken, refused: Callable[..., None], tmp_path: Path) -> None:
    """The keyring is older than the words: a newer one may still be found, so that nothing is thrown away."""
    shutil.copytree(taken.keys, tmp_path / "old")
    for ring in (tmp_path / "old" / "keys.sqlite3", host.folder.keyring):
        with closing(sqlite3.connect(ring, isolation_level=None)) as keys:
            keys.execute("DELETE FROM keys WHERE owner = ?", (host.room,))
    refused(CannotRestore, "keyless", keys=tmp_path / "old")


def test_databases_that_a_newer_codev_wrote(host: Host, refused: Callable[..., None]) -> None:
    with closing(sqlite3.connect(host.folder.app, isolation_level=None)) as app:
        app.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('groups', '0099_to_come', '2027-01-01')")
    refused(CannotRestore, "unsettled", words=host.back_up().words)
