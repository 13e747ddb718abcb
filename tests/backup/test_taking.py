"""A backup holds everything but the operator's key, words and keys apart, and nothing in clear (C1, C3)."""

from __future__ import annotations

import base64
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from codev.backup import CannotBackUp, Damaged, manifest, take
from codev.vault import WrongOperatorKey, cipher
from tests.backup.conftest import Host, asked
from tests.backup.furnish import ASKED, GROUP, NOTED


def raw(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def test_it_has_a_part_for_words_and_a_part_for_keys(host: Host) -> None:
    taken = host.back_up()
    assert sorted(file.name for file in taken.words.iterdir()) == ["app.sqlite3", "log.sqlite3", "logins.sealed", "manifest.json"]
    assert [file.name for file in taken.keys.iterdir()] == ["keys.sqlite3"]
    assert (taken.words.parent, taken.keys.parent) == (host.target, host.target)


def test_it_is_for_its_owner_only(host: Host) -> None:
    os.umask(0)
    taken = host.back_up()
    parts = [host.target, taken.words, taken.keys]
    modes = {path.stat().st_mode & 0o777 for part in parts for path in part.iterdir() if path.is_file() and path.name != "lock"}
    assert ({part.stat().st_mode & 0o777 for part in parts}, modes) == ({0o700}, {0o600})


@pytest.mark.parametrize("words", [GROUP, ASKED, NOTED, "Ines"])
def test_no_word_stands_in_it(host: Host, words: str) -> None:
    host.back_up()
    assert words.encode() not in raw(host.target)


def test_the_words_part_holds_no_key_neither_open_nor_wrapped(host: Host) -> None:
    """What opens words is never where they are."""
    taken, secrets = host.back_up(), host.folder.secrets()
    with closing(host.vault()) as vault:
        wrapped = {owner: box for owner, box, _ in vault._ring.rows() if box}
        keys = [cipher.unseal(vault._operator, box, owner.encode()) for owner, box in wrapped.items()]
    assert len(keys) > 3
    assert [key for key in (*keys, *wrapped.values(), *vars(secrets).values()) if key in raw(taken.words)] == []


def test_no_secret_of_the_house_stands_in_either_part(host: Host) -> None:
    host.back_up()
    for secret in vars(host.folder.secrets()).values():
        assert secret not in raw(host.target)
        assert base64.b64encode(secret) not in raw(host.target)


def test_a_login_is_a_key_to_a_room_and_stands_nowhere_in_clear(host: Host) -> None:
    """Whoever steals the words could otherwise come in as their author."""
    taken = host.back_up()
    assert asked(host.folder, "SELECT session_key FROM django_session") == [host.made["login"]]
    assert host.made["login"].encode() not in raw(host.target)
    assert b"django_session" in raw(taken.words)


def test_of_the_keyring_only_the_newest_copy_is_kept(host: Host) -> None:
    """C3: an old keyring would bring back what was erased."""
    first = host.back_up()
    host.erase(host.room)
    second = host.back_up()
    with closing(host.vault()) as vault:
        known = vault.owners()
    assert (first.words != second.words, [file.name for file in second.keys.iterdir()]) == (True, ["keys.sqlite3"])
    assert (known[host.room], known[host.notebook]) == (False, True)


def test_the_manifest_counts_and_names_nothing(host: Host) -> None:
    told = json.loads((host.back_up().words / "manifest.json").read_text())
    assert (told["acts"], told["streams"], told["groups"], told["sessions"]) == (4, 2, 1, 1)
    assert set(told["files"]) == {"app.sqlite3", "log.sqlite3", "logins.sealed"}
    assert (told["newest_act"] < told["taken"], told["migrations"]["groups"][0]) == (True, "0001_initial")


def test_its_files_are_as_the_manifest_says(host: Host) -> None:
    taken = host.back_up()
    assert manifest.read(taken.words) == taken.manifest


def test_what_a_cut_short_backup_left_behind_goes_with_the_next(host: Host) -> None:
    (host.target / ".words-20260101T000000.000000Z").mkdir(parents=True)
    taken = host.back_up()
    assert sorted(path.name for path in host.target.iterdir()) == ["keys", "lock", taken.words.name]


def test_it_does_not_lie_in_the_folder_that_it_copies(host: Host) -> None:
    with pytest.raises(CannotBackUp, match="inside"):
        take(host.folder, host.folder.path / "backup")


@pytest.mark.parametrize("name", ["app.sqlite3", "log.sqlite3", "keys.sqlite3", "secrets.json"])
def test_a_folder_that_lacks_a_file_is_not_backed_up_nor_filled(host: Host, name: str) -> None:
    (host.folder.path / name).unlink()
    with pytest.raises(CannotBackUp, match="nothing_there"):
        host.back_up()
    assert (host.target.exists(), (host.folder.path / name).exists()) == (False, False)


def test_a_keyring_that_the_secrets_do_not_open_is_said_at_once(host: Host) -> None:
    """Not on the day when the backup is needed."""
    secrets = json.loads(host.folder.secrets_file.read_text())
    host.folder.secrets_file.write_text(json.dumps({**secrets, "operator": base64.b64encode(b"x" * 32).decode()}))
    with pytest.raises(WrongOperatorKey):
        host.back_up()


def test_a_damaged_database_makes_no_backup_and_leaves_the_keys_as_they_were(host: Host) -> None:
    first = host.back_up()
    keys = (first.keys / "keys.sqlite3").read_bytes()
    with host.folder.log.open("r+b") as log:
        log.seek(4096 + 100)
        log.write(os.urandom(3000))
    with pytest.raises((Damaged, sqlite3.DatabaseError)):
        host.back_up()
    assert [path.name for path in host.target.glob("*words*")] == [first.words.name]
    assert (first.keys / "keys.sqlite3").read_bytes() == keys
