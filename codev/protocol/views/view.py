"""What one person sees: parts in the order of reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .parts import Part


class View:
    """Parts, and smaller views that whoever sees the same has in common: the very same object, for as long as it stays the same.

    A value: equal by what it is made of, and never changed. Two views are compared by asking what is the same object first.
    """

    __slots__ = ("_hash", "items")

    def __init__(self, items: Iterable[Part | View] = ()) -> None:
        self.items = tuple(items)
        self._hash: int | None = None

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
        return any(True for _ in self)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, View) and hash(self) == hash(other) and self.items == other.items)

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(self.items)
        return self._hash

    def __repr__(self) -> str:
        return f"View({self.items!r})"


NOTHING = View()
