"""The way through the pages of a group. A page that joins it adds one line here, and its word to `way.<key>`."""

from __future__ import annotations

from typing import NamedTuple

from codev.groups.membership import Membership


class Entry(NamedTuple):
    """`below`: its address below `/m/<member>`; `facilitator`: hers alone; `peer`: for whoever takes her turn as client.

    `foot`: rarely wanted, and said at the foot of every page rather than at its head; `real`: not in a demonstration.
    """

    key: str
    below: str
    facilitator: bool = False
    peer: bool = False
    foot: bool = False
    real: bool = False


ENTRIES = (
    Entry("home", ""),
    Entry("dates", "dates"),
    Entry("prepare", "prepare", peer=True),
    Entry("journal", "journal"),
    Entry("shelf", "shelf"),
    Entry("people", "people"),
    Entry("charter", "charter", foot=True),
    Entry("sheets", "sheets", facilitator=True, foot=True),
    Entry("messages", "messages", foot=True),
    Entry("settings", "settings", facilitator=True, foot=True, real=True),
    Entry("record", "record", foot=True),
    Entry("leave", "leave", foot=True, real=True),
)


class Step(NamedTuple):
    """An entry on somebody's page."""

    words: str
    address: str
    current: bool
    foot: bool


def way(who: Membership, path: str) -> tuple[Step, ...]:
    mine = [entry for entry in ENTRIES if _is_for(who, entry)]
    addresses = [f"{who.address}/{entry.below}" if entry.below else who.address for entry in mine]
    return tuple(Step(f"way.{entry.key}", to, _is_at(path, to, who), entry.foot) for entry, to in zip(mine, addresses, strict=True))


def _is_for(who: Membership, entry: Entry) -> bool:
    return (who.facilitates or not entry.facilitator) and (who.peer or not entry.peer) and not (entry.real and who.demonstration)


def _is_at(path: str, address: str, who: Membership) -> bool:
    return path == address or (address != who.address and path.startswith(f"{address}/"))
