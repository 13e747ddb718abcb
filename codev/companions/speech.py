"""The captions of a session: what is being said, line after line, for as long as it is said. They never enter the log."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from math import inf

from codev.protocol import View, roles
from codev.protocol.views import parts as p

from .cast import Cast
from .course import Course
from .pace import reading
from .seeing import find, role_in
from .speaking import Line, lines


@dataclass(frozen=True)
class Speech:
    """lines: all that is said in one go, from the instant `begun` (seconds) on. opening: for how long the step's first words take."""

    lines: tuple[Line, ...] = ()
    begun: float = 0.0
    opening: float = 0.0

    def heard(self, now: float, pace: float, humans: Collection[str] = ()) -> tuple[Line, ...]:
        """The lines that have begun. Where a human would speak there is a pause: she may say it, or not."""
        return tuple(line for line, begins in self._times(pace) if begins <= now and line.by not in humans)

    def next_line(self, now: float, pace: float) -> float:
        """In how many seconds the next line begins; infinite after the last one."""
        return next((begins - now for _, begins in self._times(pace) if begins > now), inf)

    def sooner(self, seconds: float) -> Speech:
        return replace(self, begun=self.begun - seconds)

    def opened(self, pace: float) -> float:
        """From when on the step is open to acts."""
        return self.begun + self.opening * pace

    def _times(self, pace: float) -> tuple[tuple[Line, float], ...]:
        ends = [self.begun + reading(self.lines[:i]) * pace for i in range(len(self.lines))]
        return tuple(zip(self.lines, ends, strict=True))


def speech(cast: Cast, views: Mapping[str, View], course: Course, moved: bool, now: float) -> Speech:
    """What is said from now on: after a move first the opening of the step, then the one who has the turn."""
    opening = opening_lines(cast, views) if moved else ()
    return Speech((*opening, *turn_lines(cast, course)), now, reading(opening))


def opening_lines(cast: Cast, views: Mapping[str, View]) -> tuple[Line, ...]:
    """What a companion who facilitates says to open a step: the format's own lines, from her page. A human says her own."""
    found = ((m, find(view, p.SayPart)) for m, view in views.items() if role_in(view, m) == roles.FACILITATOR)
    return tuple(
        Line(member, words, (("client", say.client), ("request", say.request))) for member, say in found if say for words in say.open
    )


def turn_lines(cast: Cast, course: Course) -> tuple[Line, ...]:
    """Nothing while a human speaks, in her own words."""
    return lines(cast, course) if course.now and course.now.member not in cast.humans else ()


__all__ = ["Speech", "speech"]
