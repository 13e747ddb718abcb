"""Ties that should keep two people out of one group (B2): told by each in private, shown without who said so or which tie it is.

Each tells of herself alone, and only that there is a tie is kept, sealed. Two people can always guess which of them told:
the page where it is told says so.
"""

from __future__ import annotations

from collections.abc import Collection

from .membership import Membership
from .models import Member


def told_by(who: Membership) -> frozenset[str]:
    """With whom she said that she has a tie: for her own page."""
    row = Member.objects.select_related("group").get(pk=who.member)
    return frozenset(row.ties.split())


def tell(who: Membership, others: Collection[str]) -> None:
    """All that she tells today; what she told before and tells no more is forgotten."""
    row = Member.objects.select_related("group").get(pk=who.member, state=Member.ACTIVE)
    group = Member.objects.filter(group=who.group, state=Member.ACTIVE).exclude(pk=who.member)
    row.ties = " ".join(sorted(set(others) & set(group.values_list("pk", flat=True))))
    row.save(update_fields=["ties"])


def apart(who: Membership) -> tuple[tuple[str, str], ...]:
    """Names of those who should not be in one group, for whoever facilitates: each pair once, in the order of coming."""
    if not who.facilitates:
        return ()
    rows = list(Member.objects.filter(group=who.group, state=Member.ACTIVE).select_related("group"))
    place = {row.pk: number for number, row in enumerate(rows)}
    pairs = {tuple(sorted((place[row.pk], place[other]))) for row in rows for other in row.ties.split() if other in place}
    return tuple((rows[one].name, rows[other].name) for one, other in sorted(pairs))
