"""What each person wishes of messages: where they go, whether she is reminded, her calendar's address, reminders to herself."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from codev.outbound.mail import Unfit, fit
from codev.people import tokens
from codev.protocol import Refusal

from . import due
from .models import Due, Member, PlannedSession

FEED = "calendar feed"
STOP = "reminders"
MORNING = time(8, 0)
FARTHEST = timedelta(days=400)
MOST = 12

UNFIT = Refusal("address_unfit", "B8")
EARLIEST, LATEST = 2000, 2199
UNKNOWN_DAY = Refusal("day_unclear", "S19")
PAST_DAY = Refusal("day_past", "S19")
ENOUGH = Refusal("enough_reminders", "S19")


class Wishes(NamedTuple):
    """feed: the token of her calendar's address, or empty. own: the days on which she reminds herself."""

    address: str
    reminders: bool
    feed: str
    own: tuple[date, ...]


def wishes(member_id: str) -> Wishes:
    member = _active(member_id)
    return Wishes(member.address, member.reminders, _feed_token(member), own_reminders(member))


def set_address(member_id: str, typed: str) -> Refusal | None:
    """Where her mails go; empty: nowhere. What could not reach her is tried again."""
    try:
        fit(typed) if typed.strip() else ""
    except Unfit:
        return UNFIT
    member = _active(member_id)
    member.address = typed.strip()
    member.save(update_fields=["address"])
    due.address_mended(member)
    return None


def open_feed(member_id: str) -> None:
    """A new address for her calendar; the one before, if there was one, opens nothing any more."""
    member = _active(member_id)
    member.feed += 1 if member.feed % 2 == 0 else 2
    member.save(update_fields=["feed"])


def close_feed(member_id: str) -> None:
    member = _active(member_id)
    member.feed += member.feed % 2
    member.save(update_fields=["feed"])


def whose_feed(token: str) -> Member | None:
    """Whose calendar an address opens. Unknown, withdrawn and of somebody who left: nobody's."""
    found = tokens.read(FEED, token)
    member = _reader(found[0]) if found else None
    return member if member and found and member.feed == found[1] and member.feed % 2 else None


def feed_of(member: Member) -> list[PlannedSession]:
    """Her sessions, those that were cancelled too: a calendar must be told."""
    return list(PlannedSession.objects.filter(seats__member=member).exclude(state=PlannedSession.ERASED))


def stop_token(member_id: str) -> str:
    """Turns her reminders off, and on again, without signing in: what stands in each of them."""
    return tokens.make(STOP, member_id, 0)


def whose_stop(token: str) -> Member | None:
    found = tokens.read(STOP, token)
    return _reader(found[0]) if found else None


@transaction.atomic
def remind_me(member_id: str, typed: str) -> Refusal | None:
    """A reminder from her to herself, in the morning of a day. Anybody may have one: it tells nobody who has a plan."""
    member = _active(member_id)
    at = _morning(typed, member)
    if at is None:
        return UNKNOWN_DAY
    if not timezone.now() < at < timezone.now() + FARTHEST:
        return PAST_DAY
    if len(own_reminders(member)) >= MOST:
        return ENOUGH
    due.owe(member, "action_reminder", f"own:{member.pk}/{at.isoformat()}", at, until=at + timedelta(days=2))
    return None


def forget_reminder(member_id: str, typed: str) -> None:
    member = _active(member_id)
    at = _morning(typed, member)
    gone = [row.pk for row in _own(member) if row.at == at]
    Due.objects.filter(pk__in=gone, state=Due.WAITING).delete()


def own_reminders(member: Member) -> tuple[date, ...]:
    zone = ZoneInfo(zone_of(member))
    return tuple(row.at.astimezone(zone).date() for row in _own(member))


def zone_of(member: Member) -> str:
    """Her own zone, where she has told it; otherwise the group's."""
    return member.zone or member.group.zone


def _own(member: Member) -> list[Due]:
    rows = Due.objects.filter(member=member, state=Due.WAITING).select_related("member").order_by("at")
    return [row for row in rows if due.told(row)[0] == "action_reminder"]


def _morning(typed: str, member: Member) -> datetime | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    if not EARLIEST <= day.year <= LATEST:
        return None
    return datetime.combine(day, MORNING, ZoneInfo(zone_of(member))).astimezone(UTC)


def _feed_token(member: Member) -> str:
    return tokens.make(FEED, member.pk, member.feed) if member.feed % 2 else ""


def _active(member_id: str) -> Member:
    return Member.objects.select_related("group").get(pk=member_id, state=Member.ACTIVE)


def _reader(member_id: str) -> Member | None:
    return Member.objects.select_related("group").filter(pk=member_id, state=Member.ACTIVE).first()
