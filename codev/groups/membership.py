"""One person in one group, as her pages know her: what `/m/<member>` stands for."""

from __future__ import annotations

from dataclasses import dataclass

from codev.vault import KeyMissing

from .models import Member
from .tables import language_of


@dataclass(frozen=True)
class Membership:
    """language: as in codev.phrases.LANGUAGES. facilitates: the group is in her hands; peer: she takes her turn as client."""

    member: str
    group: str
    name: str
    group_name: str
    purpose: str
    language: str
    zone: str
    """The group's, in which its dates are planned."""
    reads_in: str
    """Hers, in which she reads their hours."""
    facilitates: bool
    peer: bool
    watches: bool
    charter_version: int
    """The charter as it stands."""
    accepted_version: int
    """The one that she said yes to; 0 before the first."""
    retention_days: int
    demonstration: bool

    @property
    def address(self) -> str:
        """The path of her home."""
        return f"/m/{self.member}"

    @property
    def charter_accepted(self) -> bool:
        return self.accepted_version == self.charter_version


def membership(row: Member) -> Membership | None:
    """None: erased, perhaps between two readings. `row.group` is read along."""
    try:
        return _words(row)
    except KeyMissing:
        return None


def _words(row: Member) -> Membership:
    group = row.group
    return Membership(
        member=row.pk,
        group=group.pk,
        name=row.name,
        group_name=group.name,
        purpose=group.purpose,
        language=language_of(row.language, group),
        zone=group.zone,
        reads_in=row.zone or group.zone,
        facilitates=row.is_facilitator,
        peer=row.is_peer,
        watches=row.watches,
        charter_version=group.charter_version,
        accepted_version=row.charter_version,
        retention_days=group.retention_days,
        demonstration=group.demonstration,
    )
