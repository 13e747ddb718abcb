"""Questions and answers, spoken or written (S11 to S13)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar

from ..base import Command, Fact
from ..roll import Roll
from .turning import PASSED, SPOKEN, Turns


@dataclass(frozen=True)
class Question:
    id: str
    by: str
    text: str
    answer: str = ""
    declined: bool = False
    from_note: str = ""
    recorded_by: str = ""


@dataclass(frozen=True)
class Asking:
    """clear: for whom the subject is clear. all_clear: said aloud by everyone. declined_aloud: an answer declined without a text.
    from_notes: member and note of each kept question that was asked."""

    questions: Roll[Question] = field(default_factory=Roll)
    clear: frozenset[str] = frozenset()
    all_clear: bool = False
    declined_aloud: bool = False
    from_notes: frozenset[tuple[str, str]] = frozenset()

    def find(self, question: str) -> Question | None:
        return self.questions.find(question)

    def ask(self, new: Question) -> Asking:
        from_notes = self.from_notes | {(new.by, new.from_note)} if new.from_note else self.from_notes
        return Asking(self.questions.add(new), self.clear, self.all_clear, False, from_notes)

    def go_on(self) -> Asking:
        """Another turn: what was declined aloud was the question before."""
        return replace(self, declined_aloud=False) if self.declined_aloud else self

    def answer(self, question: str, text: str, declined: bool) -> Asking:
        changed = self.questions.change(question, lambda asked: replace(asked, answer=text, declined=declined))
        return replace(self, questions=changed)


class AskQuestion(Command):
    """Ask in writing; most questions are spoken, in a turn. `from_note`: the kept question that it comes from."""

    act: ClassVar[str] = "ask"
    rule: ClassVar[str] = "S11"
    text: str
    from_note: str = ""


class AnswerQuestion(Command):
    """The client answers a written question in writing."""

    act: ClassVar[str] = "answer"
    rule: ClassVar[str] = "S11"
    question: str
    text: str


class DeclineToAnswer(Command):
    """The client would rather not answer: it is an answer (S11, B7). Without an id: the question just asked aloud."""

    act: ClassVar[str] = "answer"
    rule: ClassVar[str] = "S11"
    question: str = ""


class SayClear(Command):
    """It is clear to me: it counts as having had the chance to ask (S13)."""

    act: ClassVar[str] = "ask"
    rule: ClassVar[str] = "S13"


class MarkAllClear(Command):
    """The facilitator notes that the subject is clear to all (S13)."""


class QuestionAsked(Fact):
    question: str
    member: str
    text: str
    from_note: str = ""
    recorded_by: str = ""

    def on_asking(self, asking: Asking, at: datetime) -> Asking:
        return asking.ask(Question(self.question, self.member, self.text, from_note=self.from_note, recorded_by=self.recorded_by))

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        return turns.mark((self.member,), SPOKEN)


class QuestionAnswered(Fact):
    question: str
    text: str
    recorded_by: str = ""

    def on_asking(self, asking: Asking, at: datetime) -> Asking:
        return asking.answer(self.question, self.text, declined=False)


class AnswerDeclined(Fact):
    question: str = ""
    recorded_by: str = ""

    def on_asking(self, asking: Asking, at: datetime) -> Asking:
        return asking.answer(self.question, "", declined=True) if self.question else replace(asking, declined_aloud=True)


class SaidClear(Fact):
    member: str
    recorded_by: str = ""

    def on_asking(self, asking: Asking, at: datetime) -> Asking:
        return replace(asking, clear=asking.clear | {self.member})

    def on_turns(self, turns: Turns, at: datetime) -> Turns:
        return turns.mark((self.member,), PASSED)


class AllClearMarked(Fact):
    recorded_by: str = ""

    def on_asking(self, asking: Asking, at: datetime) -> Asking:
        return replace(asking, all_clear=True)
