"""The charter (B7): its text, which each group may make its own, and who has accepted which version of it, when.

Version 1 of every group is the product's own, in the language of whoever reads (codev.phrases, `charter.*`). A version that a
group wrote stands as it was written. Nothing is rewritten: a change is a version more, and asks everyone again.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from codev.people import links
from codev.phrases import keys, say
from codev.protocol import Refusal

from . import due
from .audit import record
from .membership import Membership
from .models import Acceptance, CharterText, Group, Member

LONGEST = 8000


class Article(NamedTuple):
    name: str
    text: str


class Yes(NamedTuple):
    name: str
    version: int
    at: datetime


def articles(group: str, version: int, language: str) -> tuple[Article, ...]:
    """One version of a group's charter; nothing for a version that never was."""
    if version == 1:
        return standard(language)
    row = CharterText.objects.filter(group=group, version=version).select_related("group").first()
    return parse(row.text) if row else ()


def standard(language: str) -> tuple[Article, ...]:
    return tuple(Article(say(f"charter.{name}.name", language), say(f"charter.{name}.text", language)) for name in keys("charter"))


def parse(text: str) -> tuple[Article, ...]:
    """An article is a paragraph: its name on the first line, what it says below; a paragraph of one line has no name."""
    blocks = [[line.strip() for line in block.split("\n") if line.strip()] for block in text.split("\n\n")]
    return tuple(Article(lines[0], " ".join(lines[1:])) if len(lines) > 1 else Article("", lines[0]) for lines in blocks if lines)


def as_text(found: tuple[Article, ...]) -> str:
    """The same, to be edited."""
    return "\n\n".join("\n".join(filter(None, article)) for article in found)


def write(who: Membership, text: str, after: int) -> Refusal | None:
    """A new version, written over the one that her page showed (`after`). Refusals: charter_moved, charter_empty, too_long."""
    if not parse(text):
        return Refusal("charter_empty", "B7")
    if len(text) > LONGEST:
        return Refusal("too_long", "B7", params=(("n", str(len(text) - LONGEST)), ("max", str(LONGEST))))
    if text == as_text(articles(who.group, after, who.language)):
        return None
    try:
        return _write(who, text, after)
    except IntegrityError:  # somebody else's came first
        return Refusal("charter_moved", "B7")


@transaction.atomic
def _write(who: Membership, text: str, after: int) -> Refusal | None:
    group = Group.objects.select_for_update().get(pk=who.group)
    if group.charter_version != after:
        return Refusal("charter_moved", "B7")
    CharterText.objects.create(group=group, version=after + 1, text=text)
    group.charter_version = after + 1
    group.save(update_fields=["charter_version"])
    record(group.pk, who.member, "charter_changed")
    for member in Member.objects.filter(group=group, state=Member.ACTIVE, charter_version__gt=0).exclude(pk=who.member):
        due.owe(member, "charter_changed", f"charter:{after + 1}")
    return None


def versions(group: str) -> tuple[tuple[int, datetime], ...]:
    """Every version with the instant from which it held, the newest first."""
    first = Group.objects.get(pk=group).founded
    written = CharterText.objects.filter(group=group).order_by("-version").values_list("version", "at")
    return (*written, (1, first))


def yeses(member: str) -> tuple[Yes, ...]:
    """All that she has said yes to, the newest first."""
    rows = Acceptance.objects.filter(member=member).select_related("member").order_by("-version")
    return tuple(Yes(row.name, row.version, row.at) for row in rows)


def accept(member_id: str, version: int) -> Refusal | None:
    """She accepts the version that her page showed; once the text has changed, she is asked again (charter_first)."""
    member = Member.objects.select_related("group").filter(pk=member_id, state=Member.ACTIVE).first()
    if member is None:
        return Refusal("not_a_member", "C3")
    if version != member.group.charter_version:
        return Refusal("charter_first", "B7")
    if member.charter_version != version:
        _accept(member, version)
    return None


@transaction.atomic
def _accept(member: Member, version: int) -> None:
    member.charter_version, member.charter_at = version, timezone.now()
    member.save(update_fields=["charter_version", "charter_at"])
    if not Acceptance.objects.filter(member=member, version=version).exists():
        Acceptance.objects.create(member=member, version=version, name=member.name, at=member.charter_at)
    links.settle(member.pk)
