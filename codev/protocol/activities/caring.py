"""Care signals: from anyone, at any step, to the facilitator alone (S29)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from ..base import Command, Fact

Sign = Literal["stirred_fine", "slower", "leave_this", "pause", "talk_after", "stop"]
Answer = Literal["seen", "slower", "pause", "after"]


@dataclass(frozen=True)
class Signal:
    sign: str
    answer: str = ""


@dataclass(frozen=True)
class Care:
    """signals: member to her current sign; the facilitator sees it, and she herself."""

    signals: Mapping[str, Signal] = field(default_factory=dict)


class SignalCare(Command):
    """Tell the facilitator alone that something is hard; no word needs adding."""

    sign: Sign


class TakeBackSignal(Command):
    """I feel better."""


class AnswerSignal(Command):
    """The facilitator answers a sign, in private."""

    member: str
    answer: Answer


class CareSignalled(Fact):
    member: str
    sign: str

    def on_caring(self, care: Care, at: datetime) -> Care:
        return replace(care, signals={**care.signals, self.member: Signal(self.sign)})


class SignalTakenBack(Fact):
    member: str

    def on_caring(self, care: Care, at: datetime) -> Care:
        return replace(care, signals={m: s for m, s in care.signals.items() if m != self.member})


class SignalAnswered(Fact):
    member: str
    answer: str

    def on_caring(self, care: Care, at: datetime) -> Care:
        signal = care.signals[self.member]
        return replace(care, signals={**care.signals, self.member: replace(signal, answer=self.answer)})
