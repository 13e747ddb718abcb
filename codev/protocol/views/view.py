"""What one person sees: parts in the order of reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from .parts import Part


class View:
    """Parts, and smaller views that whoever sees the same has in common: the very same object, for as long as it stays the same.

    A value: equal by what it is made of, and never changed. Two views are compared by asking what is the same object first.
    told: what changed since an earlier view, for the next one who asks.
    """

    __slots__ = ("_hash", "items", "told")

    def __init__(self, items: Iterable[Part | View] = ()) -> None:
        self.items = tuple(items)
        self._hash: int | None = None
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
        known = self._hash
        if known is None:
            known = 0
            for item in self.items:
                known = hash((known, item._hash or hash(item) if isinstance(item, View) else item))
            self._hash = known
        return known

    def with_more(self, parts: tuple[Part, ...]) -> View:
        """What a view of all of them would be, and it knows of them."""
        longer = View(self.items + parts)
        longer._hash = hash(self)
        for part in parts:
            longer._hash = hash((longer._hash, part))
        self.told, longer.told = None, (self, _added(self, parts))
        return longer

    def with_first(self, first: View) -> View:
        """The same view, or one that differs in its first item alone, and knows of it."""
        before = self.items[0]
        if before is first:
            return self
        view = View((first, *self.items[1:]))
        if isinstance(before, View):
            self.told, view.told = None, (self, _within(before, first, view))
        return view

    def __repr__(self) -> str:
        return f"View({self.items!r})"


NOTHING = View()


@dataclass(eq=False, slots=True)
class Changes:
    """From one view to the next. parts: new or changed, in the order of reading. gone: ids.

    after: for each new part, after which one of its slot it stands; "" for the first. first: new ones before which none was found.
    told: what whoever tells them has made of them, by language: many are told the very same changes.
    """

    parts: tuple[Part, ...]
    gone: tuple[str, ...]
    after: Mapping[str, str]
    first: frozenset[str] = frozenset()
    told: dict[str, bytes] = field(default_factory=dict)


def changes(before: View, after: View) -> Changes:
    """Costs what has changed, not what is there: what is the same object in both is not looked at, what many share is compared once."""
    found = _changes(before, after)
    return replace(found, after={**dict.fromkeys(found.first, ""), **found.after}, first=frozenset(), told={}) if found.first else found


def _changes(before: View, after: View) -> Changes:
    known = after.told
    return known[1] if known is not None and known[0] is before else _narrowed(before, after)


def _narrowed(before: View, after: View) -> Changes:
    """The changes of the one smaller view that differs, if there is only one."""
    one, other = _differing(before, after)
    if isinstance(one, View) and isinstance(other, View):
        return _within(one, other, after)
    found = _compared(before, after)
    return _placed(found, after) if found.first else found


def _within(one: View, other: View, larger: View) -> Changes:
    """The changes from one smaller view to another, of which `larger` is made now."""
    found = _changes(one, other)
    one.told, other.told = None, (one, found)
    return _placed(found, larger) if found.first else found


def _differing(before: View, after: View) -> tuple[Part | View | None, Part | View | None]:
    """The only two items in the same place that are not the same object; None where there are several, or more of them than before."""
    found: tuple[Part | View | None, Part | View | None] = None, None
    if len(before.items) == len(after.items):
        for one, other in zip(before.items, after.items, strict=True):
            if one is not other:
                if found[1] is not None:
                    return None, None
                found = one, other
    return found


def _placed(found: Changes, view: View) -> Changes:
    """What is first in a smaller view may stand after something in a larger one."""
    places = places_in(view, found.first)
    return replace(found, after={**found.after, **places}, first=found.first - places.keys(), told={}) if places else found


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
