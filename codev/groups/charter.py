"""The charter (B7): who has accepted which version of it, when. Its words stand in codev.phrases (`charter.*`)."""

from __future__ import annotations

from django.utils import timezone

from codev.people import links
from codev.protocol import Refusal

from .models import Member


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
