"""What a calendar program makes of an appointment: read by another library than the one that wrote it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject

from codev.outbound.calendar import Appointment, feed, invitation

WHEN = datetime(2026, 12, 3, 8, 30, tzinfo=UTC)
PLAIN = Appointment(
    uid="abc@codev.example",
    sequence=0,
    start=WHEN,
    zone="Europe/Paris",
    minutes=90,
    place="Salle 3; au fond, à gauche",
    page="https://codev.example/m/x",
    changed=datetime(2026, 11, 1, tzinfo=UTC),
)


def made(**changed: Any) -> Appointment:
    return Appointment(**{**vars(PLAIN), **changed})


def invited(*appointments: Appointment) -> Any:
    content, method = invitation(appointments, "fr", organizer="codev@codev.example", guest="ines@example.org")
    calendar = vobject.readOne(content.decode())
    assert calendar.method.value == method
    return calendar


def test_the_entry_says_when_and_where_and_names_nobody() -> None:
    event = invited(PLAIN).vevent
    assert (event.dtstart.value, event.dtend.value - event.dtstart.value) == (WHEN, timedelta(minutes=90))
    assert (event.summary.value, event.location.value) == ("Séance de codéveloppement", "Salle 3; au fond, à gauche")
    assert {line.name for line in event.lines()} & {"DESCRIPTION", "COMMENT", "CONTACT"} == set()
    assert [person.value for person in event.attendee_list] == ["mailto:ines@example.org"]


def test_the_zone_comes_with_its_own_rules() -> None:
    calendar = invited(PLAIN)
    assert calendar.vevent.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/Paris"]
    assert calendar.vevent.dtstart.value.utcoffset() == timedelta(hours=1)
    assert [zone.tzid.value for zone in calendar.vtimezone_list] == ["Europe/Paris"]


@pytest.mark.parametrize(
    ("zone", "start", "hours"),
    [
        ("Europe/Paris", datetime(2027, 3, 27, 9, 0, tzinfo=UTC), 1),
        ("Europe/Paris", datetime(2027, 3, 29, 9, 0, tzinfo=UTC), 2),
        ("America/Toronto", datetime(2026, 10, 31, 14, 0, tzinfo=UTC), -4),
        ("America/Toronto", datetime(2026, 11, 2, 14, 0, tzinfo=UTC), -5),
        ("Australia/Lord_Howe", datetime(2026, 12, 2, 1, 0, tzinfo=UTC), 11),
        ("Asia/Kolkata", datetime(2026, 12, 2, 1, 0, tzinfo=UTC), 5.5),
    ],
)
def test_the_instant_is_kept_on_both_sides_of_a_change_of_clocks(zone: str, start: datetime, hours: float) -> None:
    event = invited(made(zone=zone, start=start)).vevent
    assert event.dtstart.value == start
    assert event.dtstart.value.utcoffset() == timedelta(hours=hours)


def test_a_session_across_a_change_of_clocks_keeps_its_length() -> None:
    """02:30 in Paris, an hour before the clocks go back: it ends at 03:00 by the wall, ninety minutes later."""
    event = invited(made(start=datetime(2026, 10, 25, 0, 30, tzinfo=UTC))).vevent
    assert event.dtend.value.astimezone(UTC) - event.dtstart.value.astimezone(UTC) == timedelta(minutes=90)


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    starts = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    assert [invited(made(start=start)).vevent.dtstart.value.astimezone(UTC) for start in starts] == starts


def test_a_new_date_replaces_the_entry() -> None:
    first, moved = invited(PLAIN).vevent, invited(made(sequence=1, start=WHEN + timedelta(days=7))).vevent
    assert (first.uid.value, first.sequence.value) == (moved.uid.value, "0")
    assert (moved.sequence.value, moved.dtstart.value) == ("1", WHEN + timedelta(days=7))


def test_a_cancelled_session_leaves_the_diary() -> None:
    calendar = invited(made(sequence=2, cancelled=True))
    assert (calendar.method.value, calendar.vevent.status.value, calendar.vevent.sequence.value) == ("CANCEL", "CANCELLED", "2")


def test_all_dates_of_a_cycle_come_in_one_file() -> None:
    dates = [made(uid=f"{i}@codev.example", start=WHEN + timedelta(days=28 * i)) for i in range(9)]
    assert [event.dtstart.value for event in invited(*dates).vevent_list] == [one.start for one in dates]


def test_what_was_typed_stays_in_its_line() -> None:
    event = invited(made(place="Salle 3\nEND:VEVENT\r\nATTENDEE:mailto:all@example.org")).vevent
    assert len(event.attendee_list) == 1
    assert "END:VEVENT" in event.location.value


def test_a_feed_shows_all_sessions_and_nobody() -> None:
    calendar = vobject.readOne(feed([PLAIN, made(uid="2@codev.example", cancelled=True)], "en").decode())
    assert [event.status.value for event in calendar.vevent_list] == ["CONFIRMED", "CANCELLED"]
    assert not any(hasattr(event, "attendee") or hasattr(event, "organizer") for event in calendar.vevent_list)


def test_a_feed_without_a_session_is_an_empty_calendar() -> None:
    assert not hasattr(vobject.readOne(feed([], "fr").decode()), "vevent")
