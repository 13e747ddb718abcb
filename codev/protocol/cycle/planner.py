"""The best dates of a cycle, out of what people answered (B4 to B6).

Best is, in this order: fewest absences in all; fewest maybes; the smallest largest gap between two consecutive sessions; the
earliest starts, compared one by one. Slots that start together are told apart by their ids. Exact.

How: `Chain`s are made from the end. The cheapest chain that begins with a slot is that slot and the cheapest of the chains
that begin within reach of it: a window that slides over the slots, so that a session more costs one walk over them. What the
largest gap may be is then halved again and again, as long as the best is not lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise
from math import gcd

YES, MAYBE, NO = "yes", "maybe", "no"
ANSWERS = (YES, MAYBE, NO)
GRAIN = timedelta(microseconds=1)

Chain = tuple[int, int, tuple[int, ...], tuple[int, ...]]
"""Absences, maybes, starts, places among the slots: to compare two chains is to compare what is wanted of them."""
Level = Sequence[Chain | None]
"""By slot: the cheapest chain of some length that begins there, if there is one."""


@dataclass(frozen=True)
class Slot:
    """start: local time without zone, so that four weeks are four weeks when the clocks change."""

    id: str
    start: datetime


@dataclass(frozen=True)
class Wish:
    """spacing: the least and the most between two consecutive starts, both allowed. answers: member to {slot id: answer}; none is a no."""

    sessions: int
    spacing: tuple[timedelta, timedelta]
    slots: Sequence[Slot]
    answers: Mapping[str, Mapping[str, str]]

    def who(self, slot: str, answer: str) -> tuple[str, ...]:
        """The members who answered so, in the order of the answers."""
        return tuple(member for member, hers in self.answers.items() if hers.get(slot, NO) == answer)


@dataclass(frozen=True)
class Dates:
    """The slots in order of time; for each of them who is absent, and who comes if need be."""

    chosen: tuple[Slot, ...]
    absent: Mapping[str, tuple[str, ...]]
    maybe: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class NoDates:
    """No set of dates holds the spacing. most: how many sessions would fit."""

    most: int


def best_dates(wish: Wish) -> Dates | NoDates:
    """The one best set under the rules, or how far they let one come."""
    search = _Search(wish)
    chain = search.cheapest(search.most)
    if chain is None:
        return NoDates(search.longest())
    return told(wish, [search.slots[place] for place in search.tightened(chain)[3]])


def told(wish: Wish, chosen: Sequence[Slot]) -> Dates:
    """Any set of slots, best or not, with who would miss what."""
    ordered = tuple(sorted(chosen, key=lambda slot: (slot.start, slot.id)))
    absent, maybe = ({slot.id: wish.who(slot.id, answer) for slot in ordered} for answer in (NO, MAYBE))
    return Dates(ordered, absent, maybe)


class _Search:
    """Instants and gaps as whole numbers, from the first slot on."""

    def __init__(self, wish: Wish) -> None:
        self.sessions = wish.sessions
        self.slots = sorted(wish.slots, key=lambda slot: (slot.start, slot.id))
        self.starts = [(slot.start - self.slots[0].start) // GRAIN for slot in self.slots]
        self.least, self.most = (reach // GRAIN for reach in wish.spacing)
        self.ends: list[Chain] = [
            (len(wish.who(slot.id, NO)), len(wish.who(slot.id, MAYBE)), (start,), (place,))
            for place, (slot, start) in enumerate(zip(self.slots, self.starts, strict=True))
        ]

    def cheapest(self, reach: int) -> Chain | None:
        """The best chain of all sessions where no gap is above `reach`."""
        level: Level = self.ends
        for _ in range(min(self.sessions, len(self.slots) + 1) - 1):
            level = self._one_more(level, reach)
        return min((chain for chain in level if chain), default=None)

    def tightened(self, chain: Chain) -> Chain:
        """As cheap as this one, with the smallest largest gap; of those, the earliest."""
        low, high = 0, _widest(chain) // self._unit
        while low < high:
            middle = (low + high) // 2
            found = self.cheapest(middle * self._unit)
            if found is not None and found[:2] == chain[:2]:
                chain, high = found, _widest(found) // self._unit
            else:
                low = middle + 1
        return chain

    def longest(self) -> int:
        """How many sessions one after another the spacing allows."""
        level: Level = self.ends
        length = 0
        while any(level):
            level, length = self._one_more(level, self.most), length + 1
        return length

    @cached_property
    def _unit(self) -> int:
        """Every gap is a multiple of it: half hours, mostly, so that halving ends soon."""
        return gcd(*(later - earlier for earlier, later in pairwise(self.starts))) or 1

    def _one_more(self, level: Level, reach: int) -> Level:
        """Each slot before the cheapest chain that begins `least` to `reach` after it."""
        longer: list[Chain | None] = [None] * len(level)
        window: deque[Chain] = deque()  # the cheapest first; behind it only what will be in reach for longer
        entering = len(level) - 1
        for place in reversed(range(len(level))):
            start = self.starts[place]
            while entering > place and self.starts[entering] >= start + self.least:
                _enter(window, level[entering])
                entering -= 1
            while window and window[0][2][0] > start + reach:
                window.popleft()
            if window:
                longer[place] = _joined(self.ends[place], window[0])
        return longer


def _enter(window: deque[Chain], chain: Chain | None) -> None:
    if chain is None:
        return
    while window and window[-1] > chain:
        window.pop()
    window.append(chain)


def _joined(first: Chain, rest: Chain) -> Chain:
    return (first[0] + rest[0], first[1] + rest[1], first[2] + rest[2], first[3] + rest[3])


def _widest(chain: Chain) -> int:
    return max((later - earlier for earlier, later in pairwise(chain[2])), default=0)
