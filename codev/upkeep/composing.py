"""From a row to a letter: its words are opened, and what they name is read as it stands now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from codev.formats.loading import parsed
from codev.groups import due, retention, wishes
from codev.groups.models import Due, Group, Member, PlannedSession
from codev.groups.tables import language_of
from codev.outbound.calendar import Appointment, invitation
from codev.outbound.mail import Letter, Unfit, body, fit, foot, plain, subject
from codev.people import links
from codev.phrases import day, day_and_time, length, say

PAGES = {
    **{"charter_changed": "charter", "poll_asked": "poll", "dates_fixed": "dates", "session_moved": "dates", "session_cancelled": "dates"},
    **{"before_session": "prepare", "after_session": "journal", "action_reminder": "journal", "group_ending": "journal"},
}
"""Where below her home a message leads."""


class Pointless(Exception):
    """It is not to be sent any more, or can not be: the state that says so, and the problem."""

    def __init__(self, state: str, problem: str = "") -> None:
        super().__init__(state)
        self.state, self.problem = state, problem


@dataclass(frozen=True)
class House:
    """url: the public address. sender: the address that all mails come from."""

    url: str
    sender: str


@dataclass(frozen=True)
class Message:
    """One row, opened."""

    row: Due
    kind: str
    given: Mapping[str, str]
    house: House

    @property
    def member(self) -> Member:
        return self.row.member

    @property
    def group(self) -> Group:
        return self.row.member.group

    @cached_property
    def language(self) -> str:
        return language_of(self.member.language, self.group)

    @cached_property
    def session(self) -> PlannedSession:
        """The session that it is about. Raises Pointless where it will not take place as it was to be told."""
        found = PlannedSession.objects.filter(pk=self.given["session"]).first()
        wanted = (PlannedSession.CANCELLED,) if self.kind == "session_cancelled" else (PlannedSession.PLANNED, PlannedSession.CLOSED)
        if found is None or found.state not in wanted:
            raise Pointless(Due.WITHDRAWN)
        return found

    def moment(self, at: datetime, zone: str) -> str:
        """A date with its hour and its zone, written out."""
        local = at.astimezone(ZoneInfo(zone))
        return say("mails.moment", self.language, when=day_and_time(local, self.language), zone=zone)


def compose(row: Due, house: House) -> Letter:
    """Raises Pointless; KeyMissing once its group is erased."""
    message = Message(row, *due.told(row), house)
    member, optional = row.member, due.KINDS[message.kind].optional
    if member.state != Member.ACTIVE:
        raise Pointless(Due.WITHDRAWN)
    if optional and not member.reminders:
        raise Pointless(Due.DECLINED)
    return Letter(
        kind=message.kind,
        language=message.language,
        to=_address(member),
        values=_values(message),
        link=_link(message),
        key=row.mark,
        stop=f"{house.url}/r/{wishes.stop_token(member.pk)}" if optional else "",
        calendar=_calendar(message),
    )


def to_hand_on(row: Due, house: House) -> tuple[str, str]:
    """Subject and plain text of a message, for somebody who sends it by her own means. Raises Pointless."""
    message = Message(row, *due.told(row), house)
    letter = Letter(message.kind, message.language, "", _values(message), _link(message), row.mark)
    return subject(letter), plain(tuple(body(letter)), tuple(foot(letter)))


def _address(member: Member) -> str:
    if not member.address.strip():
        raise Pointless(Due.GIVEN_UP, "no_address")
    try:
        return fit(member.address)
    except Unfit:
        raise Pointless(Due.GIVEN_UP, "broken") from None


def _link(message: Message) -> str:
    """Her personal link: claimed by a tap on a new device, and on hers the way straight to the page."""
    below = PAGES.get(message.kind, "")
    return f"{message.house.url}/l/{links.current(message.member.pk)}" + (f"?to={below}" if below else "")


def _values(message: Message) -> dict[str, str]:
    group = message.group
    leads = group.members.filter(is_facilitator=True, state=Member.ACTIVE).first()
    common = {"name": message.member.name, "group": group.name, "facilitator": leads.name if leads else "codev", "place": place_of(group)}
    return common | MORE.get(message.kind, _as_given)(message)


def _as_given(message: Message) -> dict[str, str]:
    given = {name: value for name, value in message.given.items() if name != "until"}
    if until := message.given.get("until"):
        given["until"] = _until(message, until)
    return given


def _until(message: Message, until: str) -> str:
    return day(datetime.fromisoformat(until).astimezone(ZoneInfo(wishes.zone_of(message.member))), message.language)


def _session(message: Message) -> dict[str, str]:
    session = message.session
    zone = _zone(message.member, session)
    found = {
        "date": message.moment(session.start, zone),
        "day": day(session.start.astimezone(ZoneInfo(zone)), message.language),
        "duration": length(minutes_of(session), message.language),
    }
    if before := message.given.get("before"):
        found["before"] = message.moment(datetime.fromisoformat(before), zone)
    return found


def _after(message: Message) -> dict[str, str]:
    gone = retention.erased_on(message.session)
    return {"erased_on": day(gone.astimezone(ZoneInfo(_zone(message.member, message.session))), message.language, year=True)}


def _dates(message: Message) -> dict[str, str]:
    dates = [message.moment(session.start, _zone(message.member, session)) for session in _planned(message)]
    return {"dates": "\n".join(dates)}


def _planned(message: Message) -> list[PlannedSession]:
    rows = PlannedSession.objects.filter(cycle__group=message.group, seats__member=message.member, state=PlannedSession.PLANNED)
    if not (found := list(rows)):
        raise Pointless(Due.WITHDRAWN)
    return found


MORE: Mapping[str, Callable[[Message], dict[str, str]]] = {
    **dict.fromkeys(("before_session", "reminder", "session_moved", "session_cancelled"), _session),
    "after_session": _after,
    "dates_fixed": _dates,
}


def _calendar(message: Message) -> tuple[bytes, str] | None:
    if not due.KINDS[message.kind].calendar:
        return None
    sessions = _planned(message) if message.kind == "dates_fixed" else [message.session]
    appointments = (appointment(session, message.member, message.house.url) for session in sessions)
    return invitation(appointments, message.language, organizer=message.house.sender, guest=message.member.address)


def appointment(session: PlannedSession, member: Member, url: str) -> Appointment:
    """A session in one member's calendar. `member.group` is read along."""
    return Appointment(
        uid=f"{session.pk}@{urlsplit(url).hostname}",
        sequence=session.sequence,
        start=session.start,
        zone=session.zone,
        minutes=minutes_of(session),
        place=place_of(member.group),
        page=f"{url}/m/{member.pk}",
        changed=session.dated,
        cancelled=session.state == PlannedSession.CANCELLED,
    )


def place_of(group: Group) -> str:
    """Where it meets: the place, the video call, or both."""
    return ", ".join(filter(None, (group.place, group.video)))


def minutes_of(session: PlannedSession) -> int:
    return parsed(session.format).minutes * session.runs


def _zone(member: Member, session: PlannedSession) -> str:
    return member.zone or session.zone
