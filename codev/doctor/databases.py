"""The three files: do they open, do they hold together, are they of this version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Set
from contextlib import closing

from codev.backup import Damaged, pair

from .finding import Finding, Place, broken, look, ok

Step = tuple[str, str]
"""A migration: its app and its name."""


def files(place: Place) -> Iterator[Finding]:
    for file in (place.folder.app, place.folder.log, place.folder.keyring):
        try:
            with closing(pair.reading(file)) as db:
                pair.sound(db)
        except (Damaged, sqlite3.Error):
            yield broken("database_damaged", file=file.name)
        else:
            yield ok("database", file=file.name)


def migrations(place: Place) -> Iterator[Finding]:
    applied, known = _steps()
    if newer := _named(applied - known):
        yield broken("migrations_newer", names=", ".join(newer))
    elif ahead := known - applied:
        yield look("migrations_ahead", n=len(ahead))
    else:
        yield ok("migrations", n=len(applied))


def unknown_steps() -> list[str]:
    """Migrations that were made of these tables and that this codev does not know: a newer one has written them."""
    applied, known = _steps()
    return _named(applied - known)


def _named(steps: Set[Step]) -> list[str]:
    return [f"{app}.{name}" for app, name in sorted(steps)]


def _steps() -> tuple[set[Step], set[Step]]:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    return set(loader.applied_migrations or ()), set(loader.disk_migrations)
