"""My turn, and for the facilitator the queue (S24)."""

from __future__ import annotations

from collections.abc import Iterator

from ..rules.turning import may_take
from . import parts as p
from .frame import following
from .kept import kept
from .pov import Pov
from .side import Side


@kept("session.turns", "session.planning.help")
def turn(pov: Pov) -> Iterator[p.TurnPart]:
    turns, me, stage = pov.session.turns, pov.member, pov.stage
    if not pov.running or pov.facilitates or not (pov.side.speaks or turns.floor == me):
        return
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
    yield p.TurnPart("turn", mine, tuple(can), asked, ahead, go_round=stage is not None and stage.floor == "go_round")


@kept("session.turns", "session.planning.help")
def queue(side: Side) -> Iterator[p.QueuePart]:
    session, scene = side.session, side.scene
    if not side.running or not side.facilitates:
        return
    floor = session.turns.floor
    unheard = tuple(m for m in scene.unheard if m in scene.speakers)
    first = next(iter(following(side)), "")
    yield p.QueuePart(
        id="queue",
        hands=tuple(side.person(m) for m in session.turns.hands),
        unheard=tuple(side.person(m) for m in unheard if m not in session.turns.hands),
        speaker=side.person(floor) if floor else None,
        suggested=side.person(first) if first else None,
    )
