"""The data folder: where it is, its secrets, and which one process holds it."""

from __future__ import annotations

import base64
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

KEY_BYTES = 32


class FolderHeld(Exception):
    """Another process works on this folder."""


class KeyLost(Exception):
    """The keyring is there and the key that opens it is not: words would be unreadable for good."""


class KeyringLost(Exception):
    """Words are there and the keyring is not. An empty one would open none, and go with the next backup in the place of the good copy."""


@dataclass(frozen=True, repr=False)
class Secrets:
    """`operator` wraps the keyring's keys, `links` derives personal links, `django` signs sessions. 32 bytes each."""

    django: bytes
    operator: bytes
    links: bytes


@dataclass(frozen=True)
class DataFolder:
    path: Path

    @property
    def app(self) -> Path:
        return self.path / "app.sqlite3"

    @property
    def log(self) -> Path:
        return self.path / "log.sqlite3"

    @property
    def keyring(self) -> Path:
        return self.path / "keys.sqlite3"

    @property
    def secrets_file(self) -> Path:
        return self.path / "secrets.json"

    @property
    def next_secrets(self) -> Path:
        """The secrets with a new operator's key; there for as long as its rotation has not come to its end."""
        return self.path / "secrets.next.json"

    @property
    def restoring(self) -> Path:
        """Where a restore puts things together; there for as long as it has not come to its end."""
        return self.path / "restoring"

    def is_there(self) -> bool:
        """Whether a start has ever come to its end here. A command that asks first makes nothing of what is missing."""
        return self.secrets_file.exists() and self.app.exists() and self.keyring.exists()

    def check_secrets(self) -> None:
        """Raises KeyLost where there are words and no whole secrets to open them."""
        if self.secrets_file.exists():
            self.read_secrets(self.secrets_file)
        elif self.keyring.exists():
            raise KeyLost(f"{self.keyring} is there, {self.secrets_file} is not: put the copy of it back.")

    def check_keyring(self) -> None:
        """Raises KeyringLost. The first start makes the keyring before there is any word."""
        if self.app.exists() and not self.keyring.exists():
            raise KeyringLost(f"{self.keyring} is not there.")

    def secrets(self) -> Secrets:
        """Makes them the first time; raises KeyLost where there are words that new secrets could not open."""
        self.check_secrets()
        file = self.secrets_file
        if not file.exists():
            write_secrets(file, fresh_secrets())
        file.chmod(0o600)
        return self.read_secrets(file)

    def read_secrets(self, file: Path) -> Secrets:
        """Raises KeyLost for a file that is not whole."""
        try:
            found = {name: base64.b64decode(value, validate=True) for name, value in json.loads(file.read_text()).items()}
            if any(len(value) != KEY_BYTES for value in found.values()):
                raise ValueError
            return Secrets(**found)
        except (ValueError, TypeError, AttributeError):
            raise KeyLost(f"{file} is not whole: put the copy of it back.") from None

    @contextmanager
    def held(self, mending: bool = False) -> Iterator[None]:
        """One process at a time; a lock of the system, so that a killed process leaves none behind.

        mending: also where a restore or a rotation was cut short, which nobody else may work with. Raises FolderHeld.
        """
        import fcntl

        with (self.path / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise FolderHeld(f"Another codev is running on {self.path}.") from None
            if self.restoring.exists() and not mending:
                raise FolderHeld(f"A restore into {self.path} was cut short: run it again, it begins anew.")
            if self.next_secrets.exists() and not mending:
                raise FolderHeld(f"A rotation of the key in {self.path} was cut short: `codev keys rotate` brings it to its end.")
            yield


def named_folder() -> DataFolder:
    """The folder that CODEV_DATA names (./data by default), whether it is there or not."""
    return DataFolder(Path(os.environ.get("CODEV_DATA") or "data").resolve())


def data_folder() -> DataFolder:
    """The same, made if missing, for its owner only."""
    folder = named_folder()
    folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.path.chmod(0o700)
    return folder


def sync(path: Path) -> None:
    """A file's content, or which files a folder holds, is on disk on return."""
    at = os.open(path, os.O_RDONLY)
    try:
        os.fsync(at)
    finally:
        os.close(at)


def fresh_secrets(**known: bytes) -> Secrets:
    """`known`: those that are to stay."""
    return Secrets(**{name: known.get(name) or secrets.token_bytes(KEY_BYTES) for name in Secrets.__dataclass_fields__})


def write_secrets(file: Path, these: Secrets) -> None:
    """Linked into place whole: two first starts end with one file, a crash with none. A file that is there stays."""
    content = {name: base64.b64encode(value).decode() for name, value in vars(these).items()}
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(content, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
