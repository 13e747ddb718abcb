"""The contract: what was understood, the request in the client's own words, and the agreement of all (S14, P2, S27)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar

from ..base import Command, Fact


@dataclass(frozen=True)
class Request:
    """One version of the client's question and of what she expects. Dictated words count once she has said yes to them."""

    question: str
    expectation: str = ""
    dictated: bool = False
    confirmed: bool = True


@dataclass(frozen=True)
class Agreeing:
    """reformulations: member to her sentence, hidden until all are revealed together. noted: whose the
    facilitator wrote down for her. requests: every version, the last one holds."""

    reformulations: Mapping[str, str] = field(default_factory=dict)
    noted: frozenset[str] = frozenset()
    revealed: bool = False
    requests: tuple[Request, ...] = ()
    agreed: frozenset[str] = frozenset()
    everyone_agreed: bool = False
    unclear: frozenset[str] = frozenset()

    @property
    def request(self) -> Request | None:
        return self.requests[-1] if self.requests else None

    @property
    def held(self) -> Request | None:
        """The last words to which the client has said yes: they stay before all eyes while others are awaiting her yes (S27)."""
        return next((request for request in reversed(self.requests) if request.confirmed), None)

    def word(self, request: Request) -> Agreeing:
        return replace(self, requests=(*self.requests, request), agreed=frozenset(), everyone_agreed=False, unclear=frozenset())


class WriteReformulation(Command):
    """What I understood of the need, in one sentence; nobody sees it before all are revealed together."""

    act: ClassVar[str] = "reformulate"
    rule: ClassVar[str] = "S14"
    text: str


class RevealReformulations(Command):
    """The facilitator reveals the sentences together; then they are read aloud in a round."""


class WordRequest(Command):
    """The client words her request, and what she expects. Nobody else edits it; the facilitator may write at her dictation (P2)."""

    act: ClassVar[str] = "word_request"
    rule: ClassVar[str] = "P2"
    question: str
    expectation: str = ""


class KeepSubject(Command):
    """The client keeps her subject as her request."""

    act: ClassVar[str] = "word_request"
    rule: ClassVar[str] = "P2"
    expectation: str = ""


class ConfirmRequest(Command):
    """The client says yes to the words read back."""

    act: ClassVar[str] = "word_request"
    rule: ClassVar[str] = "P2"


class AgreeToRequest(Command):
    """A consultant agrees on the question and the expectation."""

    act: ClassVar[str] = "agree"
    rule: ClassVar[str] = "S14"


class EveryoneAgreesToRequest(Command):
    """The facilitator notes that everyone agreed aloud."""


class SayRequestUnclear(Command):
    """A consultant says that the request is not clear yet."""

    act: ClassVar[str] = "agree"
    rule: ClassVar[str] = "S14"


class ReformulationWritten(Fact):
    member: str
    text: str
    recorded_by: str = ""

    def on_agreeing(self, agreeing: Agreeing, at: datetime) -> Agreeing:
        noted = agreeing.noted | {self.member} if self.recorded_by else agreeing.noted - {self.member}
        return replace(agreeing, reformulations={**agreeing.reformulations, self.member: self.text}, noted=noted)


class ReformulationsRevealed(Fact):
    def on_agreeing(self, agreeing: Agreeing, at: datetime) -> Agreeing:
        return replace(agreeing, revealed=True)


class RequestWorded(Fact):
    """`dictated`: written by the facilitator, awaiting the client's yes."""

    question: str
    expectation: str = ""
    dictated: bool = False
    recorded_by: str = ""

    def on_agreeing(self, agreeing: Agreeing, at: datetime) -> Agreeing:
        return agreeing.word(Request(self.question, self.expectation, self.dictated, confirmed=not self.dictated))


class RequestConfirmed(Fact):
    recorded_by: str = ""

    def on_agreeing(self, agreeing: Agreeing, at: datetime) -> Agreeing:
        return replace(agreeing, requests=(*agreeing.requests[:-1], replace(agreeing.requests[-1], confirmed=True)))


class RequestAgreed(Fact):
    members: tuple[str, ...]
    aloud: bool = False
    recorded_by: str = ""

    def on_agreeing(self, agreeing: Agreeing, at: datetime) -> Agreeing:
        members = frozenset(self.members)
        everyone = agreeing.everyone_agreed or self.aloud
        return replace(agreeing, agreed=agreeing.agreed | members, everyone_agreed=everyone, unclear=agreeing.unclear - members)


class RequestUnclear(Fact):
    member: str
    recorded_by: str = ""

    def on_agreeing(self, agreeing: Agreeing, at: datetime) -> Agreeing:
        unclear = agreeing.unclear | {self.member}
        return replace(agreeing, agreed=agreeing.agreed - {self.member}, everyone_agreed=False, unclear=unclear)
