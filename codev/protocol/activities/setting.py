"""What a session is planned with: the first row of its log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from ..base import Fact
from ..format import Format, Step, shared_format
from .choosing import Choosing, Subject
from .following import Follow, PlannedAction
from .gathering import Roster
from .timing import Clock


@dataclass(frozen=True)
class Setting:
    """All that the rules need and that never changes in a session: the first row of its log."""

    format: Format
    steps: tuple[Step, ...]
    members: tuple[str, ...]
    observers: tuple[str, ...]
    already_client: tuple[str, ...]
    start: datetime
    zone: str
    language: str
    first_session: bool
    last_clients: tuple[str, ...] = ()
    next_start: str = ""


def plans(to_follow: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """One after the other."""
    return (to_follow, *to_follow.get("others", ())) if to_follow else ()


class SessionPlanned(Fact):
    """The first fact of every session. `format`: the whole format as data. Instants are ISO 8601 with an offset.

    plan_to_follow: {"client": id, "actions": [{"text", "when"}], "others": [{"client", "actions"}]}; others: of those who were
    client at the same meeting, or could not come to tell (S5, S31). subjects: [{"member", "text", "for_information"}].
    absent: who told beforehand that she will not be there (P13).
    """

    version: ClassVar[int] = 2

    format: dict[str, Any]
    members: tuple[str, ...]
    facilitator: str
    start: str
    already_client: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    zone: str = "UTC"
    language: str = "en"
    first_session: bool = False
    plan_to_follow: dict[str, Any] = field(default_factory=dict)
    subjects: tuple[Any, ...] = ()
    paper: tuple[str, ...] = ()
    next_start: str = ""
    absent: tuple[str, ...] = ()

    def on_setting(self, _: Setting | None, at: datetime) -> Setting:
        whole = shared_format(self.format)
        missing = set() if self.plan_to_follow else {"plan_to_follow"}
        return Setting(
            format=whole,
            steps=tuple(step for step in whole.steps if step.requires not in missing or not step.requires),
            members=tuple(self.members),
            observers=tuple(self.observers),
            already_client=tuple(self.already_client),
            start=datetime.fromisoformat(self.start),
            zone=self.zone,
            language=self.language,
            first_session=self.first_session,
            last_clients=tuple(plan["client"] for plan in plans(self.plan_to_follow)),
            next_start=self.next_start,
        )

    def on_roster(self, roster: Roster, at: datetime) -> Roster:
        """Planned anew before it has begun, it leaves as it is what was said in the room meanwhile."""
        handed_over = roster.first_facilitator == self.facilitator
        facilitator = roster.facilitator if handed_over else self.facilitator
        return replace(
            roster.tell_absent(frozenset(self.absent)),
            facilitator=facilitator,
            first_facilitator=self.facilitator,
            paper=roster.paper | frozenset(self.paper),
        )

    def on_clock(self, clock: Clock, at: datetime) -> Clock:
        whole = self.on_setting(None, at)
        budget = {step.id: step.minutes for step in whole.steps}
        length = timedelta(minutes=whole.format.minutes)
        return replace(clock, budget=budget, end=whole.start + length if length else None)

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        rows = enumerate(self.subjects, 1)
        subjects = tuple(Subject(f"s{n}", row["member"], row["text"], bool(row.get("for_information"))) for n, row in rows)
        return replace(choosing, subjects=subjects)

    def on_following(self, following: Follow, at: datetime) -> Follow:
        told = ((row, plan["client"]) for plan in plans(self.plan_to_follow) for row in plan["actions"])
        rows = enumerate(told, 1)
        return replace(
            following, actions=tuple(PlannedAction(f"p{n}", str(row["text"]), str(row.get("when", "")), by) for n, (row, by) in rows)
        )
