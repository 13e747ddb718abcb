"""Whose words no key at hand opens: counted by kind, without any key."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path

from .cipher import key_id
from .keyring import Keyring


def shut(keyring: Path, operator: bytes | None = None) -> Counter[str]:
    """How many groups, members' notebooks and sessions stay shut: kind to number. `operator`: the key that is there, if any."""
    known = key_id(operator) if operator else ""
    with closing(Keyring(keyring)) as ring:
        return Counter(owner.partition(":")[0] for owner, wrapped, by in ring.rows() if wrapped is not None and by != known)


def wanted(keyring: Path) -> list[str]:
    """The ids of the operator's keys that wrapped what still lives: as printed on paper."""
    with closing(Keyring(keyring)) as ring:
        return sorted({by for _, wrapped, by in ring.rows() if wrapped is not None})
