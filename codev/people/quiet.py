"""Whether anything was committed to the database since: what was read before then still holds, and need not be read again."""

from __future__ import annotations

import sqlite3

from django.db import connections


class Mark:
    """Called, it gives something that is equal for as long as nobody, in no process, has changed the database.

    On SQLite, which keeps count of that for whoever only reads. Elsewhere nothing is ever equal, and all is read again.
    """

    def __init__(self) -> None:
        self._name = ""
        self._reading: sqlite3.Connection | None = None

    def __call__(self) -> object:
        found = connections["default"].settings_dict
        if not found["ENGINE"].endswith("sqlite3") or "memory" in str(found["NAME"]):
            return object()
        try:
            return self._connected(str(found["NAME"])).execute("PRAGMA data_version").fetchone()
        except sqlite3.Error:
            return object()

    def _connected(self, name: str) -> sqlite3.Connection:
        if self._reading is None or name != self._name:
            self._name = name
            self._reading = sqlite3.connect(f"file:{name}?mode=ro", uri=True, timeout=0, check_same_thread=False)
        return self._reading


mark = Mark()
