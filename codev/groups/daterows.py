"""A cycle's dates in the database: the poll, what each answered, who will be absent. Ids, instants, yes or no: never a word."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from .sealed import identity


class DatePoll(models.Model):
    """A question to the whole group: which of these slots suit you? Open until `closed`; a cycle has at most one open at a time."""

    id = identity()
    cycle = models.ForeignKey("groups.Cycle", models.CASCADE, related_name="polls")
    sessions = models.PositiveSmallIntegerField()
    least = models.PositiveSmallIntegerField(default=21)
    """Days between two sessions."""
    most = models.PositiveSmallIntegerField(default=63)
    opened = models.DateTimeField(default=timezone.now)
    closed = models.DateTimeField(null=True)

    class Meta:
        app_label = "groups"
        constraints = (models.UniqueConstraint(fields=("cycle",), condition=models.Q(closed=None), name="one_open_poll_a_cycle"),)


class PollSlot(models.Model):
    id = identity()
    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="slots")
    start = models.DateTimeField()

    class Meta:
        app_label = "groups"
        ordering = ("start", "id")
        constraints = (models.UniqueConstraint(fields=("poll", "start"), name="one_slot_an_instant"),)


class PollAnswer(models.Model):
    slot = models.ForeignKey(PollSlot, models.CASCADE, related_name="answers")
    member = models.ForeignKey("groups.Member", models.CASCADE, related_name="date_answers")
    answer = models.CharField(max_length=5)

    class Meta:
        app_label = "groups"
        constraints = (models.UniqueConstraint(fields=("slot", "member"), name="one_answer_a_slot"),)


class Absence(models.Model):
    """Told beforehand, by herself (P13)."""

    session = models.ForeignKey("groups.PlannedSession", models.CASCADE, related_name="absences")
    member = models.ForeignKey("groups.Member", models.CASCADE, related_name="absences")

    class Meta:
        app_label = "groups"
        constraints = (models.UniqueConstraint(fields=("session", "member"), name="one_absence_a_session"),)
