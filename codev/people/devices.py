"""Codes that her own page shows, each used once: for another device within ten minutes, and one to keep, for coming back."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from codev.protocol import Refusal

from .browsers import held_by, hold, round_of
from .models import DeviceCode
from .tries import Tries

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PURPOSE = b"codev device code 1\0"

OVER = Refusal("code_over", "C3")

tries = Tries(each=10, together=300, minutes=10)


class Kind(NamedTuple):
    name: str
    letters: int
    life: timedelta


DEVICE = Kind("device", 8, timedelta(minutes=10))
RETURN = Kind("return", 12, timedelta(days=366))  # four letters more: nobody waits for it, so that it can be guessed at for long
LIFE = DEVICE.life


@dataclass(frozen=True)
class Code:
    """`text` is to be shown and typed in fours, ABCD-EFGH."""

    text: str
    until: datetime


def offer(request: HttpRequest, member: str) -> Code | Refusal:
    """A code for another device of a member whom this browser holds, by POST. An older one of hers stops working."""
    return _offer(request, member, DEVICE)


def offer_return(request: HttpRequest, member: str) -> Code | Refusal:
    """A code to keep: it lets her in once, notes and all, when no device of hers is left. An older one stops working."""
    return _offer(request, member, RETURN)


def enter(request: HttpRequest, typed: str) -> str | Refusal:
    """Add the code's member to this browser, by POST. Refusals: code_over, too_often (minutes)."""
    address = request.META.get("REMOTE_ADDR", "")
    if tries.too_many(address):
        return Refusal("too_often", "C3", params=(("minutes", str(tries.minutes)),))
    row = _use(typed) if request.method == "POST" else None
    if row is None:
        tries.count(address)
        return OVER
    hold(request, row.member, notes_open=row.opens_notes, round=row.round)
    return row.member


def _offer(request: HttpRequest, member: str, kind: Kind) -> Code | Refusal:
    now_on = round_of(member)  # before she is looked for: a code that is made while her place is taken back opens nothing
    held = held_by(request)
    if request.method != "POST" or member not in held.members:
        return Refusal("not_a_member", "C3")
    letters = "".join(secrets.choice(ALPHABET) for _ in range(kind.letters))
    until = timezone.now() + kind.life
    with transaction.atomic():
        DeviceCode.objects.filter(member=member, kind=kind.name).delete()
        opens, digest = member not in held.shut, _digest(letters)
        DeviceCode.objects.create(digest=digest, member=member, kind=kind.name, opens_notes=opens, until=until, round=now_on)
    return Code("-".join(letters[start : start + 4] for start in range(0, kind.letters, 4)), until)


def _use(typed: str) -> DeviceCode | None:
    DeviceCode.objects.filter(until__lte=timezone.now()).delete()
    row = DeviceCode.objects.filter(digest=_digest(_letters(typed))).first()
    # Two may type it at once: the one whose delete finds the row has it.
    if row is None or row.round != round_of(row.member) or not DeviceCode.objects.filter(digest=row.digest).delete()[0]:
        return None
    return row


def _letters(typed: str) -> str:
    return "".join(letter for letter in typed[:40].upper() if letter in ALPHABET)


def _digest(letters: str) -> str:
    return hmac.new(settings.CODEV_LINK_SECRET, PURPOSE + letters.encode(), hashlib.sha256).hexdigest()
