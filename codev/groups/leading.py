"""Who leads instead: what somebody was named to facilitate goes into other hands as she leaves, or gives the group away (B12)."""

from __future__ import annotations

from .models import Member, PlannedSession, Seat


def lead_instead(taker: Member, giver: Member) -> None:
    """All that is not over, a session that is on included. Her place first: nobody facilitates who has none."""
    for session in PlannedSession.objects.filter(facilitator=giver, state=PlannedSession.PLANNED):
        Seat.objects.get_or_create(session=session, member=taker)
        session.facilitator = taker
        session.save(update_fields=["facilitator"])
