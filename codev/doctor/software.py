"""Python, and the packages that the lock names."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import codev

from .finding import Finding, Place, broken, look, ok

OLDEST = (3, 11)
LOCK = Path(codev.__file__).parents[1] / "requirements" / "run.txt"
PINNED = re.compile(r"^([a-z0-9._-]+)==([^ ;]+)( ;)?", re.M)


def python(place: Place) -> Iterator[Finding]:
    found = ok if sys.version_info >= OLDEST else broken
    yield found("python", version=platform.python_version(), codev=codev.__version__)


def packages(place: Place) -> Iterator[Finding]:
    """Those with a condition may be left out, where it does not hold."""
    if not LOCK.is_file():
        yield look("no_lock")
        return
    pinned = PINNED.findall(LOCK.read_text())
    installed = {name: _installed(name) for name, _, _ in pinned}
    missing = [name for name, _, condition in pinned if installed[name] is None and not condition]
    others = [name for name, wanted, _ in pinned if installed[name] not in (None, wanted)]
    if missing:
        yield broken("packages_missing", names=", ".join(missing))
    elif others:
        yield look("packages_other", names=", ".join(others))
    else:
        yield ok("packages", n=sum(found is not None for found in installed.values()))


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
