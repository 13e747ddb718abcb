"""What is out of step or out of role is refused with the reason, and with the step where it will be welcome (S2, S10, S16, S18)."""

from __future__ import annotations

from collections.abc import Callable

from .. import roles
from ..base import Command, Refusal
from ..format import Stage, Step
from ..session import Session, grants

Fits = Callable[[Stage], bool]

CLIENTS_OWN = frozenset({"answer", "word_request", "plan", "draft_plan", "make_clearer", "moment"})
WITHOUT_FACILITATOR = frozenset({"offer_subject", "vote", "react"})
OPEN_TO_FACILITATOR = frozenset({"mood", "ask", "conclude"})  # S25: she may ask what nobody asks; S21: she concludes with the others


def may_act(session: Session, member: str, act: str) -> bool:
    """Whether this act is this person's now: given by the stage, or open to the facilitator wherever it is open to someone."""
    stage = session.stage
    opened = act in OPEN_TO_FACILITATOR and member == session.facilitator
    return stage is not None and (grants(session, stage, member, act) or (opened and act in stage.acts))


def acts_of(session: Session, audiences: frozenset[str]) -> frozenset[str]:
    """Every act that is theirs now whom the format calls so: the same answer as `may_act`, for all acts together."""
    stage = session.stage
    if stage is None:
        return frozenset()
    opened = stage.acts & OPEN_TO_FACILITATOR if roles.FACILITATOR in audiences else frozenset()
    return opened.union(*(acts for audience, acts in stage.may.items() if audience in audiences))


def may_speak(session: Session, member: str) -> bool:
    """Whether someone may take a turn in the current stage. The facilitator always may (S25)."""
    if member == session.facilitator:
        return True
    stage = session.stage
    if stage is None or session.roster.away(member):
        return False
    if session.planning.help and grants(session, stage, member, "help_plan"):
        return True
    return has_voice(session, stage, member)


def has_voice(session: Session, stage: Stage, member: str) -> bool:
    return any(session.is_in(member, audience) for audience in stage.voices)


def refuse_act(session: Session, member: str, command: Command) -> Refusal:
    """Why this act is not welcome now, and where it will be."""
    act = command.act
    role = session.role(member)
    last = session.setting.last_clients[:1]
    if act == "follow_up" and last and session.may(last[0], act):
        return Refusal("client_only", "S5", params=(("client", last[0]),))
    if role == roles.FACILITATOR:
        return _facilitator_refusal(session, act, command)
    if act == "consent" and session.may(session.choosing.proposed_member, "consent"):
        return Refusal("consent_is_hers", "S9", params=(("name", session.choosing.proposed_member),))
    if act == "word_request" and role == roles.CLIENT and session.agreeing.requests:
        return Refusal("request_settled", "S27", _where(session, lambda stage: grants(session, stage, member, act))[0])
    if act in CLIENTS_OWN and role != roles.CLIENT and session.client:
        return Refusal("client_only", command.rule, params=(("client", session.client),))
    return refuse_voice(session, member, command.rule, lambda stage: grants(session, stage, member, act))


def refuse_mood(session: Session, member: str) -> Refusal | None:
    """A word of mood is welcome where the format says so (S4)."""
    if may_act(session, member, "mood") and session.running:
        return None
    return refuse_voice(session, member, "S4", lambda stage: grants(session, stage, member, "mood"))


def refuse_turn(session: Session, member: str) -> Refusal:
    """Why this person has no voice now, and where she will have one."""
    if session.roster.away(member):
        return Refusal("not_here", "P13", params=(("name", member),))
    return refuse_voice(session, member, "S2", lambda stage: has_voice(session, stage, member))


def refuse_voice(session: Session, member: str, rule: str, fits: Fits) -> Refusal:
    step, over = _where(session, fits)
    if over:
        return Refusal("step_over", "S2", step)
    stage = session.stage
    if stage is not None and stage.floor == "nobody":
        return Refusal("silence_now", "S18", step)
    listens = _listening(session, stage, member)
    return Refusal(listens[0], listens[1], step) if listens else Refusal("not_in_this_step", rule, step)


def _listening(session: Session, stage: Stage | None, member: str) -> tuple[str, str] | None:
    """The named silence that this person is in: the client while she receives, the consultants while she tells."""
    if stage is None:
        return None
    reacting = "react" in stage.may.get(roles.CONSULTANT, frozenset())
    if member == session.client and reacting:
        may_ask = "make_clearer" in stage.may.get(roles.CLIENT, frozenset())
        return ("client_listens" if may_ask else "client_silent", "S16")
    if stage.voices == (roles.CLIENT,) and session.role(member) == roles.CONSULTANT and stage.floor == "role":
        return ("consultants_listen", "S10")
    return None


def _where(session: Session, fits: Fits) -> tuple[str, bool]:
    """The step where it is welcome: the current or a later one, else an earlier one (then True: it is over)."""
    steps = session.setting.steps
    here = max(session.position.step, 0)
    later = next((step.id for step in steps[here:] if _any(step, fits)), "")
    if later:
        return later, False
    earlier = next((step.id for step in reversed(steps[:here]) if _any(step, fits)), "")
    return earlier, bool(earlier)


def _any(step: Step, fits: Fits) -> bool:
    return any(fits(stage) for stage in step.stages)


def _facilitator_refusal(session: Session, act: str, command: Command) -> Refusal:
    if act in WITHOUT_FACILITATOR:
        return Refusal("facilitator_no_content", "B12")
    if act == "consent":
        return Refusal("consent_is_hers", "S9", params=(("name", session.choosing.proposed_member or session.client),))
    if act in CLIENTS_OWN:
        return Refusal("client_only", command.rule, params=(("client", session.client),))
    step, over = _where(session, lambda stage: any(act in acts for acts in stage.may.values()))
    return Refusal("step_over" if over else "not_in_this_step", "S2", step)
