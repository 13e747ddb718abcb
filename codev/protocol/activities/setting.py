"""What a session is planned with: the first row of its log."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

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
    last_client: str = ""
    next_start: str = ""


class SessionPlanned(Fact):
    """The first fact of every session. `format`: the whole format as data. Instants are ISO 8601 with an offset.

    plan_to_follow: {"client": id, "actions": [{"text", "when"}]}. subjects: [{"member", "text", "for_information"}].
    """

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
            last_client=str(self.plan_to_follow.get("client", "")),
            next_start=self.next_start,
        )

    def on_roster(self, roster: Roster, at: datetime) -> Roster:
        return replace(roster, facilitator=self.facilitator, first_facilitator=self.facilitator, paper=frozenset(self.paper))

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
        rows = enumerate(self.plan_to_follow.get("actions", ()), 1)
        return replace(following, actions=tuple(PlannedAction(f"p{n}", str(row["text"]), str(row.get("when", ""))) for n, row in rows))
