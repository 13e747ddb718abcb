"""Audit without content: who did which administrative act when. Ids and instants alone, kept a year, for the group's own people."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import models
from django.utils import timezone

KEPT = timedelta(days=366)
OPERATOR, CODEV = "operator", "codev"
"""`by` where no member did it: whoever runs the server, and the software itself (what was due)."""

WHAT = (
    *("group_founded", "settings_changed", "charter_changed", "retention_changed"),
    *("member_added", "member_left", "member_removed", "name_corrected", "role_given", "role_taken"),
    *("link_made", "link_withdrawn", "device_code_made", "notes_opened"),
    *("dates_changed", "session_planned", "session_moved", "session_cancelled"),
    *("export_taken", "session_erased", "own_erased", "group_erased"),
    *("erasure_asked", "erasure_objected"),
    *("override", "keys_rotated", "organiser_invited", "organiser_withdrawn"),
)
"""Every act that may be noted; its words are `register.<what>`. Whoever notes another adds it here and there."""


class Noted(models.Model):
    """`group` is empty for what concerns every group (the operator's key). by, about: ids, or OPERATOR, CODEV; never a word (C4)."""

    group = models.ForeignKey("groups.Group", models.CASCADE, null=True, related_name="noted")
    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=16)
    what = models.CharField(max_length=24)
    about = models.CharField(max_length=16, default="")

    class Meta:
        app_label = "groups"


class Line(NamedTuple):
    at: datetime
    by: str
    what: str
    about: str


def record(group: str | None, by: str, what: str, about: str = "", now: datetime | None = None) -> None:
    """Note an act, in the transaction of the act itself. `group`: its id. `about`: a member, a session, a cycle.

    ValueError: an act that has no words, or something that is no id.
    """
    if what not in WHAT:
        raise ValueError(f"{what} is no act of the audit: see WHAT")
    if any(len(name) > 16 or not (name == "" or name.isalnum()) for name in (by, about)):
        raise ValueError("by and about are ids, never words")
    Noted.objects.create(group_id=group, at=now or timezone.now(), by=by, what=what, about=about)


def lines(group: str) -> tuple[Line, ...]:
    """A group's acts, the newest first, and those that concern every group. Reach it through the person who asks."""
    rows = Noted.objects.filter(models.Q(group=group) | models.Q(group=None)).order_by("-at", "-id")
    return tuple(Line(*row) for row in rows.values_list("at", "by", "what", "about"))


def forget_old(now: datetime) -> int:
    """What is older than a year goes."""
    gone, _ = Noted.objects.filter(at__lt=now - KEPT).delete()
    return gone
