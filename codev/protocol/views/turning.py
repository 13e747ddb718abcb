"""My turn, and for the facilitator the queue (S24)."""

from __future__ import annotations

from collections.abc import Iterator

from ..rules.turning import may_take
from ..rules.welcome import may_speak
from . import parts as p
from .frame import following
from .pov import Pov


def turning(pov: Pov) -> Iterator[p.Part]:
    if not pov.running:
        return
    if pov.facilitates:
        yield queue(pov)
    elif may_speak(pov.session, pov.member) or pov.session.turns.floor == pov.member:
        yield turn(pov)


def turn(pov: Pov) -> p.TurnPart:
    turns, me = pov.session.turns, pov.member
    stage = pov.stage
    mine, asked = turns.floor == me, me in turns.hands
    can: list[str] = []
    if mine:
        can.append("finish_turn")
    elif may_take(pov.session, me):
        can.append("take_turn")
    elif not asked:
        can.append("ask_turn")
    if asked:
        can.append("lower_hand")
    if mine or me in pov.unheard:
        can.append("pass_turn")
    ahead = turns.hands.index(me) if asked else 0
    return p.TurnPart("turn", mine, tuple(can), asked, ahead, go_round=stage is not None and stage.floor == "go_round")


def queue(pov: Pov) -> p.QueuePart:
    session = pov.session
    floor = session.turns.floor
    unheard = tuple(m for m in pov.unheard if may_speak(session, m))
    first = next(iter(following(pov)), "")
    return p.QueuePart(
        id="queue",
        hands=tuple(pov.person(m) for m in session.turns.hands),
        unheard=tuple(pov.person(m) for m in unheard if m not in session.turns.hands),
        speaker=pov.person(floor) if floor else None,
        suggested=pov.person(first) if first else None,
    )
