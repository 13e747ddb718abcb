"""The group's shelf: books, contacts and sites that members put there themselves, sealed under the group's key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from django.db import models
from django.utils import timezone

from codev.vault import KeyMissing

from .sealed import SealedText, identity

if TYPE_CHECKING:
    from .membership import Membership

KINDS = ("book", "contact", "site")
MOST = 300
LONGEST_TITLE, LONGEST_WORDS = 200, 2000


class OnShelf(models.Model):
    id = identity()
    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="shelf")
    member = models.ForeignKey("groups.Member", models.CASCADE, related_name="put_on_shelf")
    words = SealedText()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "groups"
        ordering = ("-at", "id")

    @property
    def owner(self) -> str:
        return f"group:{self.group_id}"


class Item(NamedTuple):
    id: str
    kind: str
    title: str
    words: str
    by: str
    mine: bool


def put(who: Membership, kind: str, title: str, words: str) -> bool:
    """False: the shelf is full."""
    if OnShelf.objects.filter(group=who.group).count() >= MOST:
        return False
    OnShelf.objects.create(group_id=who.group, member_id=who.member, words=json.dumps((kind, title, words), ensure_ascii=False))
    return True


def take_off(who: Membership, item: str) -> None:
    """By whoever put it there, alone."""
    OnShelf.objects.filter(pk=item, group=who.group, member=who.member).delete()


def on_shelf(who: Membership) -> list[Item]:
    """What her group has put there, the newest first; one question to the database."""
    rows = OnShelf.objects.filter(group=who.group).select_related("member")
    return [item for row in rows if (item := _opened(row, who.member)) is not None]


def _opened(row: OnShelf, member: str) -> Item | None:
    try:
        kind, title, words = json.loads(row.words)
        return Item(row.pk, kind, title, words, row.member.name, row.member_id == member)
    except KeyMissing:
        return None
