"""Decisions about reactions, and about the client who listens (S15 to S17, S28)."""

from __future__ import annotations

from ..activities import reacting as r
from ..base import Fact, Order, Refusal
from ..session import Session

Outcome = tuple[Fact, ...] | Refusal


def offer_reaction(session: Session, order: Order, command: r.OfferReaction) -> Outcome:
    new = f"r{len(session.reacting.reactions) + 1}"
    return (r.ReactionOffered(new, order.member, command.kind, command.text.strip(), command.shared, order.recorded_by),)


def share_reaction(session: Session, order: Order, command: r.ShareReaction) -> Outcome:
    reaction = session.reacting.find(command.reaction)
    if reaction is None or reaction.by != order.member:
        return Refusal("not_yours", "C1")
    return Refusal("done_already", "S15") if reaction.shared else (r.ReactionShared(command.reaction),)


def ask_clearer(session: Session, order: Order, command: r.AskToMakeClearer) -> Outcome:
    if command.reaction and session.reacting.find(command.reaction) is None:
        return Refusal("not_understood", "S16")
    return (r.ClearerAsked(command.reaction, order.recorded_by),)


def made_clearer(session: Session, order: Order, command: r.MadeClearer) -> Outcome:
    if order.by not in (session.client, session.facilitator):
        return Refusal("facilitator_only", "S16")
    return (r.ClearerEnded(),) if session.reacting.clearer else Refusal("done_already", "S16")


def one_moment(session: Session, order: Order, command: r.AskOneMoment) -> Outcome:
    return Refusal("done_already", "S28") if session.reacting.moment else (r.MomentAsked(order.member, order.recorded_by),)


def ready(session: Session, order: Order, command: r.SayReady) -> Outcome:
    if order.by not in (session.reacting.moment, session.facilitator):
        return Refusal("done_already" if not session.reacting.moment else "not_yours", "S28")
    return (r.MomentEnded(),) if session.reacting.moment else Refusal("done_already", "S28")


DECIDE = {
    r.OfferReaction: offer_reaction,
    r.ShareReaction: share_reaction,
    r.AskToMakeClearer: ask_clearer,
    r.MadeClearer: made_clearer,
    r.AskOneMoment: one_moment,
    r.SayReady: ready,
}
