"""What one person sees: `view_for`, the only door. Closed by default: a part that nobody made for her does not exist (C1 to C3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from .. import roles
from ..notebook import Notebook
from ..session import Session
from . import parts as p
from .choosing import choosing
from .facilitating import facilitating
from .frame import ENDED, clock, frame, seats
from .guidance import guidance
from .own import own
from .planning import planning
from .pov import Pov
from .turning import turning
from .working import working

View = tuple[p.Part, ...]
INVENTED = "·"
Part = p.Part


def view_for(
    session: Session,
    member: str,
    names: Mapping[str, str],
    at: datetime,
    notebook: Notebook | None = None,
    away: frozenset[str] = frozenset(),
    session_id: str = "",
    moods: Mapping[str, str] | None = None,
) -> View:
    """Everything that this person may see now, as parts in the order of reading; empty for whoever has no seat here.

    names: member to shown name. notebook: her own; None where it stays shut. away: whose connection is away.
    session_id: under which name her notebook knows this session. moods: member to her word of mood, kept in memory alone.
    """
    pov = Pov(session, member, names, at, notebook, away, session_id, moods or {})
    if not pov.role:
        return ()
    return tuple(_absent(pov) if session.roster.not_come(member) else _watching(pov) if pov.role == roles.OBSERVER else _taking_part(pov))


def _absent(pov: Pov) -> Iterator[p.Part]:
    """A member who has not come sees nothing of the session (C3)."""
    can = ("mark_presence",) if pov.session.status.state not in ENDED else ()
    yield p.NoticePart("notice", "absent", can=can, member=pov.member)


def _watching(pov: Pov) -> Iterator[p.Part]:
    """An observer sees what the wall shows, and may tell the facilitator that something is hard; the first one may take her role back."""
    yield from frame(pov)
    yield from take_over(pov)
    if pov.notebook is not None and pov.member == pov.session.roster.first_facilitator:
        yield from own(pov)
    yield from care(pov)


def _taking_part(pov: Pov) -> Iterator[p.Part]:
    yield from frame(pov)
    yield from take_over(pov)
    yield from guidance(pov)
    yield from turning(pov)
    yield from feeling(pov)
    yield from choosing(pov)
    yield from working(pov)
    yield from planning(pov)
    yield from facilitating(pov)
    yield from own(pov)
    yield from care(pov)


def feeling(pov: Pov) -> Iterator[p.MoodPart]:
    if pov.may("mood") or (pov.facilitates and pov.someone_may("mood")):
        rows = tuple(p.Felt(pov.name(m), pov.moods[m]) for m in pov.session.people if m in pov.moods)
        yield p.MoodPart("mood", pov.moods.get(pov.member, ""), rows)


def view_of_invented(session: Session, names: Mapping[str, str], at: datetime) -> View:
    """A consultant's page as it would be for an invented member: never a real person's."""
    seated = replace(session, setting=replace(session.setting, members=(*session.setting.members, INVENTED)))
    view = view_for(seated, INVENTED, {**names, INVENTED: "·"}, at, Notebook())
    real = seats(Pov(session, "", names, at))
    return tuple(real if part.kind == real.kind else part for part in view)


def take_over(pov: Pov) -> Iterator[p.TakeOverPart]:
    session, roster = pov.session, pov.session.roster
    if pov.facilitates or session.status.state in ENDED or pov.is_client:
        return
    facilitator = pov.name(session.facilitator)
    if pov.member == roster.first_facilitator:
        yield p.TakeOverPart("take-over", facilitator, "back")
    elif session.facilitator in pov.away or roster.away(session.facilitator):
        yield p.TakeOverPart("take-over", facilitator, "deputy" if pov.member == roster.deputy else "group")


def care(pov: Pov) -> Iterator[p.CarePart]:
    """Anyone, in any step, to the facilitator alone (S29)."""
    if pov.facilitates or pov.session.status.state in ENDED:
        return
    signal = pov.session.caring.signals.get(pov.member)
    yield p.CarePart("care", pov.name(pov.session.facilitator), signal.sign if signal else "", signal.answer if signal else "")


__all__ = ["Part", "Pov", "View", "clock", "seats", "view_for", "view_of_invented"]
