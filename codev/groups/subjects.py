"""Subjects that their authors made ready for the table: a copy of the sentence, sealed for the group by an act of hers (B9, B10, P12).

All else of the preparation stays in her notebook. What she takes back is gone; what was not chosen stays until she does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models

from codev.protocol import Ending
from codev.protocol.roles import SEATS_AT_A_TABLE

from .sealed import SealedText, identity

if TYPE_CHECKING:
    from .models import PlannedSession

MOST_A_MEMBER = 3


class SharedSubject(models.Model):
    """`subject`: its id in her notebook."""

    id = identity()
    member = models.ForeignKey("groups.Member", models.CASCADE, related_name="shared_subjects")
    subject = models.CharField(max_length=16)
    text = SealedText()
    for_information = models.BooleanField(default=False)

    class Meta:
        app_label = "groups"
        ordering = ("member__joined", "member", "subject")
        constraints = (models.UniqueConstraint(fields=("member", "subject"), name="one_copy_a_subject"),)

    @property
    def owner(self) -> str:
        return self.member.owner


class OnTable(NamedTuple):
    text: str
    for_information: bool


def share(member: str, subject: str, text: str, *, for_information: bool = False) -> bool:
    """By her own act alone, with the words as she sees them. False: there are as many of hers as a table can hear."""
    row = SharedSubject.objects.filter(member=member, subject=subject).first()
    if row is None and SharedSubject.objects.filter(member=member).count() >= MOST_A_MEMBER:
        return False
    row = row or SharedSubject(member_id=member, subject=subject)
    row.text, row.for_information = text, for_information
    row.save()
    return True


def withdraw(member: str, subject: str) -> None:
    SharedSubject.objects.filter(member=member, subject=subject).delete()


def of(member: str) -> Mapping[str, OnTable]:
    """What she has shared, by its id in her notebook."""
    rows = SharedSubject.objects.filter(member=member).select_related("member")
    return {row.subject: OnTable(row.text, row.for_information) for row in rows}


def on_the_table(seated: Collection[str]) -> tuple[dict[str, Any], ...]:
    """For a session's first row: what these people have made ready."""
    rows = SharedSubject.objects.filter(member__in=seated).select_related("member")[: MOST_A_MEMBER * SEATS_AT_A_TABLE]
    return tuple({"member": row.member_id, "text": row.text, "for_information": row.for_information} for row in rows)


def taken_up(planned: PlannedSession, over: Ending) -> None:
    """What was treated waits no more, nor what its owner took off the table that day (P12)."""
    gone = {(over.client, over.subject), *over.withdrawn} if over.state != "stopped" else set(over.withdrawn)
    rows = SharedSubject.objects.filter(member__group=planned.cycle.group_id).select_related("member")
    for row in rows:
        if (row.member_id, row.text) in gone:
            row.delete()
