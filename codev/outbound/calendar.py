"""Appointments as calendar programs take them (RFC 5545, 5546): the zone with its rules, one entry a session, replaced by its sequence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from codev.phrases import say, tag

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
MARGIN = timedelta(days=370)


@dataclass(frozen=True)
class Appointment:
    """A session in somebody's diary. It says when and where, and names neither the group, nor a person, nor a subject.

    uid: the same for ever, whatever its date. sequence: raised whenever its date changed. changed: when it last did.
    """

    uid: str
    sequence: int
    start: datetime
    zone: str
    minutes: int
    place: str
    page: str
    changed: datetime
    cancelled: bool = False


def invitation(appointments: Iterable[Appointment], language: str, *, organizer: str, guest: str) -> tuple[bytes, str]:
    """A file to go with a mail, and its method. All are cancelled, or none is."""
    found = tuple(appointments)
    method = CANCEL if any(one.cancelled for one in found) else REQUEST
    calendar = _calendar(language, method)
    for one in found:
        event = _event(one, language)
        event["ORGANIZER"] = _person(organizer)
        event["ATTENDEE"] = _person(guest, RSVP="FALSE", ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION")
        calendar.add_component(event)
    return _written(calendar, found), method


def feed(appointments: Iterable[Appointment], language: str) -> bytes:
    """All her sessions, for a program that comes back for them."""
    found = tuple(appointments)
    calendar = _calendar(language, PUBLISH)
    calendar.add("x-wr-calname", say("mails.calendar", language))
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for one in found:
        calendar.add_component(_event(one, language))
    return _written(calendar, found)


def _calendar(language: str, method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//codev//sessions//{tag(language)[:2].upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(one: Appointment, language: str) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.sequence)
    event.add("dtstamp", one.changed)
    event.add("dtstart", _on_the_wall(one.start, one.zone))
    event.add("dtend", _on_the_wall(one.start + timedelta(minutes=one.minutes), one.zone))
    event.add("summary", say("mails.event", language))
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("url", one.page)
    if one.place:
        event.add("location", one.place)
    return event


def _on_the_wall(instant: datetime, zone: str) -> datetime:
    """Local time with its zone. The hour that comes a second time in autumn has no local spelling of its own: it is told in UTC."""
    local = instant.astimezone(ZoneInfo(zone))
    return instant.astimezone(UTC) if local.fold else local


def _person(address: str, **parameters: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    for name, value in parameters.items():
        person.params[name] = vText(value)
    return person


def _written(calendar: Calendar, found: tuple[Appointment, ...]) -> bytes:
    starts = [one.start for one in found]
    if starts:
        calendar.add_missing_timezones((min(starts) - MARGIN).date(), (max(starts) + MARGIN).date())
    return bytes(calendar.to_ical())
