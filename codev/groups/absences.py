"""Absences told beforehand, each by herself (P13)."""

from __future__ import annotations

from django.db import transaction

from codev.protocol import Refusal

from .daterows import Absence
from .models import PlannedSession, Seat


@transaction.atomic
def tell(member_id: str, session_id: str, absent: bool) -> Refusal | None:
    """She will not be there, or will be after all. Said again, it changes nothing."""
    seat = Seat.objects.filter(session=session_id, member=member_id, member__watches=False).select_related("session").first()
    if seat is None:
        return Refusal("not_a_member", "C3")
    if seat.session.state != PlannedSession.PLANNED or seat.session.over:
        return Refusal("meeting_over", "S1")
    if absent:
        Absence.objects.get_or_create(session_id=session_id, member_id=member_id)
    else:
        Absence.objects.filter(session=session_id, member=member_id).delete()
    return None
