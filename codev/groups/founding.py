"""How a group comes to be: its people, their links, and what changes about a person."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from codev.people import links
from codev.protocol import Refusal

from .models import Cycle, Group, Member, Seat

LONGEST_NAME = 60


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
    """She leaves the group: no session of it is hers any more, and her links open nothing. Returns the sessions to ring."""
    member = Member.objects.get(pk=member_id)
    member.state = Member.FORMER
    member.save(update_fields=["state"])
    links.renew(member_id)
    return tuple(Seat.objects.filter(member=member).values_list("session", flat=True))
