"""Sealed words: does every stream have its key, and does what is newest open. Counted, never shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from codev.backup import pair
from codev.eventlog import place as where
from codev.eventlog.codec import UnknownFact, decode
from codev.eventlog.instants import instant
from codev.vault import KeyDestroyed, KeyMissing, Unreadable, Vault, WrongOperatorKey

from .finding import Finding, Place, broken, look, ok

MOST = 500
NEWEST = """
SELECT stream, version, key, at, sealed FROM acts JOIN (SELECT stream AS s, max(version) AS v FROM acts GROUP BY stream)
ON stream = s AND version = v ORDER BY at DESC LIMIT ?
"""
STREAMS = "SELECT stream, count(*), max(version) FROM acts GROUP BY stream"


def sealed(place: Place) -> Iterator[Finding]:
    try:
        vault = Vault(place.folder.keyring, place.folder.secrets().operator)
    except WrongOperatorKey as error:
        yield broken("operators_key", n=error.unreadable)
        return
    with closing(vault), closing(pair.reading(place.folder.log)) as log:
        yield from keyring(vault)
        yield from streams(vault, log)
        yield from newest(vault, log)


def keyring(vault: Vault) -> Iterator[Finding]:
    living = [owner for owner, alive in vault.owners().items() if alive]
    spoilt = sum(not opens(vault, owner) for owner in living)
    yield broken("keys_spoilt", n=spoilt) if spoilt else ok("keyring", n=len(living))


def opens(vault: Vault, owner: str) -> bool:
    try:
        vault.wake(owner)
    except Unreadable:
        return False
    vault.sleep(owner)
    return True


def streams(vault: Vault, log: sqlite3.Connection) -> Iterator[Finding]:
    known, found = vault.owners(), log.execute(STREAMS).fetchall()
    erased = sum(known.get(stream) is False for stream, _, _ in found)
    keyless = sum(stream not in known for stream, _, _ in found)
    gaps = sum(count != version for _, count, version in found)
    if keyless:
        yield broken("streams_keyless", n=keyless)
    if gaps:
        yield broken("streams_with_gaps", n=gaps)
    if erased:
        yield look("streams_erased", n=erased)
    if not keyless and not gaps:
        yield ok("streams", n=len(found) - erased)


def newest(vault: Vault, log: sqlite3.Connection) -> Iterator[Finding]:
    """The last act of each stream, of the newest streams."""
    opened = unreadable = unknown = 0
    for stream, version, key, at, box in log.execute(NEWEST, (MOST,)):
        try:
            decode(vault.open(stream, box, where(stream, version, key, instant(at))))
        except KeyMissing:
            continue  # counted above
        except UnknownFact:
            unknown += 1
        except (Unreadable, ValueError, TypeError):
            unreadable += 1
        else:
            opened += 1
    if unreadable:
        yield broken("rows_unreadable", n=unreadable)
    if unknown:
        yield broken("rows_unknown", n=unknown)
    if not unreadable and not unknown:
        yield ok("rows", n=opened)


def columns(place: Place) -> Iterator[Finding]:
    """What people typed into groups. Tables of an older version wait for the start that changes them: databases.migrations says so."""
    from django.db import OperationalError

    try:
        opened, erased, unreadable = _columns()
    except OperationalError:
        return
    if erased:
        yield look("columns_erased", n=erased)
    yield broken("columns_unreadable", n=unreadable) if unreadable else ok("columns", n=opened)


def _columns() -> tuple[int, int, int]:
    """Every sealed column of every table: how many open, were erased, do not open."""
    from django.apps import apps

    from codev.groups.sealed import SealedText

    opened = erased = unreadable = 0
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields if isinstance(field, SealedText)]
        for row in model._base_manager.iterator() if names else ():
            for name in names:
                try:
                    getattr(row, name)
                    opened += 1
                except KeyDestroyed:
                    erased += 1
                except (KeyMissing, Unreadable):
                    unreadable += 1
    return opened, erased, unreadable
