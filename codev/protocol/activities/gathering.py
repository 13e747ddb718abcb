"""Who is at the table, and who facilitates (B12, P13, S25)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from ..base import Command, Fact
from .caring import Care
from .choosing import Choosing
from .turning import Turns

Presence = Literal["here", "absent", "late", "gone", "back"]
HERE = ("here", "back")


@dataclass(frozen=True)
class Roster:
    """presence: member to absent, late or gone; whoever is not in it is here. paper: those without a device.

    remote: those who take part from elsewhere; nobody, or everybody, or some: the session is the same one.
    told_absent: those who said beforehand that they would not come.
    """

    facilitator: str = ""
    presence: Mapping[str, str] | None = None
    paper: frozenset[str] = frozenset()
    remote: frozenset[str] = frozenset()
    deputy: str = ""
    first_facilitator: str = ""
    told_absent: frozenset[str] = frozenset()

    def tell_absent(self, told: frozenset[str]) -> Roster:
        """Who now says so is absent, who takes it back is not; what was marked in the room meanwhile stays."""
        presence = {
            member: how for member, how in (self.presence or {}).items() if how != "absent" or member not in self.told_absent - told
        }
        presence |= dict.fromkeys(sorted(told - self.told_absent), "absent")
        return replace(self, presence=presence or self.presence, told_absent=told)

    def away(self, member: str) -> bool:
        return member in (self.presence or {})

    def not_come(self, member: str) -> bool:
        """Absent, or late and not here yet: nothing of the session is hers to see (C3)."""
        return (self.presence or {}).get(member) in ("absent", "late")


class MarkPresence(Command):
    """Say that someone is here, absent, late, gone or back. The facilitator for anyone; a member for herself."""

    member: str
    presence: Presence


class MarkPaper(Command):
    """Say that someone takes part without a device: the facilitator records for her."""

    member: str
    paper: bool = True


class MarkRemote(Command):
    """Say that someone takes part from elsewhere, or is in the room. The facilitator for anyone; a member for herself."""

    member: str
    remote: bool = True


class HandOver(Command):
    """The facilitator hands her role to someone at the table (B12)."""

    to: str


class NameDeputy(Command):
    """The facilitator names who may take over should she vanish."""

    to: str


class TakeOver(Command):
    """Take the facilitator's role: the deputy, or the first facilitator who comes back."""


class PresenceMarked(Fact):
    member: str
    presence: str
    recorded_by: str = ""

    def on_roster(self, roster: Roster, at: datetime) -> Roster:
        presence = dict(roster.presence or {})
        presence.pop(self.member, None)
        if self.presence not in HERE:
            presence[self.member] = self.presence
        return replace(roster, presence=presence)

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        """Whoever leaves puts the turn and her hand down, without having spoken by that."""
        return turns if self.presence in HERE else turns.without(self.member)


class PaperMarked(Fact):
    member: str
    paper: bool

    def on_roster(self, roster: Roster, at: datetime) -> Roster:
        paper = roster.paper | {self.member} if self.paper else roster.paper - {self.member}
        return replace(roster, paper=paper)


class RemoteMarked(Fact):
    member: str
    remote: bool

    def on_roster(self, roster: Roster, at: datetime) -> Roster:
        remote = roster.remote | {self.member} if self.remote else roster.remote - {self.member}
        return replace(roster, remote=remote)


class FacilitatorChanged(Fact):
    """The role changes hands. `how`: handed_over, taken_over, taken_back."""

    member: str
    how: str

    def on_roster(self, roster: Roster, at: datetime) -> Roster:
        return replace(roster, facilitator=self.member, deputy="" if self.member == roster.deputy else roster.deputy)

    def on_choosing(self, choosing: Choosing, at: datetime) -> Choosing:
        return choosing.without_voice(self.member)

    def on_caring(self, care: Care, at: datetime) -> Care:
        """What was confided to one person is not shown to the next (S29)."""
        return Care()


class DeputyNamed(Fact):
    member: str

    def on_roster(self, roster: Roster, at: datetime) -> Roster:
        return replace(roster, deputy=self.member)
