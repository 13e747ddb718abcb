"""What one person sees: `view_for`, the only door. Closed by default: a part that nobody made for her does not exist (C1 to C3)."""

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
    return view_of((memory or Memory()).scene(session, names, away, moods), member, at, notebook, session_id)


def view_of(scene: Scene, member: str, at: datetime, notebook: Notebook | None = None, session_id: str = "") -> View:
    """The same from a scene of `Memory.scene`: for several who look at it together."""
    side = scene.side_of(member)
    if not side.role:
        return NOTHING
    if side.come and side.role in (roles.CLIENT, roles.CONSULTANT):
        return taking_part(side, member, at, notebook, session_id)
    see = absent if not side.come else watching if side.role == roles.OBSERVER else facilitating
    return see(Pov(side, member, at, notebook, session_id))


@kept()
def absent(pov: Pov) -> Iterator[p.Part]:
    """A member who has not come sees nothing of the session (C3)."""
    can = ("mark_presence",) if pov.session.status.state not in ENDED else ()
    yield p.NoticePart("notice", "absent", can=can, member=pov.member)


def watching(pov: Pov) -> View:
    """An observer sees what the wall shows, and may tell the facilitator that something is hard; the first one may take her role back."""
    first = pov.member == pov.session.roster.first_facilitator
    return _whole(pov, frame(pov.side), take_over(pov), own(pov) if first else NOTHING, care(pov))


def taking_part(side: Side, member: str, at: datetime, notebook: Notebook | None, session_id: str) -> View:
    """What a side has in common, then what is one person's; the common part alone is looked at, where nothing else can have changed."""
    made = side.scene.made(member)
    inputs = side.audiences, side.speaks, side.scene.read(personal.shared), notebook, session_id
    known: tuple[object, View] = made.get(taking_part, NEVER)
    before, view = known
    if before == inputs:
        view = view.with_first(in_common(side))
    else:
        view = whole(view, (in_common(side), personal(Pov(side, member, at, notebook, session_id))))
    made[taking_part] = inputs, view
    return view


def facilitating(pov: Pov) -> View:
    """The same, then what is the facilitator's alone."""
    return _whole(pov, in_common(pov.side), personal(pov), leading(pov), late(pov))


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
