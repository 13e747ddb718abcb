"""Whoever looks at a room from two devices at once is told so on both: should one of them be somebody else's, she knows (C1)."""

from __future__ import annotations

from collections.abc import Iterable

from codev.groups.tables import Screen
from codev.protocol import Part, Refusal, View
from codev.rooms import Look

from .stream import Stream


class ElsewherePart(Part, slot="signals"):
    """mine: from here she may close it everywhere else."""

    mine: bool


def looks_twice(streams: Iterable[Stream], member: str) -> bool:
    """Several pages of one browser are one device; walls are nobody's."""
    return len({one.login for one in streams if one.place.member == member and not isinstance(one.place, Screen)}) > 1


def told(stream: Stream, look: Look | Refusal) -> Look | Refusal:
    if not isinstance(look, Look):
        return look
    return Look(look.version, look.common, View((look.own, ElsewherePart("elsewhere", stream.viewer[1]))))
