"""A trainee or observer: she watches once every member has agreed, each asked in private, and one no is enough.

What is not agreed looks the same to whoever facilitates, whether somebody has not answered or has said no.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from . import access
from .membership import Membership
from .models import Member, PlannedSession, Seat, Word

YES, NO = "yes", "no"


def asked(who: Membership) -> tuple[tuple[str, str, str], ...]:
    """(member, name, what she has said so far) of everyone who would like to watch, for somebody who is asked."""
    if who.watches:
        return ()
    rows = Member.objects.filter(group=who.group, state=Member.ACTIVE, watches=True).select_related("group")
    said = {word.about_id: word.said for word in Word.objects.filter(by=who.member).select_related("about__group")}
    return tuple((row.pk, row.name, said.get(row.pk, "")) for row in rows)


@transaction.atomic
def say(who: Membership, about: str, said: str) -> None:
    """Her word, which she may change. Nothing happens for nobody, or for what is neither yes nor no."""
    watcher = Member.objects.filter(pk=about, group=who.group, state=Member.ACTIVE, watches=True).select_related("group").first()
    if watcher is None or who.watches or said not in (YES, NO):
        return
    word = Word.objects.filter(about=watcher, by=who.member).first() or Word(about=watcher, by_id=who.member)
    word.said = said
    word.save()
    seat(who.group)


def accepted(group: str) -> frozenset[str]:
    """Who may watch: everyone who has a seat of her own in the group has said yes."""
    rows = list(Member.objects.filter(group=group, state=Member.ACTIVE).values_list("pk", "watches", "is_companion"))
    watchers = [pk for pk, watches, _ in rows if watches]
    if not watchers:
        return frozenset()
    needed = {pk for pk, watches, companion in rows if not (watches or companion)}
    yes: dict[str, set[str]] = defaultdict(set)
    for word in Word.objects.filter(about__in=watchers).select_related("about__group"):
        yes[word.about_id] |= {word.by_id} if word.said == YES else set()
    return frozenset(pk for pk in watchers if needed <= yes[pk])


@transaction.atomic
def seat(group: str) -> None:
    """Sessions to come have a place for those who may watch, and none for others."""
    coming = PlannedSession.objects.filter(cycle__group=group, state=PlannedSession.PLANNED, start__gt=timezone.now())
    may = accepted(group)
    everyone = Member.objects.filter(group=group, watches=True).values_list("pk", flat=True)
    _unseat(coming, [member for member in everyone if member not in may])
    Seat.objects.bulk_create(
        (Seat(session=session, member_id=member) for session in coming for member in may),
        ignore_conflicts=True,
    )
    transaction.on_commit(access.forget)  # written all at once: the door hears nothing of it


def _unseat(coming: Iterable[PlannedSession], members: list[str]) -> None:
    for row in Seat.objects.filter(session__in=list(coming), member__in=members):
        row.delete()  # one by one: the door hears of each
