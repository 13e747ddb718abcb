"""What lies in the words part of a backup: versions, counts, instants, and the digest of each file. No word, no name."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from codev import __version__
from codev.datafolder import sync
from codev.eventlog.instants import instant

FILE = "manifest.json"
LAYOUT = 1


class NotABackup(Exception):
    """No words part of a backup, or one of a layout that this codev does not know."""


class Altered(Exception):
    """A file is missing, or is not the one that was written. Its name is the first argument."""


@dataclass(frozen=True)
class Manifest:
    """taken, newest_act: ISO instants, UTC; newest_act is empty in an empty log. migrations: Django app to the names applied.

    files: name to {"bytes", "sha256"}.
    """

    taken: str
    acts: int
    streams: int
    newest_act: str
    groups: int
    sessions: int
    migrations: Mapping[str, list[str]]
    codev: str = __version__
    sqlite: str = sqlite3.sqlite_version
    layout: int = LAYOUT
    files: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def describe(app: sqlite3.Connection, log: sqlite3.Connection, taken: datetime) -> Manifest:
    acts, streams, newest = log.execute("SELECT count(*), count(DISTINCT stream), max(at) FROM acts").fetchone()
    migrations: dict[str, list[str]] = {}
    for name, migration in app.execute("SELECT app, name FROM django_migrations ORDER BY app, name"):
        migrations.setdefault(name, []).append(migration)
    return Manifest(
        taken=taken.isoformat(),
        acts=acts,
        streams=streams,
        newest_act=instant(newest).isoformat() if newest is not None else "",
        groups=count(app, "groups_group"),
        sessions=count(app, "groups_plannedsession"),
        migrations=migrations,
    )


def count(db: sqlite3.Connection, table: str) -> int:
    (found,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(found)


def write(manifest: Manifest, folder: Path) -> Manifest:
    """The manifest with the digests of the folder's files, written beside them."""
    files = {path.name: digest(path) for path in sorted(folder.iterdir())}
    whole = Manifest(**{**asdict(manifest), "files": files})
    with os.fdopen(os.open(folder / FILE, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
        json.dump(asdict(whole), out, indent=1)
    sync(folder / FILE)
    return whole


def read(folder: Path, needed: frozenset[str] = frozenset()) -> Manifest:
    """Raises NotABackup, and Altered where a file is not as it was written."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        manifest = Manifest(**found)
    except (OSError, ValueError, TypeError):
        raise NotABackup(folder) from None
    if manifest.layout != LAYOUT or not needed <= manifest.files.keys():
        raise NotABackup(folder)
    for name, told in manifest.files.items():
        if not (folder / name).is_file() or digest(folder / name) != told:
            raise Altered(name)
    return manifest


def digest(file: Path) -> dict[str, Any]:
    with file.open("rb") as content:
        return {"bytes": file.stat().st_size, "sha256": file_digest(content, "sha256").hexdigest()}
