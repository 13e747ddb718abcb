"""How a group comes to be: its people, their links, and what changes about a person."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction

from codev.people import ids, links
from codev.protocol import Refusal

from . import erasures
from .audit import record
from .models import Cycle, Group, Member, Seat
from .roster import LONGEST_NAME, Person

PURPOSE = b"codev founding 1\0"


class Wish(NamedTuple):
    """A group as its founder wants it. columns: of Group, its name among them. peer: she takes her turn as client (B12).

    key: of her page, so that a form sent twice founds one group. theme: what links the sessions of a group larger than a table (B13).
    """

    key: str
    columns: Mapping[str, Any]
    founder: str
    address: str
    peer: bool
    people: Sequence[Person] = ()
    theme: str = ""


def begin(wish: Wish) -> Member:
    """The group, its people and their links. Returns the founder, in whose hands it is."""
    identity = ids.spell(hashlib.sha256(PURPOSE + wish.key.encode()).digest()[: ids.SIZE])
    try:
        return _begun(identity) or _begin(identity, wish)
    except IntegrityError:  # the same form, sent twice at once
        founder = _begun(identity)
        if founder is None:
            raise
        return founder


def _begun(identity: str) -> Member | None:
    return Member.objects.filter(group=identity, is_facilitator=True).select_related("group").first()


@transaction.atomic
def _begin(identity: str, wish: Wish) -> Member:
    group = found(**wish.columns, pk=identity)
    if wish.theme:
        cycle = group.cycles.latest("number")
        cycle.theme = wish.theme
        cycle.save(update_fields=["theme"])
    founder = add(group, wish.founder, address=wish.address, is_facilitator=True, is_peer=wish.peer)
    for person in wish.people:
        add(group, person.name, address=person.address)
    record(group.pk, founder.pk, "group_founded")
    return founder


@transaction.atomic
def found(name: str, **values: Any) -> Group:
    """A new group with its first cycle. `values`: the other columns of Group."""
    group = Group.objects.create(name=name, **values)
    Cycle.objects.create(group=group)
    return group


@transaction.atomic
def add(group: Group, name: str, **values: Any) -> Member:
    """A new member, and the invitation from which her links are derived. `values`: the other columns of Member."""
    member = Member.objects.create(group=group, name=name, **({"language": group.language} | values))
    links.invite(member.pk, lasting=group.demonstration)
    return member


def correct(member_id: str, *, name: str = "", language: str = "") -> Refusal | None:
    """Her name as she writes it, or the language that she reads. Empty: unchanged."""
    member = Member.objects.filter(pk=member_id, state=Member.ACTIVE).first()
    name = " ".join(name.split())
    if member is None:
        return Refusal("not_a_member", "C3")
    if len(name) > LONGEST_NAME:
        return Refusal("too_long", "S15", params=(("n", str(len(name) - LONGEST_NAME)), ("max", str(LONGEST_NAME))))
    member.name, member.language = name or member.name, language or member.language
    member.save(update_fields=["name", "language"])
    return None


@transaction.atomic
def part(member_id: str) -> tuple[str, ...]:
    """She leaves the group: no session of it is hers any more, and her links open nothing. Returns the sessions to ring.

    What is her own goes after as many days as the group keeps its words, unless she has it erased at once (C5).
    """
    member = Member.objects.select_related("group").get(pk=member_id)
    if member.state == Member.ACTIVE:
        member.state = Member.FORMER
        member.save(update_fields=["state"])
        links.withdraw(member_id)
        erasures.later(member)
    return tuple(Seat.objects.filter(member=member).values_list("session", flat=True))
