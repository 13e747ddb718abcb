"""The people of a group: who they are to each other, and what whoever facilitates may change about them. Each through who asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from codev.people import links
from codev.protocol import Refusal
from codev.protocol.roles import FEWEST_PRESENT, SEATS_AT_A_TABLE

from . import due, founding
from .audit import record
from .leading import lead_instead
from .membership import Membership
from .models import Group, Member, PlannedSession, Seat
from .roster import Person, a_mailbox, same

NOT_HERS = Refusal("not_a_member", "C3")


class Someone(NamedTuple):
    """A member as the group knows her. address, token, answered: for the facilitator's eyes; empty for others.

    answered: she has said yes to the charter at least once. token: of her link, as long as it is not used.
    """

    member: str
    name: str
    facilitates: bool
    peer: bool
    watches: bool
    has_device: bool
    answered: bool
    address: str = ""
    token: str = ""
    here: bool = True


def roll(who: Membership) -> tuple[Someone, ...]:
    """Everyone in her group, in the order of coming; two questions to the database, however many they are."""
    rows = list(Member.objects.filter(group=who.group, state=Member.ACTIVE).select_related("group"))
    tokens = links.standings(row.pk for row in rows) if who.facilitates else {}
    return tuple(_someone(row, who, tokens[row.pk].token if row.pk in tokens else "") for row in rows)


def gone(who: Membership) -> tuple[str, ...]:
    """Names of those who are not in the group (any more), whatever their reason (B16)."""
    rows = Member.objects.filter(group=who.group, state=Member.FORMER).select_related("group") if who.facilitates else ()
    return tuple(row.name for row in rows)


def _someone(row: Member, who: Membership, token: str) -> Someone:
    yes = row.charter_version > 0
    known = Someone(row.pk, row.name, row.is_facilitator, row.is_peer, row.watches, row.has_device, yes)
    return known._replace(address=row.address, token=token) if who.facilitates else known


def peers(people: Iterable[Someone]) -> int:
    """Those who take their turn as client."""
    return sum(one.peer and not one.watches for one in people)


def size(count: int) -> str:
    """What the number of peers calls for (B1): "few", "large" (more than a table) or nothing."""
    if count < FEWEST_PRESENT:
        return "few"
    return "large" if count > SEATS_AT_A_TABLE else ""


@transaction.atomic
def add(who: Membership, people: Sequence[Person], *, watches: bool = False) -> tuple[str, ...]:
    """New members. Returns their ids."""
    group = _hers(who, who.member).group
    made = [founding.add(group, one.name, address=one.address, watches=watches, is_peer=not watches) for one in people]
    for member in made:
        record(group.pk, who.member, "member_added", member.pk)
    if not watches:
        _seat_newcomers(group, made)
    return tuple(member.pk for member in made)


def _seat_newcomers(group: Group, made: Sequence[Member]) -> None:
    """At the sessions to come where the whole group sits, as long as the table has room; larger groups lay theirs by hand (B13)."""
    new = {member.pk for member in made}
    peers = {row.pk for row in Member.objects.filter(group=group, state=Member.ACTIVE, is_peer=True, watches=False)}
    for session in PlannedSession.objects.filter(cycle__group=group, state=PlannedSession.PLANNED, start__gt=timezone.now()):
        seated = set(session.seats.values_list("member", flat=True)) | {session.facilitator_id}
        if peers - new <= seated and len(peers - {session.facilitator_id}) <= SEATS_AT_A_TABLE:
            Seat.objects.bulk_create(Seat(session=session, member=member) for member in made)


@transaction.atomic
def correct(who: Membership, other: str, *, name: str, address: str, has_device: bool) -> Refusal | None:
    """Name, address, and whether she has a device. Refusals: too_long, name_taken, odd_address."""
    member, address = _hers(who, other), address.strip()
    if address and not a_mailbox(address):
        return Refusal("odd_address", "B8")
    if refusal := _rename(member, name):
        return refusal
    mended = address != member.address
    member.address, member.has_device = address, has_device
    member.save(update_fields=["address", "has_device"])
    if mended:
        due.address_mended(member)
    record(who.group, who.member, "name_corrected", other)
    return None


@transaction.atomic
def rename(who: Membership, name: str) -> Refusal | None:
    """Her own name, as she wants the group to read it. Refusals: too_long, name_taken."""
    refusal = _rename(_hers(who, who.member), name)
    if refusal is None:
        record(who.group, who.member, "name_corrected", who.member)
    return refusal


def _rename(member: Member, name: str) -> Refusal | None:
    others = Member.objects.filter(group=member.group, state=Member.ACTIVE).exclude(pk=member.pk).select_related("group")
    if any(same(one.name) == same(name) for one in others):
        return Refusal("name_taken", "B1")
    return founding.correct(member.pk, name=name)


@transaction.atomic
def renew_link(who: Membership, other: str) -> str:
    """Another link for somebody: the former ones open nothing, she is told, and her notebook stays shut behind it (C1)."""
    member = _hers(who, other)
    by = "" if other == who.member else who.member
    token = links.renew(other, by=by)
    number = links.standings([other])[other].number
    if member.charter_version:
        due.owe(member, "link_renewed", f"link:{number}", by=who.name)
    record(who.group, who.member, "link_made", other)
    return token


def remade(who: Membership, since: datetime) -> tuple[str, datetime] | None:
    """By whom and when a link was made in her place, if it was since then."""
    standing = links.standings([who.member]).get(who.member)
    if standing is None or not standing.made_by or standing.made_at is None or standing.made_at < since:
        return None
    maker = Member.objects.filter(pk=standing.made_by, group=who.group).select_related("group").first()
    return (maker.name, standing.made_at) if maker else None


@transaction.atomic
def write_to(who: Membership) -> int:
    """Invitations are owed to all whose link waits and whose address is known. Returns to how many more."""
    waiting = [one for one in roll(who) if one.token and one.address and one.member != who.member]
    rows = {row.pk: row for row in Member.objects.filter(pk__in=[one.member for one in waiting]).select_related("group")}
    numbers = links.standings(rows)
    return sum(due.owe(row, "invitation", f"link:{numbers[pk].number}") for pk, row in rows.items())


@transaction.atomic
def leave(who: Membership, other: str) -> Refusal | None:
    """Somebody leaves: sessions to come go on without her, the past keeps her name. Refusal: facilitates_still."""
    member = _hers(who, other)
    if member.is_facilitator:
        return Refusal("facilitates_still", "B12")
    lead_instead(_hers(who, who.member), member)
    founding.part(other)
    record(who.group, who.member, "member_removed", other)
    return None


@transaction.atomic
def hand_over(who: Membership, other: str) -> Refusal | None:
    """The group goes into another's hands, with the sessions not yet over that were hers to facilitate (B12). Refusal: not_yet_in."""
    giver, taker = _hers(who, who.member), _hers(who, other)
    if taker.watches or not taker.charter_version:
        return Refusal("not_yet_in", "B12")
    for member, facilitates in ((giver, False), (taker, True)):
        member.is_facilitator = facilitates
        member.save(update_fields=["is_facilitator"])
    lead_instead(taker, giver)
    record(who.group, who.member, "role_given", other)
    return None


def decline(member_id: str) -> None:
    """She does not join: her address goes, her links open nothing, and nothing says whether it was a no (B16).

    Whoever facilitates does not decline: she gives the group on, and leaves.
    """
    member = Member.objects.select_related("group").get(pk=member_id)
    if member.is_facilitator:
        return
    member.address, member.ties = "", ""
    member.save(update_fields=["address", "ties"])
    founding.part(member_id)


def belongs(who: Membership, other: str) -> Someone | None:
    """Somebody of her group, for whoever facilitates it; herself, for everyone."""
    may = who.facilitates or other == who.member
    return next((one for one in roll(who) if one.member == other), None) if may else None


def facilitator(group: str) -> str:
    """The name of whoever holds the group: for an invitation, which says who asks. Of a group in nobody's hands, its own name."""
    leads = _facilitator(group)
    return leads.name if leads else Group.objects.get(pk=group).name


def _hers(who: Membership, other: str) -> Member:
    """Raises Member.DoesNotExist for nobody of her group."""
    return Member.objects.select_related("group").get(pk=other, group=who.group, state=Member.ACTIVE)


def _facilitator(group: str) -> Member | None:
    return Member.objects.select_related("group").filter(group=group, is_facilitator=True, state=Member.ACTIVE).first()
