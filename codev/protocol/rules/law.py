"""The step is the law: `decide` says what an order makes happen, or why it does not (S2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .. import roles
from ..activities import gathering, planning
from ..base import Command, Fact, Order, Refusal, refuse_text
from ..session import Session
from . import agreeing as agreeing_rules
from . import asking as asking_rules
from . import choosing as choosing_rules
from . import concluding as concluding_rules
from . import consenting as consenting_rules
from . import gathering as gathering_rules
from . import moving as moving_rules
from . import planning as planning_rules
from . import reacting as reacting_rules
from . import timing as timing_rules
from . import turning as turning_rules
from .welcome import may_act, refuse_act
from .whose import ANY_STEP, BEFORE_START, CARE, FACILITATORS, PLANNING, RECORDABLE, WHILE_SUSPENDED

Outcome = tuple[Fact, ...] | Refusal
Decider = Callable[[Session, Order, Any], Outcome]

MODULES = (
    moving_rules,
    timing_rules,
    turning_rules,
    gathering_rules,
    choosing_rules,
    consenting_rules,
    asking_rules,
    agreeing_rules,
    reacting_rules,
    planning_rules,
    concluding_rules,
)
DECIDERS: Mapping[type, Decider] = {command: decider for module in MODULES for command, decider in module.DECIDE.items()}

ENDED = ("stopped", "closed", "plan_to_come")
MUST_SAY = frozenset({("WordRequest", "question"), ("AcceptFewer", "word")})
MAY_BE_EMPTY = frozenset({"ReportAction", "ProposeSubject"})


def decide(session: Session, order: Order) -> Outcome:
    """What this order makes happen: facts, or a refusal with the method's rule. Pure; never raises for what people send."""
    command = order.command
    if not isinstance(command, Command) or type(command) not in DECIDERS:
        return Refusal("not_understood", "S2")
    return _seat(session, order) or _time(session, order, command) or _words(command) or _decide(session, order, command)


def _seat(session: Session, order: Order) -> Refusal | None:
    """Who it is, for whom, and whether the role allows it at all."""
    role, kind = session.role(order.by), type(order.command)
    if not role or (order.on_behalf_of and not session.role(order.on_behalf_of)):
        return Refusal("not_a_member", "C3")
    if role == roles.OBSERVER and order.by != session.roster.first_facilitator and kind not in CARE:
        return Refusal("observer_only_sees", "S2")
    if order.recorded_by:
        if role != roles.FACILITATOR:
            return Refusal("facilitator_only", "S25")
        if kind not in RECORDABLE:
            return Refusal("not_yours", "C1")
    if kind in FACILITATORS and role != roles.FACILITATOR:
        return Refusal("facilitator_only", "S25")
    if session.roster.not_come(order.by) and kind is not gathering.MarkPresence:
        return Refusal("absent_that_day", "C3")
    return None


def _time(session: Session, order: Order, command: Command) -> Refusal | None:
    """Whether the session is open for it, and whether the page showed the step that is."""
    state, kind = session.status.state, type(command)
    if state == "planned" and kind not in BEFORE_START:
        return Refusal("session_not_open", "S1")
    if state == "suspended" and kind not in WHILE_SUSPENDED:
        return Refusal("session_paused", "S29")
    if state in ENDED:
        return _after_the_end(session, order, command)
    step = session.step
    if step and order.step and order.step != step.id and kind not in ANY_STEP:
        return Refusal("stale_step", "S1", step.id)
    return None


def _after_the_end(session: Session, order: Order, command: Command) -> Refusal | None:
    """Only the plan may still come, within its week, from the client or at her dictation (S20)."""
    until = session.status.plan_until
    if session.status.state != "plan_to_come" or type(command) not in PLANNING:
        return Refusal("session_closed", "S1")
    if until and order.at > until:
        return Refusal("plan_window_over", "S20", params=(("date", until.isoformat()),))
    own = isinstance(command, planning.ConfirmPlan) and order.member == session.facilitator
    return None if own or order.member == session.client else Refusal("client_only", "P2", params=(("client", session.client),))


def _words(command: Command) -> Refusal | None:
    for field, value in vars(command).items():
        for text in value if isinstance(value, tuple) else (value,):
            refusal = refuse_text(text, command.rule) if isinstance(text, str) else None
            if refusal:
                return refusal
        if isinstance(value, str) and not value.strip() and _must_say(command, field):
            return Refusal("empty", command.rule)
    return None


def _must_say(command: Command, field: str) -> bool:
    name = type(command).__name__
    return (name, field) in MUST_SAY or (field == "text" and name not in MAY_BE_EMPTY)


def _decide(session: Session, order: Order, command: Command) -> Outcome:
    confirms = isinstance(command, planning.ConfirmPlan) and order.member == session.facilitator
    ended = session.status.state in ENDED
    if command.act and not ended and not may_act(session, order.member, command.act):
        client = session.client
        if not (confirms and client and session.may(client, command.act)) and not _reads_the_plan(session, order, command):
            return refuse_act(session, order.member, command)
    return DECIDERS[type(command)](session, order, command)


def _reads_the_plan(session: Session, order: Order, command: Command) -> bool:
    """Once it is shown, the one text can be confirmed to the end, also in the conclusion (S20)."""
    hers = order.member in (session.client, session.facilitator)
    reserved = session.step is not None and session.step.reserved
    return isinstance(command, planning.ConfirmPlan) and hers and reserved and session.planning.shown
