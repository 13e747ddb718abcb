"""What stands on a member's home, from top to bottom. Each section gathers what its template shows; None: it is left out today."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.http import HttpRequest
from django.utils import timezone

from codev.groups import observers, people
from codev.groups.access import next_place
from codev.groups.course import course_of
from codev.groups.daterows import Absence
from codev.groups.membership import Membership
from codev.groups.polls import open_poll
from codev.groups.tables import LONGEST_MEETING
from codev.phrases import clock_time, day

from ..mine.sections import learning_partners, plan, subject_to_bring
from ..mine.to_come import to_come
from ..pages.homes import AtHome
from .telling import tell

SOON = 3

A_MONTH = timedelta(days=30)

Shown = Mapping[str, Any] | None


class Section(NamedTuple):
    """`template`: a file of templates/, which sees `section` (what was gathered), `here` and `who`."""

    template: str
    gather: Callable[[HttpRequest, AtHome], Awaitable[Shown]]


async def next_session(request: HttpRequest, here: AtHome) -> Shown:
    """The session that is on or comes next; without one, a line that says so."""
    who, now = here.who, timezone.now()
    place = await sync_to_async(next_place)((who.member,), who.member, now)
    if place is None or place.table.start <= now - LONGEST_MEETING:
        return {"place": None}
    start = place.table.start.astimezone(ZoneInfo(place.zone))
    hour = "" if place.table.demonstration else clock_time(start, who.language)
    told = {"day": day(start, who.language), "hour": hour, "leads": place.names[place.facilitator], "mine": place.facilitator == who.member}
    may_tell = not (who.watches or who.demonstration or place.table.over) and start > now
    away = may_tell and await Absence.objects.filter(session=place.table.session, member=who.member).aexists()
    return {"place": place, **told, "may_tell": may_tell, "away": away}


async def link_made_for_her(request: HttpRequest, here: AtHome) -> Shown:
    """Somebody made a link in her place: she is told, on every device of hers, for a month."""
    found = await sync_to_async(people.remade)(here.who, timezone.now() - A_MONTH)
    if found is None:
        return None
    by, at = found
    return {"by": by, "date": day(at.astimezone(ZoneInfo(here.who.zone)), here.who.language)}


async def charter_due(request: HttpRequest, here: AtHome) -> Shown:
    return None if here.who.charter_accepted else {"again": here.who.accepted_version > 0}


async def to_begin(request: HttpRequest, here: AtHome) -> Shown:
    """For whoever facilitates, until a session is planned: links, charter, dates; of those what is still to be done."""
    who = here.who
    if not who.facilitates or await sync_to_async(next_place)((who.member,), who.member, timezone.now()):
        return None
    return await sync_to_async(_first_steps)(who)


def _first_steps(who: Membership) -> Shown:
    others = [one for one in people.roll(who) if one.member != who.member]
    steps = {
        "alone": not others,
        "links": any(one.token for one in others),
        "charter": not any(one.answered for one in others),
        "dates": open_poll(who.group) is None,
    }
    return steps if any(steps.values()) else None


async def observers_ask(request: HttpRequest, here: AtHome) -> Shown:
    asked = await sync_to_async(observers.asked)(here.who)
    if not here.notes:  # what she said stays shut as her notes do
        asked = tuple((member, name, "") for member, name, _ in asked)
    return {"asked": asked} if asked else None


async def dates_ahead(request: HttpRequest, here: AtHome) -> Shown:
    """A poll that waits for her, and her dates after the next one."""
    return await sync_to_async(_dates_ahead)(here)


def _dates_ahead(here: AtHome) -> Shown:
    who, now = here.who, timezone.now()
    course, poll = course_of(who.group), open_poll(who.group)
    hers = [meeting for meeting in course.ahead(now) if not meeting.cancelled and who.member in meeting.table]
    after = [tell(course, meeting, who, now) for meeting in hers[1 : 1 + SOON]]
    asked = {
        "silent": poll is not None and who.member in poll.silent,
        "to_choose": poll is not None and who.facilitates and not poll.silent,
    }
    return {"poll": poll is not None, **asked, "after": after}


SECTIONS = (
    Section("group/_link_made.html", link_made_for_her),
    Section("mine/_erasures.html", to_come),
    Section("group/_next_session.html", next_session),
    Section("group/_to_begin.html", to_begin),
    Section("group/_charter_due.html", charter_due),
    Section("group/_course.html", dates_ahead),
    Section("group/_observers.html", observers_ask),
    Section("mine/_subject.html", subject_to_bring),
    Section("mine/_plan.html", plan),
    Section("mine/_partners.html", learning_partners),
)
