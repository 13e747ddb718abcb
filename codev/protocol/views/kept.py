"""What was made for a view is kept for as long as all that it reads is as it was: an act makes anew only what it changes.

`@kept(...)` names what a function reads beside `here`. A function of a Side is made once for everyone who stands there; it knows
no person. One of a Pov is made for that person alone. What both read of the scene is read once for all who look at it. A view
without a memory is made from nothing, and is the same view.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cache, wraps
from operator import attrgetter, is_
from typing import Any, Protocol, TypeVar

from ..roll import Numbered, Roll
from .parts import Part
from .view import NOTHING, View

Made = dict[Hashable, Any]
V = TypeVar("V")
T = TypeVar("T", bound=Numbered)


Read = Callable[[Any], object]

OF_THE_SCENE = ("here", "session", "away", "moods")
"""Where the names begin of what is the same for all who look."""


class Seen(Protocol):
    """What everyone looks at. read: the very object of before, if what it reads is as it was."""

    def read(self, what: Read) -> object: ...


class Place(Protocol):
    """From where something is seen. made: what is kept for this place."""

    @property
    def made(self) -> Made: ...

    @property
    def scene(self) -> Seen: ...


W = TypeVar("W", bound=Place)
W_contra = TypeVar("W_contra", bound=Place, contravariant=True)


class Kept(Protocol[W_contra]):
    """reads: all that it reads. shared: as much of it as belongs to the scene."""

    reads: tuple[str, ...]
    shared: Read

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


@cache
def reading(*names: str) -> Read:
    """One object for the same names."""
    return attrgetter(*names)


def kept(*reads: str) -> Callable[[Callable[[W], Iterable[Part | View]]], Kept[W]]:
    """reads: attributes of the scene, with dots, or of the place. What comes out equal stays the same object."""
    asked = questions_of(reads)

    def decorate(make: Callable[[W], Iterable[Part | View]]) -> Kept[W]:
        @wraps(make)
        def view(where: W) -> View:
            inputs, before = asked(where), where.made.get(make)
            if before is None or before[0] != inputs:
                made = make(where)
                before = _note(where.made, make, inputs, made if isinstance(made, View) else View(made))
            known: View = before[1]
            return known

        view.reads, view.shared = reads, shared(reads)  # type: ignore[attr-defined]  # a function has room for them
        return view  # type: ignore[return-value]

    return decorate


def together(*views: Kept[W]) -> Kept[W]:
    """Several as one, in this order: a single question when nothing that any of them reads has changed."""
    reads = tuple(sorted({name for view in views for name in view.reads}))
    asked = questions_of(reads)

    def all_of_them(where: W) -> View:
        inputs, before = asked(where), where.made.get(all_of_them)
        if before is None or before[0] != inputs:
            found = whole(before[1] if before else NOTHING, tuple([view(where) for view in views]))
            before = where.made[all_of_them] = inputs, found
        known: View = before[1]
        return known

    all_of_them.reads, all_of_them.shared = reads, shared(reads)  # type: ignore[attr-defined]
    return all_of_them  # type: ignore[return-value]


def questions_of(reads: Iterable[str]) -> Callable[[Place], object]:
    """What a view asks of a place, to know whether it is still what it was."""
    of_the_scene, own = shared(reads), [name for name in reads if not _of_the_scene(name)]
    if not own:
        return lambda where: where.scene.read(of_the_scene)
    hers = attrgetter(*own)
    return lambda where: (where.scene.read(of_the_scene), hers(where))


def shared(reads: Iterable[str]) -> Read:
    return reading("here", *filter(_of_the_scene, reads))


def _of_the_scene(name: str) -> bool:
    return name.partition(".")[0] in OF_THE_SCENE


def whole(before: View, items: tuple[View, ...]) -> View:
    """A view of these; the one of before, if they are the very same."""
    same = len(before.items) == len(items) and all(map(is_, before.items, items))
    return before if same else View(items)


@dataclass(eq=False, slots=True)
class Page:
    """One page of a roll as somebody sees it; `parts` has None for what she does not."""

    things: tuple[Any, ...] = ()
    parts: tuple[Part | None, ...] = ()
    view: View = NOTHING


@dataclass(eq=False, slots=True)
class Leaves:
    """A roll as somebody sees it. older: the full pages, as one view."""

    context: object = None
    roll: Roll[Any] = Roll()  # noqa: RUF009  # frozen, like every value
    full: tuple[Page, ...] = ()
    last: Page = field(default_factory=Page)
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
