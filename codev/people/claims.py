"""Accounts keep places: a claimed member is in whatever browser its account signs in with (an account gathers, it never merges)."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from . import browsers
from .models import Account, Claim


def claim(request: HttpRequest, account: Account, member: str) -> bool:
    """Keep a member whom this browser holds. False: she is not held here, or another account has her."""
    now_on, held = browsers.round_of(member), browsers.held_by(request)
    if member not in held.members:
        return False
    new = {"account": account, "opens_notes": member not in held.shut, "round": now_on}
    row, _ = Claim.objects.get_or_create(member=member, defaults=new)
    return row.account_id == account.pk


def release(account: Account, member: str) -> None:
    """The account no longer keeps her; this browser still holds her."""
    Claim.objects.filter(account=account, member=member).delete()


def kept_by(account: Account) -> tuple[str, ...]:
    return tuple(Claim.objects.filter(account=account).order_by("at", "member").values_list("member", flat=True))


def come_in(request: HttpRequest, account: Account) -> None:
    """She has signed in: this browser holds all that is hers, notes open where they were when she claimed them (C1)."""
    for row in Claim.objects.filter(account=account).order_by("at", "member"):
        browsers.hold(request, row.member, notes_open=row.opens_notes, round=row.round)


def signed_in(sender: object, request: HttpRequest, user: Account, **_: object) -> None:
    come_in(request, user)


def go_out(request: HttpRequest, account: Account) -> None:
    """She has signed out: what her account keeps leaves this browser, and its streams end. What only a link brought here stays."""
    for member in kept_by(account):
        browsers.leave(request, member)


def forget(members: Iterable[str]) -> None:
    """Members who are no more."""
    Claim.objects.filter(member__in=tuple(members)).delete()
