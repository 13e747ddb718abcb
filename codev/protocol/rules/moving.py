"""Decisions about the way through the session (S1, S14, S29, P1, P13)."""

from __future__ import annotations

from ..activities import moving as m
from ..activities.agreeing import ReformulationsRevealed
from ..activities.choosing import VoteClosed, VoteOpened
from ..activities.consenting import ChoiceReopened, ClientChosen, ClientReleased
from ..activities.planning import HelpEnded, PlanShown
from ..activities.turning import TurnsMarked
from ..base import Fact, Order, Refusal
from ..format import Stage, Step
from ..roles import CLIENT, FEWEST_PRESENT
from ..session import Session
from .gates import Unmet, unmet, unmet_at_closing

Outcome = tuple[Fact, ...] | Refusal


def start_session(session: Session, order: Order, command: m.StartSession) -> Outcome:
    if session.status.state != "planned":
        return Refusal("done_already", "S1")
    passed: tuple[Fact, ...] = ()
    if len(session.present) < FEWEST_PRESENT:
        if not command.reason:
            return Refusal("too_few", "P13")
        passed = (m.GatePassed(session.setting.steps[0].id, ("four_present",), command.reason, command.word),)
    return (m.SessionStarted(), *passed, *_enter(session, 0, "forward"))


def next_stage(session: Session, order: Order, command: m.NextStage) -> Outcome:
    step, position = session.step, session.position
    if step is None or position.stage + 1 >= len(step.stages):
        return Refusal("no_jump", "S1", _next_id(session))
    return to_stage(session, position.stage + 1)


def go_on(session: Session, order: Order, command: m.GoOn) -> Outcome:
    step, position = session.step, session.position
    if step is None:
        return Refusal("session_not_open", "S1")
    if position.detour >= 0:
        return (*_leave(session), *_enter(session, position.detour, "return"))
    if position.step + 1 == len(session.setting.steps):
        return close_session(session, order, m.CloseSession(command.reason, command.word))
    waiting = () if step.reserved else unmet(session, step)
    if waiting and not command.reason:
        return refuse_gate(step, waiting)
    chosen = _choose_client(session, position.step + 1)
    if isinstance(chosen, Refusal):
        return chosen
    told = tuple(g.gate for g in waiting if not _confided(session, g))
    passed = (m.GatePassed(step.id, told, command.reason, command.word),) if told else ()
    floor_of = chosen[0].member if chosen else session.client
    return (*_leave(session), *passed, *chosen, *_enter(session, position.step + 1, "forward", floor_of))


def _confided(session: Session, gate: Unmet) -> bool:
    """Open only for a reservation told to the facilitator alone: on the group's record it would betray that there was one (S9)."""
    choosing = session.choosing
    return gate.gate == "group_consents" and bool(choosing.objections) and choosing.everyone_yes


def go_back(session: Session, order: Order, command: m.GoBack) -> Outcome:
    if session.position.step <= 0:
        return Refusal("no_further_back", "S1")
    return (*_leave(session, onward=False), *_enter(session, session.position.step - 1, "back"))


def undo_move(session: Session, order: Order, command: m.UndoMove) -> Outcome:
    before, entered = session.position.before, session.position.entered
    late = entered is None or (order.at - entered).total_seconds() > m.UNDO_SECONDS
    if late or before is None or before[0] < 0:
        return Refusal("undo_passed", "S1")
    step = session.setting.steps[before[0]]
    return (
        *_undone(session, before[0]),
        m.StepEntered(step.id, before[0], before[1], "undo", _floor(session, step.stages[before[1]], session.client)),
    )


def _undone(session: Session, index: int) -> tuple[Fact, ...]:
    """A slip leaves no trace: neither a gate passed on record, nor a client."""
    passed, choice = session.status.passed, _step_granting(session, "consent")
    record = (m.GateTakenBack(),) if passed and passed[-1].at == session.position.entered else ()
    chosen = session.client and index == choice and session.position.step == choice + 1 and not presented(session)
    return (*record, ChoiceReopened()) if chosen else record


def reopen_questions(session: Session, order: Order, command: m.ReopenQuestions) -> Outcome:
    step = session.step
    if order.by not in (session.facilitator, session.client):
        return Refusal("facilitator_only", "S14")
    if step is None or not step.returns_to:
        return Refusal("not_in_this_step", "S14", next((s.id for s in session.setting.steps if s.returns_to), ""))
    index = next(i for i, s in enumerate(session.setting.steps) if s.id == step.returns_to)
    return _enter(session, index, "detour")


def suspend_session(session: Session, order: Order, command: m.SuspendSession) -> Outcome:
    return (m.SessionSuspended(),) if session.running else Refusal("done_already", "S29")


def resume_session(session: Session, order: Order, command: m.ResumeSession) -> Outcome:
    return (m.SessionResumed(),) if session.status.state == "suspended" else Refusal("done_already", "S29")


def stop_session(session: Session, order: Order, command: m.StopSession) -> Outcome:
    return (m.SessionStopped(command.erase),)


def close_session(session: Session, order: Order, command: m.CloseSession) -> Outcome:
    """The unmet gates of the last steps are asked together, once; a session never closes without its conclusion in silence (P1)."""
    step = session.step
    if step is None or not (step.reserved or step is session.setting.steps[-1]):
        return Refusal("no_jump", "S1", _next_id(session))
    missing = tuple(g for g in unmet_at_closing(session) if not _answered(g, command))
    if missing and not command.reason:
        return refuse_gate(step, missing)
    facts: list[Fact] = [*_leave(session), *_to_the_end(session), *_last_words(session, command)]
    if missing:
        facts.append(m.GatePassed(step.id, tuple(g.gate for g in missing), command.reason, command.word))
    to_come = bool(session.client) and not session.planning.both_confirmed()
    return (*facts, m.SessionClosed(plan_to_come=to_come))


def take_another_subject(session: Session, order: Order, command: m.TakeAnotherSubject) -> Outcome:
    """Only while nothing has been presented (P13)."""
    choice = _step_granting(session, "consent")
    if not session.client or not session.roster.away(session.client) or presented(session):
        return Refusal("one_subject", "S31")
    entered = _enter(session, choice, "back") if session.position.step != choice else ()
    return (ClientReleased(session.client), *entered)


def presented(session: Session) -> bool:
    """Whether the client has begun to tell her subject."""
    following = _step_granting(session, "consent") + 1
    heard = session.turns.heard_in(session.setting.steps[following].id)
    return session.position.furthest > following or session.client in heard


def refuse_gate(step: Step, waiting: tuple[Unmet, ...]) -> Refusal:
    gates = ",".join(gate.gate for gate in waiting)
    return Refusal("gate_unmet", waiting[0].rule, step.id, (("gates", gates),))


def to_stage(session: Session, index: int) -> tuple[Fact, ...]:
    """Enter another stage of the current step, with what leaving and entering bring about."""
    step = session.step
    assert step is not None
    stage = step.stages[index]
    return (*_leave(session), m.StageEntered(index, _floor(session, stage, session.client)), *_on_enter(session, stage))


def stage_with(session: Session, act: str) -> int | None:
    """Which stage of the current step gives this act to someone."""
    step = session.step
    stages = step.stages if step else ()
    return next((i for i, stage in enumerate(stages) if any(act in acts for acts in stage.may.values())), None)


def elsewhere(session: Session, act: str, rule: str) -> Refusal:
    """Not here: in which step it is welcome, or was."""
    found = _step_granting(session, act)
    over = 0 <= found < session.position.step
    return Refusal("step_over" if over else "not_in_this_step", rule, session.setting.steps[found].id if found >= 0 else "")


def _enter(session: Session, index: int, how: str, client: str = "") -> tuple[Fact, ...]:
    """A step seen before is entered at the stage that was reached in it: what was done there stands."""
    step, position = session.setting.steps[index], session.position
    number = position.detour_stage if how == "return" else position.reached.get(index, 0)
    stage = step.stages[number]
    floor = _floor(session, stage, client or session.client)
    return (m.StepEntered(step.id, index, number, how, floor), *_on_enter(session, stage))


def _floor(session: Session, stage: Stage, client: str) -> str:
    """Where the client alone has a voice, the turn is hers without a tap."""
    hers = stage.voices == (CLIENT,)
    return client if hers and not session.roster.away(client) else ""


def _on_enter(session: Session, stage: Stage) -> tuple[Fact, ...]:
    acts: frozenset[str] = frozenset().union(*stage.may.values())
    votable = tuple(s.id for s in session.choosing.votable)
    if "vote" in acts and len(votable) >= 2 and not session.choosing.rounds and not session.client:
        return (VoteOpened(votable),)
    return (PlanShown(),) if "plan" in acts and not session.planning.shown else ()


def _leave(session: Session, onward: bool = True) -> tuple[Fact, ...]:
    """What stands open is closed: a vote is counted, help is over. Going on reveals together what was hidden, and all that comes later."""
    stage, vote, agreeing = session.stage, session.choosing.vote, session.agreeing
    facts: list[Fact] = []
    if vote and not vote.closed:
        facts.append(VoteClosed())
    hidden = onward and not agreeing.revealed
    if stage and hidden and any("reformulate" in acts for acts in stage.may.values()):
        facts.append(ReformulationsRevealed())
    if session.planning.help:
        facts.append(HelpEnded())
    return tuple(facts)


def _choose_client(session: Session, following: int) -> tuple[ClientChosen, ...] | Refusal:
    """Whoever is proposed becomes the client as the choice is left; without anybody proposed one can not go on (S9)."""
    if session.client or session.position.step != _step_granting(session, "consent"):
        return ()
    if not session.choosing.proposed:
        return Refusal("no_client_yet", "S9", session.setting.steps[session.position.step].id)
    return (ClientChosen(session.choosing.proposed_member, session.choosing.proposed),)


def _step_granting(session: Session, act: str) -> int:
    steps = session.setting.steps
    return next((i for i, s in enumerate(steps) if any(act in acts for st in s.stages for acts in st.may.values())), -1)


def _next_id(session: Session) -> str:
    following = session.position.step + 1
    return session.setting.steps[following].id if following < len(session.setting.steps) else ""


def _answered(gate: Unmet, command: m.CloseSession) -> bool:
    if gate.gate == "all_concluded":
        return command.all_spoken
    return command.plan_later and gate.gate in ("three_actions", "same_plan")


def _to_the_end(session: Session) -> tuple[Fact, ...]:
    """No step is jumped: those that are left are gone through."""
    steps = session.setting.steps
    rest = range(session.position.step + 1, len(steps))
    return tuple(m.StepEntered(steps[i].id, i, len(steps[i].stages) - 1, "forward") for i in rest)


def _last_words(session: Session, command: m.CloseSession) -> tuple[Fact, ...]:
    return (TurnsMarked(session.present, session.facilitator),) if command.all_spoken else ()


DECIDE = {
    m.StartSession: start_session,
    m.NextStage: next_stage,
    m.GoOn: go_on,
    m.GoBack: go_back,
    m.UndoMove: undo_move,
    m.ReopenQuestions: reopen_questions,
    m.SuspendSession: suspend_session,
    m.ResumeSession: resume_session,
    m.StopSession: stop_session,
    m.CloseSession: close_session,
    m.TakeAnotherSubject: take_another_subject,
}
