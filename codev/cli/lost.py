"""A start without the right key: which words stay shut, and what brings them back."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, suppress

from codev.datafolder import DataFolder, KeyLost, KeyringLost
from codev.eventlog.instants import instant
from codev.phrases import say
from codev.vault import Vault, WrongOperatorKey, losses

KINDS = ("group", "member", "session")


LOST = (KeyLost, KeyringLost, WrongOperatorKey)


def is_lost(folder: DataFolder, language: str) -> bool:
    """Whether words are here that nothing here opens; it is said then, in the place of “there is nothing here”. Makes nothing."""
    try:
        folder.check_secrets()
        folder.check_keyring()
        if folder.keyring.exists() and not folder.next_secrets.exists():  # a rotation that was cut short says so itself
            with closing(Vault(folder.keyring, folder.read_secrets(folder.secrets_file).operator)):
                pass
    except LOST as reason:
        print("\n".join(explained(folder, language, reason)), file=sys.stderr)
        return True
    except (OSError, sqlite3.Error):
        return False  # a disk that takes nothing: the command says so itself
    return False


def explained(folder: DataFolder, language: str, reason: Exception) -> list[str]:
    """Why nothing goes on, and what would help. reason: one of LOST."""
    if isinstance(reason, KeyringLost):
        return [f"codev: {say('keys.no_keyring', language, file=folder.keyring)}"]
    missing = isinstance(reason, KeyLost)
    why = say("keys.missing", language, file=folder.secrets_file) if missing else say("keys.other_key", language)
    return [f"codev: {why}", *told(folder, language)]


def told(folder: DataFolder, language: str) -> Iterator[str]:
    """Lines for the terminal; kinds, numbers and dates, never a name."""
    if not folder.keyring.exists():
        return
    operator = None
    if folder.secrets_file.exists():
        with suppress(KeyLost):
            operator = folder.read_secrets(folder.secrets_file).operator
    found = losses.shut(folder.keyring, operator)
    yield say("keys.shut", language)
    for kind in KINDS:
        if found[kind]:
            yield f"  {say(f'keys.shut_{kind}', language, n=found[kind])}"
    if span := since(folder):
        yield f"  {say('keys.since', language, oldest=span[0], newest=span[1])}"
    yield say("keys.way_back", language, file=folder.secrets_file, ids=", ".join(losses.wanted(folder.keyring)))
    yield say("keys.no_way_back", language)


def since(folder: DataFolder) -> tuple[str, str] | None:
    """The days of the oldest and of the newest act in the log, which stand there in clear."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{folder.log.as_uri()}?mode=ro", uri=True)) as log:
        oldest, newest = log.execute("SELECT min(at), max(at) FROM acts").fetchone()
        if oldest is not None:
            return f"{instant(oldest):%Y-%m-%d}", f"{instant(newest):%Y-%m-%d}"
    return None
