"""Back from a backup: everything is put together and checked beside the data folder's own files; only then they change places."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from codev.datafolder import DataFolder, sync
from codev.vault import Vault

from . import logins, manifest, pair
from .taking import KEYRING, LOGINS, WORDS_FILES, stamp

ASIDE = "before-"
STAYS = ("lock", "restoring")


class CannotRestore(Exception):
    """Why not: the key of a sentence, and what goes into it."""

    def __init__(self, why: str, **params: object) -> None:
        super().__init__(why)
        self.why, self.params = why, params


@dataclass(frozen=True)
class Restored:
    """aside: where the files that stood there lie now. erased: streams of the backup whose key is destroyed: no word came back.

    keyless: streams whose key nobody has. deaf: the keyring that stood there could not be read, nor what it knew of erasures.
    """

    folder: Path
    manifest: manifest.Manifest
    aside: Path | None
    erased: int
    keyless: int
    deaf: bool


def put_back(
    words: Path, keys: Path, folder: DataFolder, *, secrets: Path | None = None, replace: bool = False, incomplete: bool = False
) -> Restored:
    """Joins words of any age with the newest keyring; the operator's key comes from `secrets`, or stands in the folder already.

    replace: files that stand there are kept aside. incomplete: also without the keys of some streams.
    Raises CannotRestore, NotABackup, Altered, Damaged, FolderHeld, WrongOperatorKey, OSError, sqlite3.Error; then nothing has changed.
    """
    told = manifest.read(words, WORDS_FILES)
    folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    with folder.held(mending=True):
        if others(folder) and not replace:
            raise CannotRestore("not_empty", folder=folder.path)
        whole = DataFolder(folder.restoring)
        shutil.rmtree(whole.path, ignore_errors=True)
        whole.path.mkdir(mode=0o700)
        try:
            gather(words, keys, secrets or folder.secrets_file, whole)
            deaf = not hear(whole, folder)
            erased, keyless = join(whole)
            if keyless and not incomplete:
                raise CannotRestore("keyless", n=keyless)
            settle(whole)
        except BaseException:
            shutil.rmtree(whole.path)
            raise
        return Restored(folder.path, told, change_places(folder, whole), erased, keyless, deaf)


def others(folder: DataFolder) -> list[Path]:
    """What stands in the folder, but for a copy of the secrets that waits for the rest."""
    found = [path for path in folder.path.iterdir() if path.name not in STAYS]
    return [] if found == [folder.secrets_file] else found


def gather(words: Path, keys: Path, secrets: Path, whole: DataFolder) -> None:
    if not secrets.is_file():
        raise CannotRestore("no_secrets", file=secrets)
    ring = keys / KEYRING if keys.is_dir() else keys
    if not ring.is_file():
        raise CannotRestore("no_keys", file=ring)
    for source in (*(words / name for name in WORDS_FILES), secrets):
        copied = whole.secrets_file if source == secrets else whole.path / source.name
        shutil.copyfile(source, copied)
        copied.chmod(0o600)
    with closing(sqlite3.connect(f"{ring.resolve().as_uri()}?mode=ro", uri=True)) as keyring:
        pair.write(keyring, whole.keyring)


def hear(whole: DataFolder, folder: DataFolder) -> bool:
    """What stands in the folder may know of erasures that the copy of the keyring does not (C3). False: it cannot be read."""
    with closing(Vault(whole.keyring, whole.secrets().operator)) as vault:
        try:
            if folder.keyring.exists():
                vault.join(folder.keyring)
        except sqlite3.DatabaseError:
            return False
    return True


def join(whole: DataFolder) -> tuple[int, int]:
    """Words and keys. How many streams were erased since, how many have no key at all."""
    with (
        closing(Vault(whole.keyring, whole.secrets().operator)) as vault,
        closing(pair.reading(whole.app)) as app,
        closing(pair.reading(whole.log)) as log,
    ):
        pair.sound(app)
        pair.sound(log)
        sealed = whole.path / LOGINS
        if vault.has(logins.OWNER):
            logins.put_in(app, vault, sealed.read_bytes())
        sealed.unlink()
        known = vault.owners()
        streams = [stream for (stream,) in log.execute("SELECT DISTINCT stream FROM acts")]
        gone = [stream for stream in streams if known.get(stream) is False]
        log.executemany("DELETE FROM acts WHERE stream = ?", ((stream,) for stream in gone))
    return len(gone), sum(stream not in known for stream in streams)


def settle(whole: DataFolder) -> None:
    """In a process of its own, since Django knows one data folder a process."""
    environment = {**os.environ, "CODEV_DATA": str(whole.path), "DJANGO_SETTINGS_MODULE": "codev.settings"}
    ran = subprocess.run([sys.executable, "-m", "codev.backup.settling"], env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise CannotRestore("unsettled", reason=(ran.stderr.strip().splitlines() or ["?"])[-1])


def change_places(folder: DataFolder, whole: DataFolder) -> Path | None:
    """Until `restoring` is gone no server starts here: a cut in the middle leaves every file in one place or the other."""
    aside = None
    if there := [file for file in others(folder) if not file.name.startswith(ASIDE)]:
        aside = folder.path / f"{ASIDE}{stamp(datetime.now(UTC))}"
        aside.mkdir(mode=0o700)
        for file in there:
            file.rename(aside / file.name)
    for file in sorted(whole.path.iterdir()):
        sync(file)
        file.rename(folder.path / file.name)
    sync(folder.path)
    whole.path.rmdir()
    return aside
