"""A backup: first the words, then the keys, then its name; so that whatever has a name has the key of each of its words."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from codev.datafolder import DataFolder, sync
from codev.vault import Vault

from . import logins, manifest, pair

WORDS, KEYS = "words-", "keys"
APP, LOG, LOGINS, KEYRING = "app.sqlite3", "log.sqlite3", "logins.sealed", "keys.sqlite3"
WORDS_FILES = frozenset({APP, LOG, LOGINS})


class CannotBackUp(Exception):
    """Why not: the key of a sentence, and what goes into it."""

    def __init__(self, why: str, **params: object) -> None:
        super().__init__(why)
        self.why, self.params = why, params


@dataclass(frozen=True)
class Taken:
    words: Path
    keys: Path
    manifest: manifest.Manifest


def take(folder: DataFolder, target: Path, now: datetime | None = None) -> Taken:
    """`target`/words-<instant> and `target`/keys, whether the server runs or not.

    Raises CannotBackUp, WrongOperatorKey, KeyLost, FolderHeld, Damaged, OSError, sqlite3.Error; then no new words part is there.
    """
    target = target.resolve()
    check(folder, target)
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    with DataFolder(target).held(), closing(Vault(folder.keyring, folder.secrets().operator)) as vault:
        for left in target.glob(f".{WORDS}*"):  # by a backup that was cut short
            shutil.rmtree(left)
        return _take(folder, vault, target, now or datetime.now(UTC))


def check(folder: DataFolder, target: Path) -> None:
    missing = [file.name for file in (folder.app, folder.log, folder.keyring, folder.secrets_file) if not file.exists()]
    if missing:
        raise CannotBackUp("nothing_there", folder=folder.path, files=", ".join(missing))
    if folder.path == target or folder.path in target.parents:
        raise CannotBackUp("inside", folder=folder.path)


def stamp(at: datetime) -> str:
    """An instant, UTC, in the name of a folder: in the order of time, and no two alike."""
    return f"{at:%Y%m%dT%H%M%S}.{at:%f}Z"


def _take(folder: DataFolder, vault: Vault, target: Path, now: datetime) -> Taken:
    name = f"{WORDS}{stamp(now)}"
    draft = target / f".{name}"
    draft.mkdir(mode=0o700)
    try:
        described = copy_words(folder, vault, draft, now)
        sync(draft)
        copy_keys(vault, target / KEYS)
        os.rename(draft, target / name)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    sync(target)
    return Taken(target / name, target / KEYS, described)


def copy_words(folder: DataFolder, vault: Vault, into: Path, now: datetime) -> manifest.Manifest:
    # The app passes through memory: its logins never touch the disk of the backup.
    with pair.at_one_instant(folder.app, folder.log) as (app, log), closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        app.backup(copy)
        (into / LOGINS).touch(mode=0o600)
        (into / LOGINS).write_bytes(logins.take_out(copy, vault))
        sync(into / LOGINS)
        pair.write(copy, into / APP)
        pair.write(log, into / LOG)
        return manifest.write(manifest.describe(copy, log, now), into)


def copy_keys(vault: Vault, into: Path) -> None:
    into.mkdir(mode=0o700, exist_ok=True)
    vault.copy(into / KEYRING)
