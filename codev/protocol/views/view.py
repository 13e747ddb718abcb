"""What one person sees: parts in the order of reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from .parts import Part


class View:
    """Parts, and smaller views that whoever sees the same has in common: the very same object, for as long as it stays the same.

    A value: equal by what it is made of, and never changed. Two views are compared by asking what is the same object first.
    told: what changed since an earlier view, for the next one who asks. number: its hash; 0 before anybody has asked.
    """

    __slots__ = ("items", "number", "told")

    def __init__(self, items: Iterable[Part | View] = ()) -> None:
        self.items = tuple(items)
        self.number = 0
        self.told: tuple[View, Changes] | None = None

    def __iter__(self) -> Iterator[Part]:
        for item in self.items:
            if isinstance(item, View):
                yield from item
            else:
                yield item

    def __reversed__(self) -> Iterator[Part]:
        for item in reversed(self.items):
            if isinstance(item, View):
                yield from reversed(item)
            else:
                yield item

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return any(self.items)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, View) and self.items == other.items)

    def __hash__(self) -> int:
        """Item by item, so that a longer view goes on where a shorter one ended."""
        if not self.number:
            known = 0
            for item in self.items:
                known = hash((known, item))
            self.number = known
        return self.number

    def with_more(self, parts: tuple[Part, ...]) -> View:
        """What a view of all of them would be, and it knows of them."""
        longer = View(self.items + parts)
        longer.number = hash(self)
        for part in parts:
            longer.number = hash((longer.number, part))
        self.told, longer.told = None, (self, _added(self, parts))
        return longer

    def __repr__(self) -> str:
        return f"View({self.items!r})"


NOTHING = View()


@dataclass(eq=False, slots=True)
class Changes:
    """From one view to the next. parts: new or changed, in the order of reading. gone: ids.

    near: for a new part, after which one of its slot it stands. first: new ones before which none was found.
    told: what whoever tells them has made of them, by language: many are told the very same changes.
    """

    parts: tuple[Part, ...]
    gone: tuple[str, ...]
    near: Mapping[str, str]
    first: frozenset[str] = frozenset()
    told: dict[str, bytes] = field(default_factory=dict)

    @property
    def after(self) -> Mapping[str, str]:
        """For each new part, after which one of its slot it stands; "" for the first."""
        return {**dict.fromkeys(self.first, ""), **self.near}


def changes(before: View, after: View) -> Changes:
    """Costs what has changed, not what is there: what is the same object in both is not looked at, what many share is compared once."""
    known = after.told
    if known is not None and known[0] is before:
        return known[1]
    found = _narrowed(before, after)
    if before.items and after.items:  # what is new to somebody is told to her alone; NOTHING is everyone's, and keeps nobody's words
        before.told, after.told = None, (before, found)
    return found


def _narrowed(before: View, after: View) -> Changes:
    """The changes of the one smaller view that differs, if there is only one."""
    one, other = _differing(before, after)
    found = changes(one, other) if isinstance(one, View) and isinstance(other, View) else _compared(before, after)
    return _placed(found, after) if found.first else found


def _differing(before: View, after: View) -> tuple[Part | View | None, Part | View | None]:
    """The only two items in the same place that are not the same object; None where there are several, or more of them than before."""
    if len(before.items) != len(after.items):
        return None, None
    found = [both for both in zip(before.items, after.items, strict=False) if both[0] is not both[1]]
    return found[0] if len(found) == 1 else (None, None)


def _placed(found: Changes, view: View) -> Changes:
    """What is first in a smaller view may stand after something in a larger one."""
    places = places_in(view, found.first)
    return replace(found, near={**found.near, **places}, first=found.first - places.keys(), told={}) if places else found


def _added(before: View, parts: tuple[Part, ...]) -> Changes:
    near: dict[str, str] = {}
    for left, part in zip((*before.items[-1:], *parts), parts if before.items else parts[1:], strict=False):
        if isinstance(left, Part) and left.slot == part.slot:
            near[part.id] = left.id
    return Changes(parts, (), near, frozenset([part.id for part in parts if part.id not in near]))


def _compared(before: View, after: View) -> Changes:
    old: dict[str, Part] = {}
    now: dict[str, Part] = {}
    near: dict[str, str] = {}
    _compare(before, after, old, now, near)
    changed = tuple([part for name, part in now.items() if old.get(name) != part])
    new = [part.id for part in changed if part.id not in old]
    places = {name: near[name] for name in new if name in near}
    first = frozenset([name for name in new if name not in near])
    return Changes(changed, tuple([name for name in old if name not in now]), places, first)


def _compare(before: View, after: View, old: dict[str, Part], now: dict[str, Part], near: dict[str, str]) -> None:
    """Gathers the parts of what differs; `near`: what stands just before one of them, and in its slot."""
    left: Part | View | None = None
    for one, other in zip_longest(before.items, after.items):
        if one is other:
            pass
        elif isinstance(one, View) and isinstance(other, View):
            _compare(one, other, old, now, near)
        else:
            _gather(one, old)
            _gather(other, now)
            if isinstance(other, Part) and isinstance(left, Part) and left.slot == other.slot:
                near[other.id] = left.id
        left = other


def _gather(item: Part | View | None, found: dict[str, Part]) -> None:
    if isinstance(item, Part):
        found[item.id] = item
    elif item is not None:
        found.update([(part.id, part) for part in item])


def places_in(view: View, new: Set[str]) -> dict[str, str]:
    """After which part of its slot each of these stands, if one is here. Read from the end, no further than one is to be placed."""
    places: dict[str, str] = {}
    waiting: dict[str, str] = {}
    left = len(new)
    for part in reversed(view) if new else ():
        if part.slot in waiting:
            places[waiting.pop(part.slot)] = part.id
        if part.id in new:
            waiting[part.slot] = part.id
            left -= 1
        elif not left and not waiting:
            break
    return places
