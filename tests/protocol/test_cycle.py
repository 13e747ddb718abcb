"""The dates of a rhythm, local hours when the clocks change, whose turn it might be (B4, B5, B13, S8)."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from codev.protocol.cycle.hours import GAP, TWICE, hour_of, local_of
from codev.protocol.cycle.rhythm import WEEK, Rhythm, dates_of, long_gaps
from codev.protocol.cycle.rotation import not_yet, tables

PARIS, MONTREAL = ZoneInfo("Europe/Paris"), ZoneInfo("America/Toronto")
PEERS = tuple(f"m{n}" for n in range(14))


def local(text):
    return datetime.fromisoformat(text)


def test_a_rhythm_keeps_its_weekday_and_its_hour_B5():
    found = dates_of(Rhythm(local("2027-01-14T09:30"), 4, 3))
    assert found == (local("2027-01-14T09:30"), local("2027-02-11T09:30"), local("2027-03-11T09:30"))


def test_a_day_that_is_skipped_gives_way_to_the_week_after_and_the_rhythm_goes_on_from_there():
    holidays = frozenset({date(2026, 12, 24), date(2026, 12, 31)})
    found = dates_of(Rhythm(local("2026-11-26T09:30"), 4, 3, holidays))
    assert [day.date() for day in found] == [date(2026, 11, 26), date(2027, 1, 7), date(2027, 2, 4)]


@given(some.integers(1, 26), some.integers(1, 12), some.frozensets(some.dates(date(2027, 1, 1), date(2027, 12, 31))))
def test_no_skipped_day_is_proposed_and_no_two_sessions_come_closer_than_the_rhythm(weeks, sessions, skipping):
    found = dates_of(Rhythm(local("2027-01-14T09:30"), weeks, sessions, skipping))
    assert (len(found), {day.date() for day in found} & skipping) == (sessions, set())
    assert all(later - earlier >= weeks * WEEK and (later - earlier) % WEEK == timedelta(0) for earlier, later in pairwise(found))


def test_more_than_two_months_between_sessions_is_named_B5():
    starts = [local("2027-01-14T09:30"), local("2027-03-11T09:30"), local("2027-06-03T09:30")]
    assert long_gaps(starts) == ((starts[1], starts[2]),)


def test_an_ordinary_hour_means_one_instant():
    assert hour_of(local("2027-01-14T09:30"), PARIS).instants == (datetime(2027, 1, 14, 8, 30, tzinfo=UTC),)


def test_an_hour_that_the_clocks_jump_over_is_told_with_the_hours_around_it():
    found = hour_of(local("2027-03-28T02:30"), PARIS)
    assert (found.why, [local_of(instant, PARIS).hour for instant in found.instants]) == (GAP, [1, 3])


def test_an_hour_that_comes_twice_is_told_with_both_instants():
    found = hour_of(local("2027-10-31T02:30"), PARIS)
    assert (found.why, found.instants) == (TWICE, (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)))


@pytest.mark.parametrize("zone", [PARIS, MONTREAL])
@given(some.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2035-01-01")))
def test_every_plain_hour_comes_back_as_it_was_said(zone, said):
    found = hour_of(said, zone)
    assert not found.plain or local_of(found.instants[0], zone) == said


def test_who_has_not_been_client_stands_in_the_order_of_the_group_S8():
    assert not_yet(("nadia", "karim", "paul"), {"karim"}) == ("nadia", "paul")


def test_a_table_holds_the_whole_group_as_long_as_it_can_B13():
    assert tables(PEERS[:9], 2) == (PEERS[:9], PEERS[:9])


@given(some.integers(10, 14), some.integers(1, 12))
def test_a_group_larger_than_a_table_sits_in_turn_each_as_often_as_the_others_B13(size, sessions):
    found = tables(PEERS[:size], sessions)
    sat = [sum(peer in table for table in found) for peer in PEERS[:size]]
    assert ({len(table) for table in found}, max(sat) - min(sat) <= 1) == ({9}, True)
