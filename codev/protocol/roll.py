"""What people add one after another, for a whole session long: a longer roll shares every full page with the shorter one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Generic, Protocol, TypeVar

PAGE = 16


class Numbered(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=Numbered)


@dataclass(frozen=True)
class Roll(Generic[T]):
    """Things that are called by a letter and their number: q1, q2. To add or to change one copies one page of them.

    full: pages of PAGE things. last: those since, always fewer.
    """

    full: tuple[tuple[T, ...], ...] = ()
    last: tuple[T, ...] = ()

    def __len__(self) -> int:
        return PAGE * len(self.full) + len(self.last)

    def __iter__(self) -> Iterator[T]:
        return chain(chain.from_iterable(self.full), self.last)

    def __getitem__(self, index: int) -> T:
        page, place = divmod(range(len(self))[index], PAGE)
        return (self.full[page] if page < len(self.full) else self.last)[place]

    def add(self, thing: T) -> Roll[T]:
        last = (*self.last, thing)
        return Roll((*self.full, last)) if len(last) == PAGE else Roll(self.full, last)

    def find(self, name: str) -> T | None:
        number = name[1:]
        index = int(number) - 1 if number.isdecimal() else -1
        return self[index] if 0 <= index < len(self) and self[index].id == name else None

    def change(self, name: str, change: Callable[[T], T]) -> Roll[T]:
        """With `change` of the thing called so; the same roll where there is none."""
        if self.find(name) is None:
            return self
        number, place = divmod(int(name[1:]) - 1, PAGE)
        page = self.full[number] if number < len(self.full) else self.last
        page = (*page[:place], change(page[place]), *page[place + 1 :])
        return Roll((*self.full[:number], page, *self.full[number + 1 :]), self.last) if number < len(self.full) else Roll(self.full, page)
