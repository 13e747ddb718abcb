"""Reading a view as a person reads her page."""

from __future__ import annotations

from typing import TypeVar

from codev.protocol import View, roles
from codev.protocol.views import parts as p

P = TypeVar("P", bound=p.Part)


def find(view: View, kind: type[P]) -> P | None:
    return next((part for part in view if isinstance(part, kind)), None)


def has(view: View, *kinds: type[p.Part]) -> bool:
    return any(isinstance(part, kinds) for part in view)


def speaker_in(view: View) -> str:
    """The member who has the turn."""
    part = find(view, p.SeatsPart)
    return next((seat.member for seat in part.seats if seat.turn), "") if part else ""


def role_in(view: View, member: str) -> str:
    part = find(view, p.SeatsPart)
    return next((seat.role for seat in part.seats if seat.member == member), "") if part else ""


def place_in(view: View) -> tuple[str, str]:
    """Where the session is: step and stage, only to be compared, never to be known by name."""
    part = find(view, p.StepPart)
    return (part.step, part.stage) if part else ("", "")


def talk(view: View, role: str) -> str:
    """What someone with this role says here when she has the turn, told by what a member's page offers, whatever the step is called.

    mood, subject, story, question, answer, reformulation, request, reaction, clearer, plan, help, sharing, learning, follow or nothing.
    """
    client = role == roles.CLIENT
    if has(view, p.ConcludePart):
        return "learning"
    if has(view, p.ReactPart, p.ListenPart):
        return "clearer" if client else "reaction"
    if has(view, p.AskPart, p.AnswerPart):
        return "answer" if client else "question"
    if has(view, p.ReformulationsPart, p.WordingPart):
        return "request" if client else "reformulation"
    if has(view, p.FollowPart, p.SubjectsPart):
        return "follow" if has(view, p.FollowPart) else "subject"
    return _told(view, client)


def _told(view: View, client: bool) -> str:
    plan = find(view, p.PlanPart)
    if plan:
        return "plan" if client else "help" if plan.help else "sharing"
    if has(view, p.RequestPart):
        return "story" if client else ""
    return "mood"
