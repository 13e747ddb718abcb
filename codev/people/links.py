"""Personal links: derived from member and number, never stored, shown again at will, claimed by a POST.

Every refusal keeps C3: link_unknown, link_spent (its number was claimed), link_withdrawn (a newer number opens).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from codev.protocol import Refusal

from . import claims, tokens
from .browsers import came_by, held_by, hold, leave, leave_elsewhere, stay
from .models import DeviceCode, Invitation

PURPOSE = "personal link"
DOUBLE_CLICK = timedelta(minutes=1)

UNKNOWN = Refusal("link_unknown", "C3")
SPENT = Refusal("link_spent", "C3")
WITHDRAWN = Refusal("link_withdrawn", "C3")


def make(member: str, number: int) -> str:
    return tokens.make(PURPOSE, member, number)


def current(member: str) -> str:
    """The token that opens today. Raises Invitation.DoesNotExist for a member without an invitation."""
    return make(member, Invitation.objects.get(pk=member).number)


def invite(member: str, *, lasting: bool = False) -> str:
    """Open a first link for a new member. `lasting`: it opens again and again (demonstrations only)."""
    row, _ = Invitation.objects.get_or_create(pk=member, defaults={"lasting": lasting})
    return make(member, row.number)


def renew(member: str, *, by: str = "") -> str:
    """Withdraw every link of hers and make the next. `by`: the member who does it in her place, which she is told."""
    Invitation.objects.filter(pk=member).update(number=F("number") + 1, made_by=by, made_at=timezone.now() if by else None)
    return current(member)


class Standing(NamedTuple):
    """How a member's link stands. token: empty once it was used. made_by: the member who made it in her place, and when."""

    token: str
    number: int
    made_by: str
    made_at: datetime | None


def standings(members: Iterable[str]) -> dict[str, Standing]:
    """The links of several, with one question to the database."""
    rows = Invitation.objects.filter(pk__in=tuple(members))
    return {row.member: Standing(_token(row), row.number, row.made_by, row.made_at) for row in rows}


def _token(row: Invitation) -> str:
    return make(row.member, row.number) if row.lasting or row.claimed < row.number else ""


def withdraw(member: str) -> None:
    """Every link and code of hers, without making another; and no account keeps her place."""
    Invitation.objects.filter(pk=member).update(number=F("number") + 1)
    DeviceCode.objects.filter(member=member).delete()
    claims.forget((member,))


def take_back(request: HttpRequest, member: str) -> None:
    """Somebody else may have her place: it stays in this browser alone. Links, codes, other browsers and accounts open it no more."""
    _begin_round(member)
    withdraw(member)
    leave_elsewhere(request, member)
    stay(request, member)


def _begin_round(member: str) -> None:
    """First: what is under way elsewhere at this very moment, a code being made, a login being saved, is then of a round that is over."""
    Invitation.objects.filter(pk=member).update(round=F("round") + 1)


def read(token: str, held: Collection[str] = ()) -> str | Refusal:
    """The member whom a link opens. Reading changes nothing: mail scanners open links.

    `held`: the members of this browser, for whom any link of theirs simply goes on.
    """
    found = _find(token)
    if found is None:
        return UNKNOWN
    row, number = found
    return row.member if row.member in held else _standing(row, number) or row.member


def claim(request: HttpRequest, token: str) -> str | Refusal:
    """Take a link, by POST only: this browser now holds its member, under a new login key.

    The page's own random key (form field `key`) makes a double click one claim.
    """
    if request.method != "POST":
        return Refusal("not_understood", "S2")
    found = _find(token)
    if found is None:
        return UNKNOWN
    row, number = found
    if row.member in held_by(request).members:
        return row.member
    mark = _mark(request)
    somebody_before = row.claimed_at is not None and row.claim_mark != mark
    _spend(row, number, mark)
    if refusal := _standing(row, number, mark):
        return refusal
    if somebody_before and row.opens_notes:
        _begin_anew(request, row.member)
        row.refresh_from_db(fields=["round"])
    hold(request, row.member, notes_open=row.lasting or row.opens_notes, link=number, round=row.round)
    return row.member


def _begin_anew(request: HttpRequest, member: str) -> None:
    """Whoever came by her link before she did is her no longer, and left no way back to notes that are still to be written (C1)."""
    _begin_round(member)
    DeviceCode.objects.filter(member=member).delete()
    claims.forget((member,))
    leave_elsewhere(request, member)


def settle(member: str) -> None:
    """She has come in as herself, by her yes or by words of her own: from now on a link alone no longer opens her notes (C1)."""
    Invitation.objects.filter(pk=member).update(opens_notes=False)


def give_back(request: HttpRequest, member: str) -> None:
    """“That is not me”, or she leaves a device of others: the browser lets her go, and her link opens once more.

    Once she was settled it leaves her notes shut, since others may know it; `devices.offer_return` is her own way back.
    """
    number = came_by(request, member)
    leave(request, member)
    # Only the link that this browser claimed: a later one is somebody else's.
    Invitation.objects.filter(pk=member, number=number, claimed=number).update(claimed=number - 1, claim_mark="")


def revoke(members: Iterable[str]) -> None:
    """Members who are no more: their links become unknown, their codes open nothing."""
    gone = tuple(members)
    Invitation.objects.filter(pk__in=gone).delete()
    DeviceCode.objects.filter(member__in=gone).delete()
    claims.forget(gone)


def _find(token: str) -> tuple[Invitation, int] | None:
    found = tokens.read(PURPOSE, token)
    row = Invitation.objects.filter(pk=found[0]).first() if found else None
    return (row, found[1]) if row and found else None


def _standing(row: Invitation, number: int, mark: str = "") -> Refusal | None:
    if number != row.number:
        return WITHDRAWN
    if row.lasting or row.claimed < number or (mark and row.claim_mark == mark and _just_now(row)):
        return None
    return SPENT


def _spend(row: Invitation, number: int, mark: str) -> None:
    """One browser wins, whatever comes at once: the row changes where it is unclaimed, and is read again."""
    unclaimed = Invitation.objects.filter(pk=row.member, number=number, claimed__lt=number, lasting=False)
    unclaimed.update(claimed=number, claim_mark=mark, claimed_at=timezone.now())
    row.refresh_from_db()


def _just_now(row: Invitation) -> bool:
    return row.claimed_at is not None and timezone.now() - row.claimed_at < DOUBLE_CLICK


def _mark(request: HttpRequest) -> str:
    key = request.POST.get("key", "") or secrets.token_hex()
    return hashlib.sha256(key.encode()).hexdigest()
