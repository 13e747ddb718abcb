"""Calendars and reminders asked for: derived addresses, fixed questions to the database, hours of her own zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from codev.groups import deliveries, due, wishes
from codev.groups.models import Due, Member, PlannedSession, Seat

from .conftest import START, Cast


@pytest.mark.parametrize("sessions", [1, 30])
def test_a_feed_asks_the_database_the_same_however_many_sessions(cast: Cast, sessions: int, django_assert_num_queries: object) -> None:
    cycle, odile = cast.group.cycles.get(), cast.people["Odile"]
    for i in range(sessions - 1):
        one = PlannedSession.objects.create(
            cycle=cycle, start=START + timedelta(days=i), zone="Europe/Paris", format="ninety", facilitator=odile
        )
        Seat.objects.create(session=one, member=cast.people["Rose"])
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture of pytest-django
        assert len(wishes.feed_of(cast.people["Rose"])) == sessions


@pytest.mark.parametrize("messages", [1, 30])
def test_what_became_of_messages_is_one_question_however_many(cast: Cast, messages: int, django_assert_num_queries: object) -> None:
    for i in range(messages):
        due.owe(cast.people["Rose"], "invitation", f"link:{i}")
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture of pytest-django
        assert len(deliveries.deliveries(cast.group.pk, timezone.now())) == messages


def test_a_reminder_to_oneself_comes_in_the_morning_where_she_is(cast: Cast) -> None:
    Member.objects.filter(pk=cast["Rose"]).update(zone="America/Toronto")
    on = (timezone.now() + timedelta(days=40)).date()
    assert wishes.remind_me(cast["Rose"], on.isoformat()) is None
    at = Due.objects.get().at
    assert at == datetime(on.year, on.month, on.day, 8, tzinfo=ZoneInfo("America/Toronto")).astimezone(UTC)


def test_a_key_for_one_thing_opens_no_other(cast: Cast) -> None:
    wishes.open_feed(cast["Rose"])
    feed, stop = wishes.wishes(cast["Rose"]).feed, wishes.stop_token(cast["Rose"])
    assert (wishes.whose_feed(stop), wishes.whose_stop(feed)) == (None, None)
    assert [member and member.pk for member in (wishes.whose_feed(feed), wishes.whose_stop(stop))] == [cast["Rose"]] * 2


def test_a_feed_asked_for_withdrawn_and_asked_for_again_has_a_new_address(cast: Cast) -> None:
    seen = []
    for _ in range(2):
        wishes.open_feed(cast["Rose"])
        seen.append(wishes.wishes(cast["Rose"]).feed)
        wishes.close_feed(cast["Rose"])
        assert wishes.wishes(cast["Rose"]).feed == ""
    assert len(set(seen)) == 2
