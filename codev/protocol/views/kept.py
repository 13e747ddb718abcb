"""What was made for a view is kept for as long as all that it reads is as it was: an act makes anew only what it changes.

`@kept(...)` names what a function reads beside `here`. A function of a Side is made once for everyone who stands there; it knows
no person. One of a Pov is made for that person alone. A view without a memory is made from nothing, and is the same view.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import wraps
from operator import attrgetter, is_
from typing import Any, Protocol, TypeVar

from ..roll import Numbered, Roll
from .parts import Part
from .view import NOTHING, View

Made = dict[Hashable, Any]
V = TypeVar("V")
T = TypeVar("T", bound=Numbered)


class Place(Protocol):
    """From where something is seen. made: what is kept for this place."""

    @property
    def made(self) -> Made: ...


class Shared(Place, Protocol):
    """now: what this very state was already asked."""

    @property
    def now(self) -> dict[Any, View]: ...


W = TypeVar("W", bound=Place)
S = TypeVar("S", bound=Shared)
W_contra = TypeVar("W_contra", bound=Place, contravariant=True)


class Kept(Protocol[W_contra]):
    reads: tuple[str, ...]

    def __call__(self, where: W_contra, /) -> View: ...


def remembered(made: Made, what: Hashable, inputs: object, make: Callable[[], V]) -> V:
    """What `make` gives, from the last time if its inputs were equal; what comes out equal stays the same object."""
    before = made.get(what)
    if before is None or before[0] != inputs:
        before = _note(made, what, inputs, make())
    known: V = before[1]
    return known


def _note(made: Made, what: Hashable, inputs: object, value: V) -> tuple[object, V]:
    before = made.get(what)
    noted = made[what] = inputs, before[1] if before is not None and before[1] == value else value
    return noted


def kept(*reads: str) -> Callable[[Callable[[W], Iterable[Part | View]]], Kept[W]]:
    """reads: attributes of the place, with dots."""
    read = attrgetter("here", *reads)

    def decorate(make: Callable[[W], Iterable[Part | View]]) -> Kept[W]:
        @wraps(make)
        def view(where: W) -> View:
            made, inputs = where.made, read(where)
            before = made.get(make)
            if before is None or before[0] != inputs:
                before = _note(made, make, inputs, View(make(where)))
            known: View = before[1]
            return known

        view.reads = reads  # type: ignore[attr-defined]  # a function has room for it
        return view  # type: ignore[return-value]

    return decorate


def together(*views: Kept[W]) -> Kept[W]:
    """Several as one, in this order: a single question when nothing that any of them reads has changed."""
    reads = sorted({name for view in views for name in view.reads})

    @kept(*reads)
    def all_of_them(where: W) -> Iterable[View]:
        return [view(where) for view in views]

    return all_of_them


def once(where: S, view: Callable[[S], View]) -> View:
    """The same for all who ask from this place in this very state."""
    found = where.now.get(view)
    if found is None:
        found = where.now[view] = view(where)
    return found


def whole(where: Place, *views: View) -> View:
    """A view of these; the one of before, if they are the very same."""
    before = where.made.get(whole)
    if before is None or len(before.items) != len(views) or not all(map(is_, before.items, views)):
        before = where.made[whole] = View(views)
    view: View = before
    return view


@dataclass(frozen=True, eq=False)
class Page:
    """One page of a roll as somebody sees it; `parts` has None for what she does not."""

    things: tuple[Any, ...] = ()
    parts: tuple[Part | None, ...] = ()
    view: View = NOTHING


@dataclass(frozen=True, eq=False)
class Leaves:
    """A roll as somebody sees it. older: the full pages, as one view."""

    context: object = None
    roll: Roll[Any] = Roll()  # noqa: RUF009  # frozen, like every value
    full: tuple[Page, ...] = ()
    last: Page = Page()
    older: View = NOTHING
    view: View = NOTHING


def leaf_through(made: Made, what: Hashable, roll: Roll[T], context: object, make: Callable[[T], Part | None]) -> View:
    """Everything on a roll, a view for each page. Only what is new is made, as long as `context` (all else that `make` reads) is equal.

    made: what is kept for those who see it alike.
    """
    before = made.get(what)
    if before is None or before.context != context:
        before = Leaves(context)
    if before.roll is not roll:
        before = _leaf_on(before, roll, make)
    made[what] = before
    view: View = before.view
    return view


def _leaf_on(before: Leaves, roll: Roll[T], make: Callable[[T], Part | None]) -> Leaves:
    full, older = before.full, before.older
    if roll.full is not before.roll.full:
        known = (*before.full, before.last)
        full = tuple(_page(things, known[i] if i < len(known) else Page(), make) for i, things in enumerate(roll.full))
        older = View(page.view for page in full)
    last = _page(roll.last, before.last, make)
    view = View((older, last.view))
    return Leaves(before.context, roll, full, last, older, before.view if view == before.view else view)


def _page(things: tuple[T, ...], before: Page, make: Callable[[T], Part | None]) -> Page:
    if before.things is things:
        return before
    if things[: len(before.things)] == before.things:
        new = tuple(map(make, things[len(before.things) :]))
        shown = tuple(part for part in new if part is not None)
        return Page(things, before.parts + new, before.view.with_more(shown) if shown else before.view)
    known = dict(zip(map(id, before.things), before.parts, strict=True))
    parts = tuple(known[id(thing)] if id(thing) in known else make(thing) for thing in things)
    return Page(things, parts, View(part for part in parts if part is not None))
