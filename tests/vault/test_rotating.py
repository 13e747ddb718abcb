"""A new operator's key: no word is touched, and a kill at any moment loses none."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from codev.datafolder import DataFolder, FolderHeld
from codev.vault import Vault, WrongOperatorKey, rotate, rotating
from codev.vault.keyring import Keyring

INES = "member:ines"


class Killed(BaseException):
    pass


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


@pytest.fixture
def box(folder: DataFolder) -> bytes:
    with closing(Vault(folder.keyring, folder_key(folder))) as vault:
        vault.create(INES)
        vault.create("session:gone")
        vault.destroy("session:gone")
        return vault.seal(INES, b"hers", b"here")


def folder_key(folder: DataFolder) -> bytes:
    return folder.secrets().operator


def opened(folder: DataFolder, box: bytes) -> bytes:
    with closing(Vault(folder.keyring, folder_key(folder))) as vault:
        return vault.open(INES, box, b"here")


def test_the_words_open_with_the_new_key_and_not_with_the_old_one(folder: DataFolder, box: bytes) -> None:
    old = folder.secrets()
    assert rotate(folder).keys == 1
    assert (opened(folder, box), folder.secrets().links, folder.secrets().django) == (b"hers", old.links, old.django)
    with pytest.raises(WrongOperatorKey):
        Vault(folder.keyring, old.operator)


@pytest.mark.parametrize("moment", ["before the keyring", "in the middle of it", "after it"])
def test_a_kill_at_any_moment_is_mended_by_the_next_try(
    folder: DataFolder, box: bytes, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    whole = Vault.rewrap

    def killed(vault: Vault, key: bytes) -> int:
        if moment == "after it":
            whole(vault, key)
        raise Killed

    def replaced(ring: Keyring, *_: object) -> None:
        ring._db.execute("BEGIN IMMEDIATE")
        ring._db.execute("UPDATE keys SET wrapped = x'00'")
        raise Killed

    with monkeypatch.context() as cut:
        cut.setattr(*((Keyring, "replace", replaced) if moment == "in the middle of it" else (Vault, "rewrap", killed)))
        with pytest.raises(Killed):
            rotate(folder)
    with pytest.raises(FolderHeld, match="keys rotate"), folder.held():
        pass
    rotate(folder)
    assert (opened(folder, box), folder.next_secrets.exists()) == (b"hers", False)


def test_nobody_else_may_work_on_the_folder_meanwhile(folder: DataFolder, box: bytes) -> None:
    before = folder.secrets()
    with folder.held(), pytest.raises(FolderHeld):
        rotate(folder)
    assert (folder.secrets(), opened(folder, box)) == (before, b"hers")


def test_a_key_that_is_neither_changes_nothing(folder: DataFolder, box: bytes) -> None:
    right = folder.secrets_file.read_text()
    folder.secrets_file.unlink()
    rotating.write_secrets(folder.secrets_file, rotating.Secrets(b"a" * 32, b"b" * 32, b"c" * 32))
    with pytest.raises(WrongOperatorKey):
        rotate(folder)
    folder.secrets_file.write_text(right)
    assert opened(folder, box) == b"hers"
