"""The charter (B7): the default text of each language, and who has accepted which version, when."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from django.utils import timezone

from codev.people import links
from codev.protocol import Refusal

from .models import Member


@cache
def text(language: str) -> str:
    """The charter as Markdown. `language` as in codev.phrases.LANGUAGES."""
    name = "fr" if language.startswith("fr") else "en"
    return (files("codev.groups") / "charter" / f"charter.{name}.md").read_text("utf-8")


def accept(member_id: str, version: int) -> Refusal | None:
    """She accepts the version that her page showed; once the text has changed, she is asked again (charter_first)."""
    member = Member.objects.select_related("group").filter(pk=member_id, state=Member.ACTIVE).first()
    if member is None:
        return Refusal("not_a_member", "C3")
    if version != member.group.charter_version:
        return Refusal("charter_first", "B7")
    if member.charter_version != version:
        member.charter_version, member.charter_at = version, timezone.now()
        member.save(update_fields=["charter_version", "charter_at"])
        links.settle(member_id)
    return None
