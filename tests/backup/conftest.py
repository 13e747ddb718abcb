"""A data folder with words in it, a place for its backups, and what the two are asked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from codev.backup import Taken, pair, restoring, take
from codev.datafolder import DataFolder
from codev.eventlog import Row, Store, place
from codev.vault import Vault

ROOT = Path(__file__).parents[2]
Made = dict[str, Any]


def python(folder: Path, *words: str) -> str:
    """What a program says that works on this data folder."""
    environment = {**os.environ, "CODEV_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "codev.settings"}
    command = [sys.executable, *words]
    return subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True, umask=0o077).stdout


@dataclass(frozen=True)
class Host:
    """Whoever hosts the server: her data folder, what it holds, and where her backups go."""

    folder: DataFolder
    made: Made
    target: Path

    @property
    def room(self) -> str:
        return f"session:{self.made['session']}.1"

    @property
    def notebook(self) -> str:
        return f"member:{self.made['others'][0]}"

    def vault(self) -> Vault:
        return Vault(self.folder.keyring, self.folder.secrets().operator)

    def back_up(self) -> Taken:
        return take(self.folder, self.target)

    def erase(self, owner: str) -> None:
        with closing(self.vault()) as vault:
            vault.destroy(owner)


def rows(folder: DataFolder, stream: str) -> list[Row]:
    with closing(Store.open(folder.log)) as log:
        return log.read(stream)


def words(folder: DataFolder, stream: str) -> str:
    """All that a stream says, opened with the folder's own keyring and secrets."""
    with closing(Vault(folder.keyring, folder.secrets().operator)) as vault:
        said = [vault.open(stream, row.sealed, place(row.stream, row.version, row.key, row.at)) for row in rows(folder, stream)]
    return b"".join(said).decode()


def asked(folder: DataFolder, question: str, *values: object) -> list[Any]:
    """The first column of an answer of app.sqlite3."""
    with closing(pair.reading(folder.app)) as app:
        return [value for value, *_ in app.execute(question, values)]


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Made]:
    folder = tmp_path_factory.mktemp("furnished") / "data"
    return folder, json.loads(python(folder, "-m", "tests.backup.furnish"))


@pytest.fixture
def host(furnished: tuple[Path, Made], tmp_path: Path) -> Iterator[Host]:
    before = os.umask(0o077)
    original, made = furnished
    shutil.copytree(original, tmp_path / "data")
    yield Host(DataFolder(tmp_path / "data"), made, tmp_path / "backup")
    os.umask(before)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The databases are up to date and nothing in the app is to end: a restore needs no process of its own for it."""
    monkeypatch.setattr(restoring, "settle", lambda whole: None)
