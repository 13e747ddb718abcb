"""What a consultation leaves to its group when it is over. Done again, it changes nothing: a restart may come before it, or after.

AT_THE_CLOSE lists all of it, in this order, in one transaction. Who adds to it is given the meeting as planned, which of its
consultations it was, and the session as it ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from asgiref.sync import sync_to_async
from django.db import transaction

from codev.protocol import Session, ending

from . import due, erasures, figures, handing, subjects
from .models import Cycle, PlannedSession
from .tables import LONGEST_MEETING, room_of, session_of

Follows = Callable[[PlannedSession, int, Session], None]


async def at_the_close(room: str, session: Session) -> None:
    """What `rooms` tells of each consultation that is over."""
    await sync_to_async(_follow)(room, session)


@transaction.atomic
def _follow(room: str, session: Session) -> None:
    planned = PlannedSession.objects.select_related("cycle__group").filter(pk=session_of(room)).first()
    if planned is None or planned.cycle.group.demonstration:  # an invented group begins anew each time
        return
    for follows in AT_THE_CLOSE:
        follows(planned, _run_of(room), session)


def the_meeting_is_over(planned: PlannedSession, run: int, session: Session) -> None:
    """Once all its consultations are (S31)."""
    over = {*planned.runs_over, run}
    if over != planned.runs_over:
        planned.over = " ".join(str(number) for number in sorted(over))
        planned.state = _state(planned, over)
        planned.save(update_fields=["over", "state"])


def she_has_been_client(planned: PlannedSession, run: int, session: Session) -> None:
    """S8. Of a session that was stopped, the turn stays hers (P13)."""
    if not session.client or session.status.state == "stopped":
        return
    cycle = Cycle.objects.select_for_update().get(pk=planned.cycle_id)
    clients = cycle.clients.split()
    if session.client not in clients:
        cycle.clients = " ".join((*clients, session.client))
        cycle.save(update_fields=["clients"])


def the_next_one_goes_on(planned: PlannedSession, run: int, session: Session) -> None:
    """S5: her plan, until it has been told; what was told of older ones is told. P12: subjects wait, but for hers."""
    over = ending(session)
    if over:
        subjects.taken_up(planned, over)
        handing.follow_up(planned, over)
        handing.hand_on(planned, run, over)


def what_was_to_go_goes(planned: PlannedSession, run: int, session: Session) -> None:
    """S29: whoever stopped it said so."""
    if session.status.erase:
        erasures.of_room(room_of(planned.pk, run), planned.cycle.group_id)


AT_THE_CLOSE: tuple[Follows, ...] = (
    the_meeting_is_over,
    she_has_been_client,
    the_next_one_goes_on,
    what_was_to_go_goes,
    due.over,
    figures.count_in,
)


def unsettled(now: datetime) -> list[str]:
    """The rooms of the meetings that have begun by the clock and are not known to be over: `rooms.settle` looks at each.

    And those whose plan may still have come, or have come unnoticed (S20).
    """
    begun = PlannedSession.objects.filter(state=PlannedSession.PLANNED, start__lt=now, cycle__group__demonstration=False)
    return [room_of(session.pk, run) for session in begun for run in range(1, session.runs + 1) if run not in session.runs_over] + [
        room_of(row.session_id, row.run) for row in handing.plans_to_come(now)
    ]


def leave_behind(now: datetime) -> int:
    """A second consultation that never took place holds no meeting open. Returns how many are over by it."""
    begun = PlannedSession.objects.filter(state=PlannedSession.PLANNED, start__lt=now - LONGEST_MEETING).exclude(over="")
    for session in begun:
        session.state = PlannedSession.CLOSED
        session.save(update_fields=["state"])
    return len(begun)


def _state(planned: PlannedSession, over: Iterable[int]) -> str:
    if planned.state != PlannedSession.PLANNED or set(range(1, planned.runs + 1)) - set(over):
        return planned.state
    return PlannedSession.CLOSED


def _run_of(room: str) -> int:
    return int(room.partition(".")[2])
