"""What a step still waits for before one goes on (S5, S9, S13, S14, S17, S19 to S21). Gates count turns and consents, not texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..activities.planning import FEWEST_ACTIONS
from ..format import Step
from ..session import Session

RULES = {
    "follow_up_done": "S5",
    "client_consents": "S9",
    "group_consents": "S9",
    "all_could_ask": "S13",
    "clear_to_all": "S13",
    "all_reformulated": "S14",
    "request_said": "S14",
    "request_agreed": "S14",
    "all_reacted": "S17",
    "three_actions": "S19",
    "same_plan": "S20",
    "all_concluded": "S21",
    "four_present": "P13",
}


@dataclass(frozen=True)
class Unmet:
    """A gate that is not met. members: whom it waits for. count: how many are missing, where it counts something."""

    gate: str
    members: tuple[str, ...] = ()
    count: int = 0

    @property
    def rule(self) -> str:
        return RULES[self.gate]


def unmet(session: Session, step: Step) -> tuple[Unmet, ...]:
    """The gates of this step that are not met, in the format's order."""
    found = (CHECKS[gate](session, step) for gate in step.gates)
    return tuple(gate for gate in found if gate is not None)


def unmet_at_closing(session: Session) -> tuple[Unmet, ...]:
    """The unmet gates of the reserved last steps, asked together (P1)."""
    steps = session.setting.steps
    return tuple(gate for step in steps if step.reserved or step is steps[-1] for gate in unmet(session, step))


def heard(session: Session, step: Step) -> set[str]:
    """Who has spoken or passed in this step; whoever has the floor there counts."""
    done = set(session.turns.heard_in(step.id))
    return done | {session.turns.floor} if session.turns.step == step.id else done


def _waiting(gate: str, members: Iterable[str], done: Iterable[str]) -> Unmet | None:
    left = tuple(member for member in members if member not in done)
    return Unmet(gate, left, len(left)) if left else None


def _follow_up_done(session: Session, step: Step) -> Unmet | None:
    left = session.following.left
    return Unmet("follow_up_done", count=left) if left else None


def _client_consents(session: Session, step: Step) -> Unmet | None:
    done = session.client or session.choosing.client_yes
    return None if done else Unmet("client_consents", tuple(filter(None, (session.choosing.proposed_member,))))


def _group_consents(session: Session, step: Step) -> Unmet | None:
    choosing = session.choosing
    if choosing.client:
        return None
    if choosing.objections or not choosing.proposed:
        return Unmet("group_consents", ())
    if choosing.everyone_yes:
        return None
    others = (m for m in session.present if m != choosing.proposed_member)
    return _waiting("group_consents", others, choosing.agreed)


def _all_could_ask(session: Session, step: Step) -> Unmet | None:
    return _waiting("all_could_ask", session.consultants, heard(session, step))


def _clear_to_all(session: Session, step: Step) -> Unmet | None:
    asking = session.asking
    return None if asking.all_clear else _waiting("clear_to_all", session.consultants, asking.clear)


def _all_reformulated(session: Session, step: Step) -> Unmet | None:
    return _waiting("all_reformulated", session.consultants, heard(session, step))


def _request_said(session: Session, step: Step) -> Unmet | None:
    request = session.agreeing.request
    return None if request and request.confirmed else Unmet("request_said", (session.client,))


def _request_agreed(session: Session, step: Step) -> Unmet | None:
    agreeing = session.agreeing
    done = agreeing.everyone_agreed and not agreeing.unclear
    return None if done else _waiting("request_agreed", session.consultants, agreeing.agreed)


def _all_reacted(session: Session, step: Step) -> Unmet | None:
    return _waiting("all_reacted", session.consultants, heard(session, step))


def _three_actions(session: Session, step: Step) -> Unmet | None:
    missing = FEWEST_ACTIONS - len(session.planning.actions)
    return Unmet("three_actions", count=missing) if missing > 0 and session.planning.fewer is None else None


def _same_plan(session: Session, step: Step) -> Unmet | None:
    return None if session.planning.both_confirmed() else Unmet("same_plan")


def _all_concluded(session: Session, step: Step) -> Unmet | None:
    return _waiting("all_concluded", session.present, heard(session, step))


CHECKS: dict[str, Callable[[Session, Step], Unmet | None]] = {
    "follow_up_done": _follow_up_done,
    "client_consents": _client_consents,
    "group_consents": _group_consents,
    "all_could_ask": _all_could_ask,
    "clear_to_all": _clear_to_all,
    "all_reformulated": _all_reformulated,
    "request_said": _request_said,
    "request_agreed": _request_agreed,
    "all_reacted": _all_reacted,
    "three_actions": _three_actions,
    "same_plan": _same_plan,
    "all_concluded": _all_concluded,
}
