"""A group's life, as the database holds it: words sealed under the group's key; ids, instants and numbers in clear."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from codev.people import ids

from .audit import Noted  # noqa: F401  # Django looks for models here
from .daterows import Absence, DatePoll, PollAnswer, PollSlot  # noqa: F401
from .erasures import Erasure  # noqa: F401
from .handing import EndedRun  # noqa: F401
from .sealed import SealedText, identity, vault
from .shelf import OnShelf  # noqa: F401
from .subjects import SharedSubject  # noqa: F401


class Group(models.Model):
    """Peers who meet for a whole cycle. Language, register (vous, tu) and region are the group's, not one person's."""

    id = identity()
    name = SealedText()
    purpose = SealedText(default="")
    video = SealedText(default="")
    place = SealedText(default="")
    """Where it meets in person; both stand where some come and some call in."""
    zone = models.CharField(max_length=64, default="Europe/Paris")
    format = models.CharField(max_length=40, default="ninety")
    """Of its next sessions, unless another is chosen for one."""
    language = models.CharField(max_length=2, default="fr")
    register = models.CharField(max_length=4, default="vous")
    region = models.CharField(max_length=2, default="FR")
    retention_days = models.PositiveSmallIntegerField(default=90)
    before_days = models.PositiveSmallIntegerField(default=7)
    """How long before a session its message goes out (B8), and its reminder; 0: never."""
    reminder_days = models.PositiveSmallIntegerField(default=1)
    charter_version = models.PositiveIntegerField(default=1)
    demonstration = models.BooleanField(default=False)
    trial = models.BooleanField(default=False)
    """A demonstration for one person, with companions in the other seats."""
    case = models.CharField(max_length=20, default="")
    """The invented case that a demonstration plays."""
    founded = models.DateTimeField(default=timezone.now)

    @property
    def owner(self) -> str:
        return f"group:{self.pk}"

    def save(self, *args: Any, **options: Any) -> None:
        if self._state.adding:
            vault().create(self.owner)
        super().save(*args, **options)


class Member(models.Model):
    """One person in one group: what the log knows, and what an address names."""

    ACTIVE, FORMER = "active", "former"

    id = identity()
    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    name = SealedText()
    address = SealedText(default="")
    language = models.CharField(max_length=2, default="fr")
    is_facilitator = models.BooleanField(default=False)
    is_peer = models.BooleanField(default=True)
    """False for somebody who facilitates from outside, and is never the client."""
    person = models.CharField(max_length=20, default="")
    """Who she is in a demonstration's case."""
    is_companion = models.BooleanField(default=False)
    watches = models.BooleanField(default=False)
    """A trainee or observer whom all accept: she sees what the wall shows, and has no seat at the table."""
    zone = models.CharField(max_length=64, default="")
    """In which she reads the hours of dates; empty: the group's."""
    has_device = models.BooleanField(default=True)
    reminders = models.BooleanField(default=True)
    """False: she wants no reminder; what the group must tell her still comes."""
    feed = models.PositiveSmallIntegerField(default=0)
    """The number of her calendar's address; an even one is closed."""
    charter_version = models.PositiveIntegerField(default=0)
    charter_at = models.DateTimeField(null=True)
    ties = SealedText(default="")
    """With whom she told, in private, that she has a tie that B2 forbids: member ids with spaces between; never which tie."""
    state = models.CharField(max_length=6, default=ACTIVE)
    joined = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("joined", "id")

    @property
    def owner(self) -> str:
        return f"group:{self.group_id}"


class CharterText(models.Model):
    """A charter that the group wrote (B7). Version 1 of every group is the product's own, and has no row."""

    id = identity()
    group = models.ForeignKey(Group, models.CASCADE, related_name="charters")
    version = models.PositiveIntegerField()
    text = SealedText()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("version",)
        constraints = (models.UniqueConstraint(fields=("group", "version"), name="one_charter_a_version"),)

    @property
    def owner(self) -> str:
        return f"group:{self.group_id}"


class Acceptance(models.Model):
    """Her yes to one version of the charter, with her name as it was then."""

    id = identity()
    member = models.ForeignKey(Member, models.CASCADE, related_name="acceptances")
    version = models.PositiveIntegerField()
    name = SealedText()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at",)
        constraints = (models.UniqueConstraint(fields=("member", "version"), name="one_yes_a_version"),)

    @property
    def owner(self) -> str:
        return self.member.owner


class Word(models.Model):
    """What a member says in private of a trainee or observer: yes or no, sealed, read by nobody but herself."""

    id = identity()
    about = models.ForeignKey(Member, models.CASCADE, related_name="said_of_her")
    by = models.ForeignKey(Member, models.CASCADE, related_name="said_by_her")
    said = SealedText()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("about", "by"), name="one_word_about_one"),)

    @property
    def owner(self) -> str:
        return self.about.owner


class Cycle(models.Model):
    id = identity()
    group = models.ForeignKey(Group, models.CASCADE, related_name="cycles")
    number = models.PositiveSmallIntegerField(default=1)
    theme = SealedText(default="")
    """What links its sessions, where the group is larger than a table (B13)."""
    edition = models.PositiveIntegerField(default=0)
    """Raised by each change of its dates: whoever changes them tells which ones she saw."""
    clients = SealedText(default="")
    """Who has been client, as member ids with spaces between: words of the group, since they say who lived what (C4)."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("group", "number"), name="one_cycle_a_number"),)

    @property
    def owner(self) -> str:
        return f"group:{self.group_id}"


class PlannedSession(models.Model):
    """A meeting. Each of its `runs` is a consultation with a stream of its own (S31)."""

    PLANNED, CLOSED, CANCELLED, ERASED = "planned", "closed", "cancelled", "erased"

    id = identity()
    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="sessions")
    start = models.DateTimeField()
    zone = models.CharField(max_length=64)
    format = models.CharField(max_length=40)
    facilitator = models.ForeignKey(Member, models.RESTRICT, related_name="facilitated")
    runs = models.PositiveSmallIntegerField(default=1)
    over = models.CharField(max_length=40, default="")
    """The numbers of those runs that are over, with spaces between."""
    state = models.CharField(max_length=9, default=PLANNED)
    sequence = models.PositiveIntegerField(default=0)
    """How often its date was changed: calendars replace the entry by it (RFC 5545)."""
    dated = models.DateTimeField(default=timezone.now)
    """When it got the date that it has."""

    class Meta:
        ordering = ("start", "id")

    @property
    def runs_over(self) -> frozenset[int]:
        return frozenset(map(int, self.over.split()))


class Seat(models.Model):
    """Who is at the table of a session, its facilitator included."""

    session = models.ForeignKey(PlannedSession, models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, models.CASCADE, related_name="seats")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("session", "member"), name="one_seat_a_member"),)


class Due(models.Model):
    """A message owed to one person. In clear stand instants and states; what it is and why are sealed or digested (C4)."""

    WAITING, SENDING, SENT, PERHAPS = "waiting", "sending", "sent", "perhaps"
    GIVEN_UP, TOO_LATE, WITHDRAWN, DECLINED = "given up", "too late", "withdrawn", "declined"

    id = identity()
    member = models.ForeignKey(Member, models.CASCADE, related_name="dues")
    what = SealedText()
    """Kind and values, as JSON."""
    mark = models.CharField(max_length=32, unique=True)
    """Keyed digest of member, kind and cause: the same cause owes once, whoever finds it first."""
    root = models.CharField(max_length=32, db_index=True)
    """Keyed digest of what the cause is about, by which it is withdrawn."""
    at = models.DateTimeField()
    until = models.DateTimeField()
    """After this it would come too late, and is not sent."""
    state = models.CharField(max_length=9, default=WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=12, default="")
    changed = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=("state", "at"), name="due_by_state"),)

    @property
    def owner(self) -> str:
        return f"group:{self.member.group_id}"


class Wall(models.Model):
    """A screen in the room of a session. It is known by the secret in its own cookie, of which only a keyed digest is kept."""

    digest = models.CharField(primary_key=True, max_length=64)
    session = models.ForeignKey(PlannedSession, models.CASCADE, related_name="walls")
    run = models.PositiveSmallIntegerField()
    since = models.DateTimeField(default=timezone.now)


class Organiser(models.Model):
    """Whoever pays: she has a link of her own, and reads dates and counts of the groups that let her in (C4, P10)."""

    id = identity()
    groups = models.ManyToManyField(Group, related_name="organisers")
    since = models.DateTimeField(default=timezone.now)


class SessionHeld(models.Model):
    """A session took place, with so many: written once. It stays when the words are erased."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="sessions_held")
    session = models.CharField(max_length=ids.LENGTH, unique=True)
    on = models.DateField()
    present = models.PositiveSmallIntegerField()
