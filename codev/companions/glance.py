"""What one companion has before her eyes: her own view, the case, and what was heard so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from codev.protocol import View, roles
from codev.protocol.views import parts as p

from .cast import Cast
from .course import Course
from .seeing import speaker_in, talk

P = TypeVar("P", bound=p.Part)


@dataclass(frozen=True)
class Glance:
    me: str
    view: View
    cast: Cast
    at: datetime
    course: Course | None = None

    @cached_property
    def _first(self) -> Mapping[type[p.Part], p.Part]:
        return {type(part): part for part in reversed(self.view)}

    def see(self, kind: type[P]) -> P | None:
        part = self._first.get(kind)
        return part if isinstance(part, kind) else None

    def all(self, kind: type[P]) -> tuple[P, ...]:
        return tuple(part for part in self.view if isinstance(part, kind))

    @cached_property
    def seats(self) -> tuple[p.Seat, ...]:
        part = self.see(p.SeatsPart)
        return part.seats if part else ()

    @cached_property
    def role(self) -> str:
        return next((seat.role for seat in self.seats if seat.member == self.me), "")

    @property
    def name(self) -> str:
        return self.name_of(self.me)

    def name_of(self, member: str) -> str:
        return next((seat.name for seat in self.seats if seat.member == member), "")

    def named(self, name: str) -> str:
        """The member who is shown by this name."""
        return next((seat.member for seat in self.seats if seat.name == name), "")

    def away(self, member: str) -> bool:
        return any(seat.away for seat in self.seats if seat.member == member)

    @property
    def state(self) -> str:
        """A state of the whole session, as its notice says it; empty while it simply goes on."""
        notice = self.see(p.NoticePart)
        return notice.state if notice else ""

    @property
    def speaker(self) -> str:
        return speaker_in(self.view)

    @property
    def client(self) -> str:
        return next((seat.member for seat in self.seats if seat.role == roles.CLIENT), "")

    @cached_property
    def talk(self) -> str:
        """What one says here when one has the turn."""
        return talk(self.view, self.role)

    @property
    def floor(self) -> p.FloorPart:
        return self.see(p.FloorPart) or p.FloorPart("floor", "")

    @property
    def held_up(self) -> bool:
        """The client has asked for one moment, or to have something made clear: nobody goes on before that (S28)."""
        return bool(self.floor.moment or self.floor.clearer)

    @property
    def hands(self) -> int:
        return sum(seat.hand for seat in self.seats)

    @property
    def human_facilitator(self) -> bool:
        return any(seat.role == roles.FACILITATOR and seat.member in self.cast.humans for seat in self.seats)

    @property
    def mine(self) -> bool:
        turn = self.see(p.TurnPart)
        return bool(turn and turn.mine)

    @property
    def unheard(self) -> bool:
        """I have not yet had my turn in this step: my page would let me pass it."""
        turn = self.see(p.TurnPart)
        return bool(turn and not turn.mine and "pass_turn" in turn.can)

    def told(self, kind: str, member: str = "") -> int:
        """How many turns of this kind were heard from someone; none where nobody has counted."""
        return self.course.told.get((kind, member or self.me), 0) if self.course else 0
