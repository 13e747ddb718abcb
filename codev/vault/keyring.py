"""The file of wrapped keys (keys.sqlite3), apart from every word that they open."""

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

SHAPE = """
CREATE TABLE IF NOT EXISTS keys (
    owner    TEXT PRIMARY KEY,
    wrapped  BLOB,            -- NULL once destroyed: the name stays, so that no late write makes a second key
    operator TEXT NOT NULL    -- the id of the operator's key that wrapped it
) WITHOUT ROWID
"""


class Keyring:
    """No locking of its own: the vault lets one thread in at a time."""

    def __init__(self, path: Path) -> None:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
        self._path, self._file = path, path.stat().st_ino
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.execute("PRAGMA journal_mode = DELETE")  # a WAL would keep a destroyed key until the next checkpoint
        self._db.execute("PRAGMA synchronous = EXTRA")  # with FULL, a power cut can bring the journal back: a key undone, or undestroyed
        self._db.execute(SHAPE)

    def add(self, owner: str, wrapped: bytes, operator: str) -> None:
        """An owner who is already known, destroyed or not, stays as she is."""
        self._db.execute("INSERT OR IGNORE INTO keys VALUES (?, ?, ?)", (owner, wrapped, operator))

    def find(self, owner: str) -> tuple[bytes | None] | None:
        """None: never heard of. (None,): destroyed."""
        found: tuple[bytes | None] | None = self._db.execute("SELECT wrapped FROM keys WHERE owner = ?", (owner,)).fetchone()
        return found

    def destroy(self, owner: str, operator: str) -> None:
        self._db.execute(
            "INSERT INTO keys VALUES (?, NULL, ?) ON CONFLICT (owner) DO UPDATE SET wrapped = NULL",
            (owner, operator),
        )

    def foreign(self, operator: str) -> int:
        """How many living keys another operator's key has wrapped."""
        (count,) = self._db.execute("SELECT count(*) FROM keys WHERE wrapped IS NOT NULL AND operator <> ?", (operator,)).fetchone()
        return int(count)

    def answers(self) -> bool:
        """Whether it can be read, and is still the file of its name: to one that was moved away nothing is written any more."""
        try:
            self._db.execute("SELECT owner FROM keys LIMIT 1").fetchone()
            return self._path.stat().st_ino == self._file
        except (sqlite3.Error, OSError):
            return False

    def rows(self) -> list[tuple[str, bytes | None, str]]:
        """(owner, wrapped key or None once destroyed, the operator's key that wrapped it) of everyone ever known."""
        return self._db.execute("SELECT owner, wrapped, operator FROM keys ORDER BY owner").fetchall()

    def copy(self, into: Path) -> None:
        """Whole and clean, as it stands now, whoever else uses it meanwhile. `into`: an empty file."""
        self._db.execute("VACUUM INTO ?", (str(into),))

    def everyone(self) -> list[tuple[str, bytes]]:
        return self._db.execute("SELECT owner, wrapped FROM keys WHERE wrapped IS NOT NULL").fetchall()

    def replace(self, wrapped: Iterable[tuple[bytes, str]], operator: str) -> None:
        """All or none: (wrapped, owner) pairs, now under another operator's key."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            self._db.executemany("UPDATE keys SET wrapped = ? WHERE owner = ?", wrapped)
            self._db.execute("UPDATE keys SET operator = ?", (operator,))
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def close(self) -> None:
        self._db.close()
