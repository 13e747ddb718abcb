"""The data folder: is it there, whose is it, who else can read it, and are its secrets whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from codev.datafolder import DataFolder, KeyLost

from .finding import Finding, Place, broken, look, ok

OTHERS = 0o077
FILES = ("app.sqlite3", "log.sqlite3", "keys.sqlite3", "secrets.json")


def there(place: Place) -> Iterator[Finding]:
    """What is found here is the last that is said: without these files, or the right to write them, nothing else can be judged."""
    folder = place.folder
    if shut := [path for path in (folder.path, *map(folder.path.joinpath, FILES)) if not_ours(path)]:
        yield broken("folder_shut", names=", ".join(map(str, shut)))
        return
    missing = [name for name in FILES if not (folder.path / name).is_file()]
    if folder.restoring.exists():
        yield broken("restore_cut_short", folder=folder.path)
    elif missing == list(FILES):
        yield broken("folder_lacks", folder=folder.path)
    elif missing:
        yield broken("folder_lacks_some", folder=folder.path, names=", ".join(missing))
        yield from (broken(f"gone_{name}") for name in ("secrets", "keys") if any(file.startswith(name) for file in missing))


def not_ours(path: Path) -> bool:
    """Read-only (the disk, too), or another account's. A damaged file is something else, and a backup put back is no help here."""
    try:
        return path.exists() and not os.access(path, os.R_OK | os.W_OK)
    except PermissionError:
        return True


def modes(place: Place) -> Iterator[Finding]:
    paths = [place.folder.path, *sorted(place.folder.path.iterdir())]
    readable = [path.name for path in paths if path.stat().st_mode & OTHERS]
    foreign = [path.name for path in paths if path.stat().st_uid != os.geteuid()]
    if readable:
        yield broken("folder_open", names=", ".join(readable), folder=place.folder.path)
    if foreign:
        yield broken("folder_foreign", names=", ".join(foreign))
    if not readable and not foreign:
        yield ok("folder", folder=place.folder.path)


def leftovers(place: Place) -> Iterator[Finding]:
    """What a restore kept aside holds a second keyring, which erasures do not reach."""
    if asides := sorted(path.name for path in place.folder.path.glob("before-*")):
        yield look("aside", names=", ".join(asides))


def secrets(place: Place) -> Iterator[Finding]:
    try:
        whole = secrets_whole(place.folder)
    except KeyLost:
        whole = False
    yield ok("secrets", file=place.folder.secrets_file) if whole else broken("secrets_spoilt", file=place.folder.secrets_file)


def secrets_whole(folder: DataFolder) -> bool:
    found = list(vars(folder.secrets()).values())
    return len(set(found)) == len(found)
