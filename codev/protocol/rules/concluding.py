"""Decisions of the follow-up and of the conclusion (S5, S21 to S23)."""

from __future__ import annotations

from ..activities import concluding as c
from ..activities import following as f
from ..base import Fact, Order, Refusal
from ..session import Session
from .moving import elsewhere, stage_with

Outcome = tuple[Fact, ...] | Refusal


def report_action(session: Session, order: Order, command: f.ReportAction) -> Outcome:
    action = next((action for action in session.following.actions if action.id == command.action), None)
    if action is None:
        return Refusal("not_understood", "S5")
    if action.by != order.member:
        return Refusal("client_only", "S5", params=(("client", action.by),))
    return (f.ActionReported(command.action, command.state, command.text.strip(), order.recorded_by),)


def follow_up_told(session: Session, order: Order, command: f.FollowUpTold) -> Outcome:
    return _in_follow_up(session) or (f.FollowUpClosed(),)


def postpone_follow_up(session: Session, order: Order, command: f.PostponeFollowUp) -> Outcome:
    return _in_follow_up(session) or (f.FollowUpClosed(postponed=True),)


def share_learning(session: Session, order: Order, command: c.ShareLearning) -> Outcome:
    new = f"l{len(session.concluding.learnings) + 1}"
    return (c.LearningShared(new, order.member, command.kind, command.text.strip(), order.recorded_by),)


def invite_partner(session: Session, order: Order, command: c.InvitePartner) -> Outcome:
    if order.member != session.client:
        return Refusal("client_only", "S22", params=(("client", session.client),))
    if command.member not in session.people or command.member == order.member:
        return Refusal("not_understood", "S22")
    return (c.PartnerInvited(command.member, order.recorded_by),)


def answer_partner(session: Session, order: Order, command: c.AnswerPartner) -> Outcome:
    mine = session.concluding.partner == order.member
    return (c.PartnerAnswered(command.accept),) if mine else Refusal("not_yours", "S22")


def say_free(session: Session, order: Order, command: c.SayFree) -> Outcome:
    if order.member in session.concluding.free:
        return Refusal("done_already", "S23")
    return (c.SaidFree(order.member, order.recorded_by),)


def mark_all_free(session: Session, order: Order, command: c.MarkAllFree) -> Outcome:
    if stage_with(session, "conclude") is None:
        return elsewhere(session, "conclude", "S23")
    return Refusal("done_already", "S23") if session.concluding.all_free else (c.AllFreeMarked(),)


def _in_follow_up(session: Session) -> Refusal | None:
    step = session.step
    if step and "follow_up_done" in step.gates:
        return None if session.following.left else Refusal("done_already", "S5")
    return Refusal("not_in_this_step", "S5", next((s.id for s in session.setting.steps if "follow_up_done" in s.gates), ""))


DECIDE = {
    f.ReportAction: report_action,
    f.FollowUpTold: follow_up_told,
    f.PostponeFollowUp: postpone_follow_up,
    c.ShareLearning: share_learning,
    c.InvitePartner: invite_partner,
    c.AnswerPartner: answer_partner,
    c.SayFree: say_free,
    c.MarkAllFree: mark_all_free,
}
