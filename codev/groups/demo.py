"""Invented groups to try the product with: two that stand open from the first start, and a fresh one for whoever comes alone."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from asgiref.sync import sync_to_async
from django.db import transaction
from django.utils import timezone

from codev.people import links as personal
from codev.phrases.cases import cases
from codev.vault import KeyMissing

from .founding import add, found
from .models import Group, Member, PlannedSession
from .planning import plan_session
from .retention import end_group, rooms_of, sessions_of
from .tables import room_of

STANDING = {"counter": "ninety", "workshop": "classic"}
READS_ENGLISH = {"leo", "ming"}
PLACES = {"counter": {"region": "FR", "zone": "Europe/Paris"}, "workshop": {"region": "CA", "zone": "America/Toronto"}}
FRESH = timedelta(hours=12)
TRIAL_LIFE = timedelta(days=2)

Erase = Callable[[str], Awaitable[object]]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trial:
    """A session for one human. members: person of the case to member id. companions: the members that software plays."""

    case: str
    session: str
    room: str
    language: str
    members: Mapping[str, str]
    human: str
    companions: frozenset[str]
    token: str
    """The human's personal link."""


def seed(base_url: str, now: datetime | None = None) -> list[tuple[str, str]]:
    """Found what is missing, plan a session where none is near, and return each person's name and link."""
    now = now or timezone.now()
    for case, format_name in STANDING.items():
        with transaction.atomic():
            group = _standing().filter(case=case).first() or _cast(case, "fr", READS_ENGLISH)
            if not PlannedSession.objects.filter(cycle__group=group, start__gt=now - FRESH).exists():
                _plan(group, format_name, now)
    return links(base_url)


def links(base_url: str) -> list[tuple[str, str]]:
    """(name, personal link) of everyone in the standing demonstrations; they open again and again."""
    members = Member.objects.filter(group__in=_standing(), state=Member.ACTIVE).order_by("group__founded", "joined", "id")
    standings = personal.standings(member.pk for member in members)
    tokens = {member: standing.token for member, standing in standings.items() if standing.token}
    return [(name, _link(base_url, member, tokens[member.pk])) for member in members if member.pk in tokens and (name := name_of(member))]


def name_of(member: Member) -> str:
    """Empty: the words of her group are lost, with an incomplete restore."""
    try:
        return member.name
    except KeyMissing:
        return ""


@transaction.atomic
def trial(case: str, play_as: str, language: str, format_name: str, now: datetime | None = None) -> Trial:
    """A fresh group and session for one human. play_as: facilitator, client, consultant or a person of the case.

    Raises KeyError for an unknown case or person.
    """
    person = _person(case, play_as)
    group = _cast(case, language, set(), trial=True)
    group.members.exclude(person=person).update(is_companion=True, charter_version=group.charter_version, charter_at=timezone.now())
    session = _plan(group, format_name, now or timezone.now())
    return _trial(session)


def trials() -> list[Trial]:
    """Those that still run, so that companions take their seats again after a restart."""
    rows = PlannedSession.objects.filter(cycle__group__trial=True, state=PlannedSession.PLANNED).select_related("cycle__group")
    return [found for found in map(_readable, rows) if found is not None]


def _readable(row: PlannedSession) -> Trial | None:
    """One that can not be read holds up neither the others nor the start of the server."""
    try:
        return _trial(row)
    except Exception as error:
        log.error("a trial is left aside: %s", type(error).__name__)
        return None


async def sweep(now: datetime, erase: Erase, erase_own: Erase) -> None:
    """End the trials of the day before yesterday, words and all. `erase`, `erase_own`: of `rooms`, for a room and a member."""
    for group in await sync_to_async(_over)(now):
        try:
            await _end(group, erase, erase_own)
        except Exception as error:
            log.error("a trial waits for its end: %s", type(error).__name__)


def _over(now: datetime) -> list[Group]:
    return list(Group.objects.filter(trial=True, founded__lt=now - TRIAL_LIFE).order_by("founded"))


async def _end(group: Group, erase: Erase, erase_own: Erase) -> None:
    for session in await sync_to_async(lambda: list(sessions_of(group)))():
        for room in rooms_of(session):
            await erase(room)
    async for member in group.members.values_list("pk", flat=True):
        await erase_own(member)
    await sync_to_async(end_group)(group)


def _standing() -> Any:
    """Those that somebody facilitates: another takes the place of one that nobody does."""
    led = Member.objects.filter(is_facilitator=True, state=Member.ACTIVE).values("group")
    return Group.objects.filter(demonstration=True, trial=False, pk__in=led).order_by("founded")


def _cast(case: str, language: str, in_english: set[str], *, trial: bool = False) -> Group:
    story = cases()[case]
    title = story["title"]["fr" if language == "fr" else "en"]
    values = {"register": story["register"], "region": PLACES[case]["region"], "language": language}
    group = found(title, case=case, demonstration=True, trial=trial, **values)
    for person in story["people"]:
        leads = person["id"] == story["facilitator"]
        reads = "en" if person["id"] in in_english else language
        add(group, person["name"], person=person["id"], language=reads, is_facilitator=leads, is_peer=not leads)
    return group


def _plan(group: Group, format_name: str, now: datetime) -> PlannedSession:
    planned = plan_session(group, start=now, zone=PLACES[group.case]["zone"], format_name=format_name)
    assert isinstance(planned, PlannedSession), "an invented table has fewer than ten seats"
    return planned


def _trial(session: PlannedSession) -> Trial:
    group = session.cycle.group
    members = list(group.members.all())
    human = next(member for member in members if not member.is_companion)
    return Trial(
        case=group.case,
        session=session.pk,
        room=room_of(session.pk, 1),
        language=group.language,
        members={member.person: member.pk for member in members},
        human=human.pk,
        companions=frozenset(member.pk for member in members if member.is_companion),
        token=personal.current(human.pk),
    )


def _person(case: str, play_as: str) -> str:
    story = cases()[case]
    people = [str(person["id"]) for person in story["people"]]
    parts = {"facilitator": str(story["facilitator"]), "client": str(story["client"])}
    consultant = next(person for person in people if person not in parts.values())
    return {**parts, "consultant": consultant, **{person: person for person in people}}[play_as]


def _link(base_url: str, member: Member, token: str) -> str:
    """On this machine each person gets a host of her own: one browser can then hold all of them, in windows side by side."""
    address = urlsplit(base_url)
    host = address.hostname or ""
    if host in ("localhost", "127.0.0.1", "::1") or host.endswith(".localhost"):
        port = f":{address.port}" if address.port else ""
        base_url = f"{address.scheme}://{member.person}.localhost{port}"
    return f"{base_url.rstrip('/')}/l/{token}"
