"""What the database knows of people: numbers, instants and marks. Names and addresses of members live sealed in groups."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from . import ids


class Accounts(BaseUserManager["Account"]):
    def create_user(self, address: str, *, is_staff: bool = False) -> Account:
        account = self.model(address=self.normalize_email(address), is_staff=is_staff)
        account.set_unusable_password()
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who signs in. A personal link is enough to take part, so that most members never have one."""

    id = models.CharField(primary_key=True, max_length=ids.LENGTH, default=ids.fresh, editable=False)
    address = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "address"
    EMAIL_FIELD = "address"


class Claim(models.Model):
    """A place that an account keeps: wherever she signs in, this member is hers. Nothing is merged; a member is one account's at most."""

    member = models.CharField(primary_key=True, max_length=ids.LENGTH)
    account = models.ForeignKey(Account, models.CASCADE, related_name="claims")
    opens_notes = models.BooleanField(default=False)
    """Whether her notes were open where she claimed it (C1)."""
    round = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)


class Invitation(models.Model):
    """How far a member's links have come. The links themselves are derived, never stored."""

    member = models.CharField(primary_key=True, max_length=ids.LENGTH)
    number = models.PositiveIntegerField(default=1)
    """The only number that opens; raising it withdraws all older links."""
    claimed = models.PositiveIntegerField(default=0)
    """The last number that was claimed: a claimed link is spent."""
    claim_mark = models.CharField(max_length=64, blank=True, default="")
    """Digest of the page's key that claimed, so that a double click is one claim."""
    claimed_at = models.DateTimeField(null=True)
    opens_notes = models.BooleanField(default=True)
    """Until she has come in as herself: a link claimed later, perhaps made by somebody else, leaves her notes shut (C1)."""
    made_by = models.CharField(max_length=ids.LENGTH, blank=True, default="")
    """The member who made the present link in her place; empty where nobody did."""
    made_at = models.DateTimeField(null=True)
    round = models.PositiveIntegerField(default=0)
    """Raised when she takes her place back: whatever a browser, a code or an account holds of an earlier round counts no more, even where
    a request that was under way writes it once again."""
    lasting = models.BooleanField(default=False)
    """A demonstration's link, which opens again and again."""


class DeviceCode(models.Model):
    """A code that lets a member in on another device, or on this one later. Only its keyed digest is kept, until it is used or over."""

    digest = models.CharField(primary_key=True, max_length=64)
    member = models.CharField(max_length=ids.LENGTH)
    kind = models.CharField(max_length=8)
    opens_notes = models.BooleanField(default=False)
    until = models.DateTimeField(db_index=True)
    round = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("member", "kind"), name="one_code_of_a_kind"),)
