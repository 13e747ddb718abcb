"""Which act comes first, and when: each begins to wait as it becomes possible, as people do who all sit at one table."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from math import inf

from codev.protocol import View

from .cast import Cast
from .course import Course
from .glance import Glance
from .moves import Candidate, candidates
from .pace import before
from .speech import Speech

NEVER = inf


class Patience:
    """Instants are seconds of the loop's clock."""

    def __init__(self) -> None:
        self._since: dict[Candidate, float] = {}

    def sooner(self, seconds: float) -> None:
        """As if so much more time had passed."""
        self._since = {candidate: since - seconds for candidate, since in self._since.items()}

    def first(
        self,
        cast: Cast,
        views: Mapping[str, View],
        at: datetime,
        course: Course,
        speech: Speech,
        pace: float,
        now: float,
        without: Collection[Candidate] = (),
    ) -> tuple[float, Candidate | None]:
        """When, and what. The opening of a step is listened to first. without: what was refused, and would be again."""
        found = [c for c in candidates(cast, views, at, course) if c not in without]
        self._since = {candidate: self._since.get(candidate, now) for candidate in found}

        def due(candidate: Candidate) -> float:
            if not pace:
                return now
            glance = Glance(candidate.member, views[candidate.member], cast, at, course)
            return max(speech.opened(pace), self._since[candidate] + before(candidate, glance, speech.lines) * pace)

        return min(((due(c), c) for c in found), key=lambda pair: pair[0], default=(NEVER, None))
