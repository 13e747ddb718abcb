"""The wall: what someone sees who has no rights here, told for a screen that nobody touches.

It is an observer's frame and nothing else. Whatever an observer may not see cannot stand on a wall (C1 to C3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .. import roles
from . import parts as p
from .frame import ENDED, frame
from .side import Scene, Side
from .view import View

ONLOOKER = (frozenset({roles.OBSERVER}), False)
LASTING = ("planned", "suspended", *ENDED)
"""States in which no step is on: the wall says so instead."""


def on_the_wall(scene: Scene) -> View:
    side = Side(scene, *ONLOOKER)
    return View((*_told(side), *_remote(side)))


def _told(side: Side) -> Iterator[p.Part]:
    state = side.session.status.state
    resting, over = state in LASTING, state in ENDED
    for part in frame(side):
        if isinstance(part, p.NoticePart):
            if part.state != "detour":
                yield p.WallNoticePart("notice", part.state, part.name, part.until, part.zone)
        elif isinstance(part, p.StepPart):
            if not resting:
                yield p.WallStepPart("step", part.step, part.stage, part.title, part.sentence, part.purpose, part.client)
        elif isinstance(part, p.RequestPart):
            if not over:
                yield replace(part, subject="", earlier=(), on_paper=False)
        elif not (resting and isinstance(part, p.FloorPart)):
            yield part


def _remote(side: Side) -> Iterator[p.WallRemotePart]:
    session = side.session
    names = side.named(tuple(m for m in session.people if m in session.roster.remote and not session.roster.away(m)))
    if names and session.status.state not in ENDED:
        yield p.WallRemotePart("remote", names)
