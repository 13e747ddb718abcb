"""All checks in their order. What one of them meets unforeseen is a finding, and the next goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from codev.datafolder import KeyLost

from . import databases, folder, machine, outside, software, words
from .finding import Finding, Mark, Place, broken

Check = Callable[[Place], Iterable[Finding]]

ALWAYS: tuple[Check, ...] = (software.python, software.packages, folder.there)
WITH_A_FOLDER: tuple[Check, ...] = (
    *(folder.modes, folder.leftovers, folder.secrets, machine.space, machine.syncing),
    *(databases.files, words.sealed, machine.clock, outside.server),
)
WITH_SETTINGS: tuple[Check, ...] = (databases.migrations, words.columns, outside.mail)


def examine(place: Place) -> Iterator[Finding]:
    whole = True
    for finding in _run(ALWAYS, place):
        whole = whole and finding.mark is not Mark.BROKEN
        yield finding
    if whole:
        yield from _run(WITH_A_FOLDER, place)
        if place.unset:
            yield broken("settings", reason=place.unset)
        elif place.settled:
            yield from _run(WITH_SETTINGS, place)


def _run(checks: Iterable[Check], place: Place) -> Iterator[Finding]:
    for check in checks:
        try:
            yield from check(place)
        except KeyLost:
            continue  # said by folder.secrets
        except Exception as error:  # its message could quote what it read
            name = f"{check.__module__.rpartition('.')[2]}.{check.__name__}"
            yield broken("could_not", check=name, kind=type(error).__name__)
