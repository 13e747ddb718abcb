"""How long one waits before an act, so that it can be followed by ear and eye. Seconds at the normal pace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from zlib import crc32

from codev.protocol.activities import agreeing, asking, moving, turning
from codev.protocol.views import parts as p

from .glance import Glance
from .moves import Candidate, moves_on
from .speaking import Line

PACES: Final = {"slower": 1.6, "normal": 1.0, "faster": 0.5, "none": 0.0}
"""Names as the trial page offers them; "none" for tests, the bench and screenshots: no waiting at all."""

LETTERS_A_SECOND = 15
BREATH, TAP, MOVE = 1.5, 2.0, 5.0
SILENCE = 15.0  # a silent minute among companions
HER_SILENCE = 150.0  # the client's silence, when she is a human
HIS_MINUTE = 45.0  # time for a human to write one sentence
UNANSWERED = 90.0  # for how long a question waits for a human who answers without taking the turn
IN_LINE = 25.0  # before the first in line takes the turn that a human does not give
SECOND_WORD = 12.0  # time for a human to ask or add something before one goes on


def reading(lines: Iterable[Line]) -> float:
    """For how long these lines are said."""
    return sum(reading_one(line) for line in lines)


def reading_one(line: Line) -> float:
    return BREATH + max(len(line.words.fr), len(line.words.en)) / LETTERS_A_SECOND


def before(candidate: Candidate, g: Glance, said: tuple[Line, ...]) -> float:
    """Seconds from when the act became possible. said: the lines of the turn that is on."""
    move = candidate.move
    if isinstance(move, turning.FinishTurn | turning.PassTurn | asking.DeclineToAnswer):
        return max(TAP, reading(said)) + (UNANSWERED if _asks_human(g) else 0)
    if isinstance(move, turning.TakeTurn):
        return _before_taking(g, said) + _own_beat(candidate)
    if moves_on(move, g.cast, g.view):
        return _before_moving(candidate, g)
    if isinstance(move, turning.GiveTurn):
        return BREATH
    return TAP + _own_beat(candidate) + _typing(move)


def _asks_human(g: Glance) -> bool:
    client = g.named(g.floor.answering)
    return g.mine and g.talk == "question" and client in g.cast.humans


def _before_taking(g: Glance, said: tuple[Line, ...]) -> float:
    """Whoever answers lets the question be said; whoever stands in line lets a human give the turn."""
    turn = g.see(p.TurnPart)
    if g.speaker:
        return reading(said)
    return IN_LINE if turn and turn.asked else MOVE if g.human_facilitator else BREATH


def _before_moving(candidate: Candidate, g: Glance) -> float:
    humans = g.cast.humans - {candidate.member}
    if isinstance(candidate.move, agreeing.RevealReformulations):
        return HIS_MINUTE if humans - {g.client} else SILENCE
    if isinstance(candidate.move, moving.NextStage | moving.GoOn) and g.floor.floor == "nobody":
        return HER_SILENCE if g.client in humans else SILENCE
    return SECOND_WORD if humans and g.floor.floor == "one_at_a_time" else MOVE


def _typing(move: object) -> float:
    return sum(len(value) for value in vars(move).values() if isinstance(value, str)) / (2 * LETTERS_A_SECOND)


def _own_beat(candidate: Candidate) -> float:
    """People do not tap at the same instant; but the same person, the same act, always as fast."""
    return crc32(f"{candidate.member} {type(candidate.move).__name__}".encode()) % 1000 / 500


def factor(pace: str) -> float:
    """Raises KeyError for an unknown pace."""
    return PACES[pace]


__all__ = ["PACES", "before", "factor", "reading", "reading_one"]
