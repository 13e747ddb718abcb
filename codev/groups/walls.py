"""The walls of a session: screens in the room that its facilitator has paired. A wall is nobody, and holds no rights."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from codev.people.memory import Remembered
from codev.people.quiet import mark

from .access import screen_for
from .models import Wall
from .tables import Screen, room_of, session_of

PURPOSE = b"codev wall 1\0"
LONGEST = timedelta(hours=12)
MOST = 4
"""Screens of one run; one more takes the place of the oldest."""


def digest_of(secret: str) -> str:
    """What is kept of the secret in a wall's cookie."""
    return hmac.new(settings.CODEV_LINK_SECRET, PURPOSE + secret.encode(), hashlib.sha256).hexdigest()


async def wall_for(digest: str) -> Screen | None:
    """Where this wall stands, if it is paired. Remembered for 30 seconds, until something changes."""
    found = await _paired.get(digest)
    return await screen_for(*found) if found else None


async def lit(room: str) -> bool:
    """Whether a wall is paired with this run."""
    return await _lit.get(room)


@transaction.atomic
def pair(digest: str, session: str, run: int) -> None:
    Wall.objects.filter(since__lt=timezone.now() - LONGEST).delete()
    older = Wall.objects.filter(session=session, run=run).exclude(pk=digest).order_by("-since").values_list("pk", flat=True)
    Wall.objects.filter(pk__in=list(older[MOST - 1 :])).delete()
    Wall.objects.update_or_create(pk=digest, defaults={"session_id": session, "run": run, "since": timezone.now()})
    transaction.on_commit(forget)


def unpair(session: str, run: int) -> None:
    """All walls of this run are empty again."""
    Wall.objects.filter(session=session, run=run).delete()
    forget()


def forget() -> None:
    _paired.forget()
    _lit.forget()


def _read(digest: str) -> tuple[str, int] | None:
    return Wall.objects.filter(pk=digest, since__gte=timezone.now() - LONGEST).values_list("session", "run").first()


def _any(room: str) -> bool:
    rows = Wall.objects.filter(session=session_of(room), since__gte=timezone.now() - LONGEST)
    return any(room_of(session, run) == room for session, run in rows.values_list("session", "run"))


_paired: Remembered[str, tuple[str, int] | None] = Remembered(_read, mark=mark)
_lit: Remembered[str, bool] = Remembered(_any, mark=mark)
