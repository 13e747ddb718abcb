"""What was heard so far, from what any member's page shows. Kept in memory alone: after a restart one hears on from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from codev.protocol import View, roles

from .seeing import place_in, role_in, speaker_in, talk


@dataclass(frozen=True)
class Turn:
    """The nth turn (from 0) of this kind that someone has in the session."""

    member: str
    kind: str
    nth: int = 0


@dataclass(frozen=True)
class Course:
    """now: the turn that is on. before: the one before it in this step. told: (kind, member) to the number of turns begun.

    joined: the step that was on when one began to listen; empty: heard from the start.
    """

    joined: str | None = None
    place: tuple[str, str] = ("", "")
    now: Turn | None = None
    before: Turn | None = None
    told: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def hear(self, view: View) -> Course:
        """What it becomes once a member (not the facilitator) has looked up. Called after every act, it misses no turn."""
        place, speaker = place_in(view), speaker_in(view)
        if self.joined is None:
            return replace(self, joined=place[0]).hear(view)
        moved = place != self.place
        if not moved and speaker == (self.now.member if self.now else ""):
            return self
        before = None if place[0] != self.place[0] else self.now or self.before
        if not speaker:
            return replace(self, place=place, now=None, before=before)
        return self._begin(place, before, speaker, self._kind(view, speaker, before))

    @property
    def whole(self) -> bool:
        return self.joined == ""

    @property
    def counts_here(self) -> bool:
        """Whether every turn of this step was heard."""
        return self.joined != self.place[0]

    def awaits_story(self, client: str) -> bool:
        """The client has said nothing yet of her subject, nor has anyone asked."""
        return self.whole and not (self.now or self.before) and ("story", client) not in self.told

    @property
    def awaits_answer(self) -> bool:
        """A question was asked, and nobody has spoken since."""
        return self.now is None and self.before is not None and self.before.kind == "question"

    def _kind(self, view: View, speaker: str, before: Turn | None) -> str:
        """Where story and questions mingle, the client's first word is her story."""
        kind = talk(view, role_in(view, speaker))
        asked = before is not None and before.kind == "question"
        return "story" if kind == "answer" and self.whole and not asked and ("story", speaker) not in self.told else kind

    def _begin(self, place: tuple[str, str], before: Turn | None, speaker: str, kind: str) -> Course:
        nth = self.told.get((kind, speaker), 0)
        return replace(self, place=place, now=Turn(speaker, kind, nth), before=before, told={**self.told, (kind, speaker): nth + 1})


def listener(companions: Iterable[str], view: View) -> str:
    """Through whose ears it is heard: a member's, since the facilitator's page says less of what a step offers."""
    return next((m for m in companions if role_in(view, m) in (roles.CONSULTANT, roles.CLIENT)), "")
