"""Logins: a stolen row would be a key to somebody's room. They leave the copied app, and lie beside it, sealed."""

from __future__ import annotations

import json
import sqlite3

from codev.vault import Vault

TABLE = "django_session"
OWNER = "house:logins"
PLACE = b"backup/logins"


def take_out(app: sqlite3.Connection, vault: Vault) -> bytes:
    """Empties the table of a copy, its pages too. Answers its rows, sealed."""
    found = app.execute(f"SELECT * FROM {TABLE}")
    rows = {"columns": [name for name, *_ in found.description], "rows": found.fetchall()}
    app.execute("PRAGMA secure_delete = ON")
    app.execute(f"DELETE FROM {TABLE}")
    vault.create(OWNER)
    return vault.seal(OWNER, json.dumps(rows).encode(), PLACE)


def put_in(app: sqlite3.Connection, vault: Vault, sealed: bytes) -> None:
    """Raises KeyMissing, Unreadable."""
    kept = json.loads(vault.open(OWNER, sealed, PLACE))
    names, marks = ", ".join(kept["columns"]), ", ".join("?" for _ in kept["columns"])
    app.execute("BEGIN IMMEDIATE")
    app.executemany(f"INSERT OR REPLACE INTO {TABLE} ({names}) VALUES ({marks})", kept["rows"])
    app.execute("COMMIT")
