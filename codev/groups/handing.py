"""What one session hands to the next: the plan to follow up, and with whom its client goes on until then (S5, S22).

A row for each run that has ended, its words under the group's key: a plan belongs to the people of its session, then to those of
its follow-up (C3). Once all of it has been told, the words go.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models

from codev.protocol import Ending
from codev.protocol.activities.following import PlannedAction

from .sealed import SealedText, identity

if TYPE_CHECKING:
    from .models import PlannedSession

WEEK_AND_MORE = timedelta(days=15)

Action = tuple[str, str]
"""What, and when."""


class EndedRun(models.Model):
    """told: its follow-up has taken place. shared: its client lets her partner see the plan. Never who was client, in clear (C4)."""

    id = identity()
    session = models.ForeignKey("groups.PlannedSession", models.CASCADE, related_name="ended")
    run = models.PositiveSmallIntegerField()
    final = models.BooleanField(default=False)
    """Nothing of it will change any more."""
    told = models.BooleanField(default=False)
    shared = models.BooleanField(default=False)
    words = SealedText(default="")

    class Meta:
        app_label = "groups"
        constraints = (models.UniqueConstraint(fields=("session", "run"), name="one_end_a_run"),)

    @property
    def owner(self) -> str:
        return f"group:{self.session.cycle.group_id}"


class Handed(NamedTuple):
    client: str = ""
    partner: str = ""
    actions: tuple[Action, ...] = ()


def read(row: EndedRun) -> Handed:
    if not row.words:
        return Handed()
    client, partner, actions = json.loads(row.words)
    return Handed(client, partner, tuple((what, when) for what, when in actions))


def write(row: EndedRun, handed: Handed) -> None:
    row.words = json.dumps(handed, ensure_ascii=False)
    row.save()


def without(row: EndedRun, member: str) -> None:
    """She has had her own erased (C5): her plan goes; of somebody else's only that she was the partner."""
    handed = read(row)
    if handed.client == member:
        row.told, row.words = True, ""
        row.save()
    elif handed.partner == member:
        write(row, handed._replace(partner=""))


def hand_on(session: PlannedSession, run: int, over: Ending) -> None:
    """The client's plan, and her partner's yes. A plan that comes later in the week takes its place (S20)."""
    row = EndedRun.objects.filter(session=session, run=run).first() or EndedRun(session=session, run=run)
    if row.told or row.final:
        return
    row.final = over.state != "plan_to_come"
    write(row, Handed(over.client, over.partner, _plain(over.actions)))


def follow_up(session: PlannedSession, over: Ending) -> None:
    """What was told of older plans is told; what was not waits for the session after (S5)."""
    told = {(action.by, action.text, action.when) for action in over.told}
    for row in waiting(session):
        handed = read(row)
        left = tuple(action for action in handed.actions if (handed.client, *action) not in told)
        if left != handed.actions:
            row.told = not left
            write(row, Handed(handed.client, handed.partner, left) if left else Handed())


def waiting(session: PlannedSession) -> list[EndedRun]:
    """Ends of the group's sessions before this one whose plan is still to be told, the oldest first."""
    before = EndedRun.objects.filter(session__cycle__group=session.cycle.group_id, session__start__lt=session.start, told=False)
    return list(before.select_related("session__cycle").order_by("session__start", "session", "run"))


def plans_to_come(now: datetime) -> Iterable[EndedRun]:
    return EndedRun.objects.filter(final=False, session__start__gt=now - WEEK_AND_MORE)


def plan_to_follow(session: PlannedSession, run: int, seated: Collection[str]) -> dict[str, Any]:
    """For a run's first row. All is told as the meeting opens, in its first run (S31); whoever has no seat tells hers at the next."""
    found = [handed for handed in map(read, waiting(session)) if handed.actions and handed.client in seated] if run == 1 else []
    if not found:
        return {}
    first, *others = _by_client(found)
    return {**first, "others": others} if others else dict(first)


def _by_client(found: list[Handed]) -> list[Mapping[str, Any]]:
    """Two plans of one person are told as one."""
    plans: dict[str, list[dict[str, str]]] = {}
    for handed in found:
        plans.setdefault(handed.client, []).extend({"text": what, "when": when} for what, when in handed.actions)
    return [{"client": client, "actions": actions} for client, actions in plans.items()]


def _plain(actions: tuple[PlannedAction, ...]) -> tuple[Action, ...]:
    return tuple((action.text, action.when) for action in actions)
