"""What one person sees: `view_for`, or its two halves by `view_of`.

Closed by default: a part that nobody made for her does not exist (C1 to C3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from .. import roles
from ..notebook import Notebook
from ..session import Session
from . import parts as p
from .choosing import choosing, follow
from .facilitating import late, leading
from .frame import ENDED, clock, frame, seats
from .guidance import guidance
from .kept import Made, kept, together, whole
from .own import own
from .planning import conclude, learnings, on_record, plan
from .pov import Pov
from .side import Scene, Side
from .turning import turn
from .view import NOTHING, Changes, View, changes
from .wall import on_the_wall
from .working import questions, reactions, working

INVENTED = "·"
NEVER: tuple[object, View] = (None, NOTHING)
Halves = tuple[View, View]
"""What her side has in common, then what is hers alone: in this order her whole view."""
NOBODY: Mapping[str, str] = {}
Part = p.Part


class Memory:
    """What was made for earlier views of one session. It spares work and changes nothing: without it a view is the same."""

    def __init__(self) -> None:
        self._made: dict[object, Made] = {}
        self._scene: Scene | None = None

    def scene(self, session: Session, names: Mapping[str, str], away: frozenset[str], moods: Mapping[str, str]) -> Scene:
        last = self._scene
        if last is None or last.session is not session or (last.names, last.away, last.moods) != (names, away, moods):
            if last is not None:
                last.leave()
            last = self._scene = Scene(session, names, away, moods, self._made)
        return last


def view_for(
    session: Session,
    member: str,
    names: Mapping[str, str],
    at: datetime,
    notebook: Notebook | None = None,
    away: frozenset[str] = frozenset(),
    session_id: str = "",
    moods: Mapping[str, str] = NOBODY,
    memory: Memory | None = None,
) -> View:
    """Everything that this person may see now, as parts in the order of reading; empty for whoever has no seat here.

    names: member to shown name. notebook: her own; None where it stays shut. away: whose connection is away.
    session_id: under which name her notebook knows this session. moods: member to her word of mood, kept in memory alone.
    memory: the session's own; views of one session that share it share what is equal in them.
    """
    halves = view_of((memory or Memory()).scene(session, names, away, moods), member, at, notebook, session_id)
    return View(half for half in halves if half.items)


def view_of(scene: Scene, member: str, at: datetime, notebook: Notebook | None = None, session_id: str = "") -> Halves:
    """The same from a scene of `Memory.scene`, in its two halves: for several who look at it together."""
    side = scene.side_of(member)
    if side.takes_part:
        return in_common(side), hers(side, member, at, notebook, session_id)
    if not side.role:
        return NOTHING, NOTHING
    pov = Pov(side, member, at, notebook, session_id)
    if not side.come:
        return NOTHING, absent(pov)
    return (frame(side), watching(pov)) if side.role == roles.OBSERVER else (in_common(side), facilitating(pov))


@kept()
def absent(pov: Pov) -> Iterator[p.Part]:
    """A member who has not come sees nothing of the session (C3)."""
    can = ("mark_presence",) if pov.session.status.state not in ENDED else ()
    yield p.NoticePart("notice", "absent", can=can, member=pov.member)


def watching(pov: Pov) -> View:
    """Beside what the wall shows: an observer may tell the facilitator that something is hard; the first one may take her role back."""
    first = pov.member == pov.session.roster.first_facilitator
    return _whole(pov, take_over(pov), own(pov) if first else NOTHING, care(pov))


def hers(side: Side, member: str, at: datetime, notebook: Notebook | None, session_id: str) -> View:
    """`personal`, asked again only where something that it reads can have changed: for most people most acts change nothing of it."""
    if side.each is None:
        side.each = (side.audiences, side.speaks, side.scene.read(personal.shared)), side.scene.made(hers)
    reads, made = side.each
    inputs = reads, notebook, session_id
    known: tuple[object, View] = made.get(member, NEVER)
    if known[0] != inputs:
        known = made[member] = inputs, personal(Pov(side, member, at, notebook, session_id))
    return known[1]


def facilitating(pov: Pov) -> View:
    """What is one's own, then what is the facilitator's alone."""
    return _whole(pov, personal(pov), leading(pov), late(pov))


def in_common(side: Side) -> View:
    """Asked once for all who stand there."""
    if side.common is None:
        before = side.made.get(in_common, NOTHING)
        side.common = side.made[in_common] = whole(before, (lasting(side), questions(side)))
    return side.common


def _whole(pov: Pov, *views: View) -> View:
    view = pov.made[whole] = whole(pov.made.get(whole, NOTHING), views)
    return view


@kept("moods")
def feeling(pov: Pov) -> Iterator[p.MoodPart]:
    if pov.may("mood") or (pov.facilitates and pov.someone_may("mood")):
        rows = tuple(p.Felt(pov.name(m), pov.moods[m]) for m in pov.session.people if m in pov.moods)
        yield p.MoodPart("mood", pov.moods.get(pov.member, ""), rows)


def view_of_invented(session: Session, names: Mapping[str, str], at: datetime) -> View:
    """A consultant's page as it would be for an invented member: never a real person's."""
    seated = replace(session, setting=replace(session.setting, members=(*session.setting.members, INVENTED)))
    view = view_for(seated, INVENTED, {**names, INVENTED: "·"}, at, Notebook())
    (real,) = seats(Memory().scene(session, names, frozenset(), NOBODY).side_of(""))
    return View(real if part.kind == real.kind else part for part in view)


def view_of_wall(
    session: Session,
    names: Mapping[str, str],
    away: frozenset[str] = frozenset(),
    moods: Mapping[str, str] = NOBODY,
    memory: Memory | None = None,
) -> View:
    """What the wall shows: the same parts as for an observer who may do nothing, and no part of anybody's own."""
    return on_the_wall((memory or Memory()).scene(session, names, away, moods))


@kept()
def where(pov: Pov) -> Iterator[p.WherePart]:
    if pov.session.status.state not in ENDED:
        yield p.WherePart("where", pov.member, pov.member in pov.session.roster.remote)


@kept("away")
def take_over(pov: Pov) -> Iterator[p.TakeOverPart]:
    session, roster = pov.session, pov.session.roster
    if pov.facilitates or session.status.state in ENDED or pov.is_client:
        return
    facilitator = pov.name(session.facilitator)
    if pov.member == roster.first_facilitator:
        yield p.TakeOverPart("take-over", facilitator, "back")
    elif session.facilitator in pov.away or roster.away(session.facilitator):
        yield p.TakeOverPart("take-over", facilitator, "deputy" if pov.member == roster.deputy else "group")


@kept("session.caring")
def care(pov: Pov) -> Iterator[p.CarePart]:
    """Anyone, in any step, to the facilitator alone (S29)."""
    if pov.facilitates or pov.session.status.state in ENDED:
        return
    signal = pov.session.caring.signals.get(pov.member)
    yield p.CarePart("care", pov.name(pov.session.facilitator), signal.sign if signal else "", signal.answer if signal else "")


lasting = together(frame, guidance, plan, learnings, on_record)
personal = together(follow, take_over, turn, feeling, choosing, working, reactions, conclude, own, care, where)

__all__ = [
    "NOTHING",
    "Changes",
    "Memory",
    "Part",
    "Pov",
    "Side",
    "View",
    "changes",
    "clock",
    "seats",
    "view_for",
    "view_of",
    "view_of_invented",
    "view_of_wall",
]
