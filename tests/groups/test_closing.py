"""What a consultation leaves to its group: the meeting is over, and she has been client (B4, S8, S31)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from asgiref.sync import async_to_sync

from codev.groups.closing import at_the_close, leave_behind, unsettled
from codev.groups.models import Cycle, PlannedSession
from codev.groups.planning import first_row, plan_session, second_consultation
from codev.groups.tables import room_of
from codev.protocol import Session, replay

from .conftest import START, Cast

LATER = START + timedelta(hours=3)


def ended(cast: Cast, client: str, state: str = "closed") -> Session:
    session = replay([(START, (first_row(cast.here),))])
    choosing = replace(session.choosing, client=cast[client] if client else "")
    return replace(session, status=replace(session.status, state=state, ended=LATER), choosing=choosing)


def close(cast: Cast, client: str, state: str = "closed", run: int = 1) -> tuple[str, ...]:
    """Who has been client in the cycle, by name, once this consultation is over."""
    async_to_sync(at_the_close)(room_of(cast.here, run), ended(cast, client, state))
    names = {member.pk: name for name, member in cast.people.items()}
    return tuple(names[member] for member in Cycle.objects.get(group=cast.group).clients.split())


def state(cast: Cast) -> str:
    return PlannedSession.objects.get(pk=cast.here).state


def test_the_client_of_a_closed_session_has_been_client_B4(cast: Cast) -> None:
    assert (close(cast, "Rose"), state(cast)) == (("Rose",), PlannedSession.CLOSED)


def test_told_again_after_a_restart_nothing_changes(cast: Cast) -> None:
    assert close(cast, "Rose") == close(cast, "Rose") == ("Rose",)


def test_a_plan_that_is_to_come_is_an_end_too_S20(cast: Cast) -> None:
    assert (close(cast, "Rose", "plan_to_come"), state(cast)) == (("Rose",), PlannedSession.CLOSED)


def test_of_a_session_that_was_stopped_her_turn_stays_hers_P13(cast: Cast) -> None:
    assert (close(cast, "Rose", "stopped"), state(cast)) == ((), PlannedSession.CLOSED)


def test_a_session_that_closed_without_a_client_leaves_the_cycle_as_it_was(cast: Cast) -> None:
    assert close(cast, "") == ()


def test_the_next_session_knows_who_has_been_client_S8(cast: Cast) -> None:
    close(cast, "Rose")
    later = plan_session(cast.group, start=START + timedelta(weeks=4), zone="Europe/Paris", format_name="ninety")
    assert isinstance(later, PlannedSession)
    assert first_row(later.pk).already_client == (cast["Rose"],)


def test_a_meeting_is_over_with_its_last_consultation_S31(cast: Cast) -> None:
    assert cast.session
    second_consultation(cast.session)
    assert (close(cast, "Rose"), state(cast)) == (("Rose",), PlannedSession.PLANNED)
    assert (close(cast, "Malik", run=2), state(cast)) == (("Rose", "Malik"), PlannedSession.CLOSED)


def test_a_second_consultation_after_the_first_closed_opens_the_meeting_again_S31(cast: Cast) -> None:
    close(cast, "Rose")
    second_consultation(PlannedSession.objects.get(pk=cast.here))
    assert (state(cast), unsettled(LATER)) == (PlannedSession.PLANNED, [room_of(cast.here, 2)])


def test_a_second_consultation_that_never_took_place_holds_no_meeting_open(cast: Cast) -> None:
    assert cast.session
    second_consultation(cast.session)
    close(cast, "Rose")
    assert (leave_behind(LATER), leave_behind(LATER + timedelta(hours=12)), state(cast)) == (0, 1, PlannedSession.CLOSED)


def test_what_is_not_known_to_be_over_is_looked_at_once_it_has_begun(cast: Cast) -> None:
    before = unsettled(START)
    during = unsettled(LATER)
    close(cast, "Rose")
    assert (before, during, unsettled(LATER)) == ([], [room_of(cast.here, 1)], [])


def test_an_invented_group_begins_anew_each_time(cast: Cast) -> None:
    cast.group.demonstration = True
    cast.group.save()
    assert (close(cast, "Rose"), state(cast)) == ((), PlannedSession.PLANNED)


def test_the_end_of_a_group_that_is_gone_is_nobodys(cast: Cast) -> None:
    room, session = room_of(cast.here, 1), ended(cast, "Rose")
    cast.group.delete()
    async_to_sync(at_the_close)(room, session)
