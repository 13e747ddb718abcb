"""A planned session: the table (B1) and the first row of its log, which carries all that the rules need."""

from __future__ import annotations

from datetime import timedelta

import pytest

from codev.formats import UnknownFormat
from codev.groups.founding import add, part
from codev.groups.models import Cycle, PlannedSession
from codev.groups.planning import first_row, plan_session
from codev.protocol import Refusal, replay

from .conftest import START, Cast


def plan(cast: Cast, **values: object) -> PlannedSession:
    planned = plan_session(cast.group, **{"start": START, "zone": "Europe/Paris", "format_name": "ninety"} | values)  # type: ignore[arg-type]
    assert isinstance(planned, PlannedSession)
    return planned


def test_the_first_row_carries_the_format_the_people_and_the_hour(cast: Cast) -> None:
    row = first_row(cast.here)
    assert row.format["name"] == "ninety"
    assert (row.facilitator, set(row.members)) == (cast["Odile"], {cast[name] for name in ("Inès", "Malik", "Rose", "Sami")})
    assert (row.start, row.zone, row.language) == (START.isoformat(), "Europe/Paris", "fr-tu")


def test_the_rules_begin_a_session_from_its_first_row(cast: Cast) -> None:
    session = replay([(START, (first_row(cast.here),))])
    assert (session.facilitator, session.setting.start, session.roster.paper) == (cast["Odile"], START, {cast["Sami"]})


def test_who_has_been_client_in_the_cycle_is_told_to_the_rules_and_sealed(cast: Cast) -> None:
    """S8, C4."""
    cycle = cast.group.cycles.get()
    cycle.clients = f"{cast['Rose']} {cast['Malik']}"
    cycle.save()
    assert first_row(cast.here).already_client == (cast["Rose"], cast["Malik"])


def test_a_member_may_facilitate_for_a_day_and_keeps_her_seat(cast: Cast) -> None:
    """B12: she is still a member, whose turn as client stays hers."""
    row = first_row(plan(cast, facilitator=cast.people["Inès"]).pk)
    assert (row.facilitator, cast["Inès"] in row.members, cast["Odile"] in row.members) == (cast["Inès"], True, False)


def test_whoever_left_before_the_session_opened_is_not_in_its_log(cast: Cast) -> None:
    part(cast["Rose"])
    assert cast["Rose"] not in first_row(cast.here).members


def test_a_session_in_a_format_that_is_not_there_is_not_planned(cast: Cast) -> None:
    with pytest.raises(UnknownFormat):
        plan(cast, format_name="../../etc/passwd")
    assert PlannedSession.objects.count() == 1


def test_a_tenth_seat_at_one_table_is_refused(cast: Cast) -> None:
    """B1: nine peers, the facilitator on top."""
    for i in range(5):
        add(cast.group, f"Peer {i}")
    plan(cast)
    add(cast.group, "Tenth")
    refusal = plan_session(cast.group, start=START, zone="Europe/Paris", format_name="ninety")
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.rule, PlannedSession.objects.count()) == ("tenth_seat", "B1", 2)


def test_a_group_larger_than_a_table_sends_some_of_its_members(cast: Cast) -> None:
    """B13: the group may be larger; the table may not."""
    for i in range(12):
        add(cast.group, f"Peer {i}")
    some = [cast.people[name] for name in ("Odile", "Inès", "Malik", "Rose", "Sami")]
    assert len(first_row(plan(cast, members=some).pk).members) == 4


def test_only_the_first_session_of_a_group_is_a_first_one_and_each_knows_the_next(cast: Cast) -> None:
    later = plan(cast, start=START + timedelta(days=28))
    assert (first_row(cast.here, now=START).first_session, first_row(later.pk, now=START).first_session) == (True, False)
    assert (first_row(cast.here).next_start, first_row(later.pk).next_start) == (later.start.isoformat(), "")


def test_a_second_consultation_begins_after_the_first_and_is_no_first_session_S31(cast: Cast) -> None:
    first, second = first_row(cast.here), first_row(cast.here, 2)
    assert (first.first_session, second.first_session) == (True, False)
    assert (first.start, second.start) == (START.isoformat(), (START + timedelta(minutes=90)).isoformat())


def test_a_session_whose_day_went_by_without_it_was_no_first_one(cast: Cast) -> None:
    later = plan(cast, start=START + timedelta(days=28))
    assert first_row(later.pk, now=later.start).first_session


def test_a_new_cycle_goes_on_from_the_last_session_of_the_one_before_S5(cast: Cast) -> None:
    PlannedSession.objects.filter(pk=cast.here).update(state=PlannedSession.CLOSED, over="1")
    Cycle.objects.create(group=cast.group, number=2)
    assert not first_row(plan(cast, start=START + timedelta(days=28)).pk).first_session


def test_a_demonstration_begins_whenever_somebody_comes(cast: Cast) -> None:
    cast.group.demonstration = True
    cast.group.save()
    now = START + timedelta(days=3)
    assert (first_row(cast.here, now=now).start, first_row(cast.here, now=START - timedelta(days=1)).start) == (
        now.isoformat(),
        START.isoformat(),
    )
