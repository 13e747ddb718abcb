"""Who asks to come in from her own phone. In memory alone: a name that nobody admits is kept nowhere.

A code is good for one room while its facilitator leaves it open. Whoever knocks waits, and learns no name; whoever is turned away
waits like someone who is not answered, and just as long.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from codev.people.devices import ALPHABET

LETTERS = 8
OPEN_FOR = 6 * 3600.0
WAITS = 15 * 60.0
MOST = 12
"""People who wait at one porch."""


@dataclass(frozen=True)
class Knock:
    """visitor: the secret of her phone. member: whom she was admitted as. turned_away: nobody tells her."""

    id: str
    visitor: str
    name: str
    at: float
    member: str = ""
    turned_away: bool = False


@dataclass
class Gate:
    code: str
    opened: float
    on_wall: bool = False
    knocks: dict[str, Knock] = field(default_factory=dict)


class Porch:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._gates: dict[str, Gate] = {}

    def open(self, room: str, on_wall: bool) -> None:
        """The same code stays for as long as it is open."""
        for other in tuple(self._gates):
            self.gate(other)  # whatever was left open for too long goes
        if self.gate(room) is None:
            letters = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
            self._gates[room] = Gate(letters, self._clock())
        self._gates[room].on_wall = on_wall

    def close(self, room: str) -> None:
        self._gates.pop(room, None)

    def gate(self, room: str) -> Gate | None:
        """The open one, without those who have waited for long."""
        now = self._clock()
        gate = self._gates.get(room)
        if gate is None or gate.opened <= now - OPEN_FOR:
            self._gates.pop(room, None)
            return None
        gate.knocks = {name: knock for name, knock in gate.knocks.items() if knock.at > now - WAITS}
        return gate

    def behind(self, typed: str) -> str:
        """The room that a code leads to. Empty: none."""
        code = letters_of(typed)
        found = [room for room, gate in self._gates.items() if secrets.compare_digest(gate.code, code)]
        return next((room for room in found if self.gate(room)), "")

    def knock(self, room: str, visitor: str, name: str) -> bool:
        """Once a phone. False: too many wait already."""
        gate = self.gate(room)
        if gate is None or (self.of(room, visitor) is None and len(gate.knocks) >= MOST):
            return False
        if self.of(room, visitor) is None:
            knock = Knock(secrets.token_hex(8), visitor, name, self._clock())
            gate.knocks[knock.id] = knock
        return True

    def of(self, room: str, visitor: str) -> Knock | None:
        gate = self.gate(room)
        return next((knock for knock in gate.knocks.values() if knock.visitor == visitor), None) if gate else None

    def waiting(self, room: str) -> tuple[Knock, ...]:
        gate = self.gate(room)
        return tuple(knock for knock in gate.knocks.values() if not knock.member and not knock.turned_away) if gate else ()

    def answer(self, room: str, knock: str, member: str = "") -> bool:
        """Admitted as this member, or turned away. False: she does not wait (any more)."""
        gate = self.gate(room)
        found = gate.knocks.get(knock) if gate else None
        if gate is None or found is None or found.member or found.turned_away:
            return False
        gate.knocks[knock] = replace(found, member=member, turned_away=not member)
        return True

    def enter(self, room: str, visitor: str) -> str:
        """The member whom she was admitted as, once; empty otherwise."""
        gate, knock = self.gate(room), self.of(room, visitor)
        if gate is None or knock is None or not knock.member:
            return ""
        del gate.knocks[knock.id]
        return knock.member


def letters_of(typed: str) -> str:
    return "".join(letter for letter in typed[:40].upper() if letter in ALPHABET)


def spelled(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"
