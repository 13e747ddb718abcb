"""A reminder fires when its time comes: once, whoever looks, and not for a date that is no more."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from codev.groups import due
from codev.groups.founding import part
from codev.groups.models import Due, Group, Member, PlannedSession, Seat
from codev.upkeep.looking import look_ahead
from tests.outbound.postoffice import calendar_of, text_of

from .desk import START, Desk

BEFORE, REMINDER = "Prochaine séance\u00a0: mardi 1er\u00a0décembre", "Rappel\u00a0: séance le mardi 1er\u00a0décembre"


def at(desk: Desk, **before: float) -> None:
    desk.now = START - timedelta(**before)
    desk.tick()


def test_moving_the_clock_fires_each_message_exactly_once_B8(desk: Desk) -> None:
    for hours in (24 * 8, 24 * 7, 24 * 7 - 0.02, 24 * 3, 24, 23.98, 1, -1):
        at(desk, hours=hours)
    assert desk.subjects("Inès") == [BEFORE, REMINDER]
    assert desk.subjects("Odile") == [REMINDER]  # she brings no subject


def test_nothing_fires_a_minute_early(desk: Desk) -> None:
    at(desk, days=7, minutes=1)
    assert desk.catcher.caught == []
    at(desk, days=7)
    assert desk.subjects("Inès") == [BEFORE]


def test_the_message_says_when_where_how_long_and_asks_for_a_subject_B8(desk: Desk) -> None:
    at(desk, days=7)
    (message,) = desk.catcher.to("ines@example.org")
    text = text_of(message)
    assert "mardi 1er\u00a0décembre à 10\u00a0h (Europe/Paris)" in text
    assert "Durée\u00a0: 1\u00a0h\u00a030" in text
    assert "laisse mûrir un sujet" in text
    assert "?to=prepare" in text
    assert "https://video.example/passeurs" in text
    assert "DTSTART;TZID=Europe/Paris:20261201T100000" in calendar_of(message)


def test_the_lead_times_are_the_groups(desk: Desk) -> None:
    Group.objects.filter(pk=desk.cast.group.pk).update(before_days=14, reminder_days=0)
    at(desk, days=14)
    at(desk, hours=1)
    assert desk.subjects("Inès") == [BEFORE]


def test_who_turned_reminders_off_still_gets_what_the_group_must_tell(desk: Desk) -> None:
    due.reminders(desk.cast["Inès"], False)
    at(desk, days=7)
    at(desk, days=1)
    assert (desk.subjects("Inès"), desk.subjects("Malik")) == ([BEFORE], [BEFORE, REMINDER])
    assert desk.states("Inès")[-1] == (Due.DECLINED, "")


def test_a_server_that_was_off_tells_the_later_of_two_alone(desk: Desk) -> None:
    at(desk, hours=5)
    assert desk.subjects("Inès") == [REMINDER]


def test_a_new_date_is_told_with_an_entry_that_replaces_the_old_and_reminds_anew(desk: Desk) -> None:
    at(desk, days=7)
    session = PlannedSession.objects.get(pk=desk.cast.here)
    session.start = START + timedelta(days=14)
    session.save()
    due.moved(session, before=START)
    PlannedSession.objects.update(dated=desk.now)
    Due.objects.filter(state=Due.WAITING).update(at=desk.now, until=START)
    for days in (6.9, 1, -7, -13):
        at(desk, days=days)
    assert desk.subjects("Inès") == [
        BEFORE,
        "Séance déplacée au mardi 15\u00a0décembre",
        "Prochaine séance\u00a0: mardi 15\u00a0décembre",
        "Rappel\u00a0: séance le mardi 15\u00a0décembre",
    ]
    files = [calendar_of(message) for message in desk.catcher.to("ines@example.org")]
    assert len({line for file in files for line in file.splitlines() if line.startswith("UID")}) == 1
    assert ["SEQUENCE:1" in file for file in files] == [False, True, True, True]


def test_a_date_moved_at_the_last_moment_is_not_told_twice(desk: Desk) -> None:
    session = PlannedSession.objects.get(pk=desk.cast.here)
    desk.now = START - timedelta(hours=3)
    due.moved(session, before=START - timedelta(hours=1))
    PlannedSession.objects.update(dated=desk.now)
    Due.objects.update(at=desk.now, until=START)
    desk.tick()
    assert desk.subjects("Inès") == ["Séance déplacée au mardi 1er\u00a0décembre"]


def test_a_cancelled_session_reminds_nobody_and_leaves_the_diary(desk: Desk) -> None:
    session = PlannedSession.objects.get(pk=desk.cast.here)
    session.state = PlannedSession.CANCELLED
    session.save()
    due.cancelled(session)
    Due.objects.update(at=desk.now, until=START)
    for days in (7, 1):
        at(desk, days=days)
    (message,) = desk.catcher.to("rose@example.org")
    assert message["Subject"] == "Séance du mardi 1er\u00a0décembre annulée"
    assert "METHOD:CANCEL" in calendar_of(message)


def test_whoever_left_meanwhile_gets_nothing(desk: Desk) -> None:
    desk.owe("Rose")
    part(desk.cast["Rose"])
    desk.tick()
    assert (desk.subjects("Rose"), desk.states("Rose")) == ([], [(Due.WITHDRAWN, "")])


def test_each_reads_her_own_language(desk: Desk) -> None:
    Member.objects.filter(pk=desk.cast["Malik"]).update(language="en")
    at(desk, days=1)
    assert desk.subjects("Malik") == ["Reminder: session on Tuesday 1\u00a0December"]


def test_a_demonstration_writes_to_nobody(desk: Desk) -> None:
    Group.objects.update(demonstration=True)
    at(desk, days=1)
    assert Due.objects.count() == 0


@pytest.mark.parametrize("sessions", [1, 40])
def test_looking_ahead_asks_the_same_however_many_sessions(desk: Desk, sessions: int, django_assert_num_queries: object) -> None:
    """Once a minute, for every session that comes; all is owed already."""
    cycle, odile, rose = desk.cast.group.cycles.get(), desk.cast.people["Odile"], desk.cast.people["Rose"]
    for _ in range(sessions - 1):
        one = PlannedSession.objects.create(cycle=cycle, start=START, zone="Europe/Paris", format="ninety", facilitator=odile)
        Seat.objects.create(session=one, member=rose)
    look_ahead(START - timedelta(days=1))
    with django_assert_num_queries(3):  # type: ignore[operator]  # a fixture of pytest-django
        assert look_ahead(START - timedelta(days=1)) == 0


def test_a_meeting_that_is_over_tells_those_who_were_there_where_theirs_is(desk: Desk) -> None:
    session = PlannedSession.objects.get(pk=desk.cast.here)
    session.state = PlannedSession.CLOSED
    session.save()
    there = SimpleNamespace(present=(desk.cast["Inès"], desk.cast["Rose"]), facilitator=desk.cast["Odile"])
    due.over(session, 1, there)  # type: ignore[arg-type]  # of a session it asks this alone
    Due.objects.update(at=desk.now, until=START)
    desk.send()
    told = [desk.subjects(name) for name in ("Odile", "Inès", "Rose", "Malik")]
    assert told == [["Ce que tu gardes de la séance"]] * 3 + [[]]
    assert "?to=journal" in text_of(desk.catcher.to("ines@example.org")[0])


def test_what_is_over_for_long_is_forgotten(desk: Desk) -> None:
    desk.owe("Inès")
    desk.send()
    desk.now += timedelta(days=200)
    desk.send()
    assert Due.objects.count() == 0
