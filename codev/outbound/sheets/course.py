"""A format as paper tells it: each step's title, minutes, voices, and what is better kept for a later one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from codev.phrases import say, spell
from codev.protocol import Format
from codev.protocol.format import Step
from codev.protocol.roles import CLIENT, CONSULTANT, EVERYONE
from codev.protocol.views.facilitating import who_speaks
from codev.protocol.views.wording import lines_at, words_at
from codev.protocol.words import Words, words_from


@dataclass(frozen=True)
class Course:
    """A format in one language."""

    format: Format
    language: str

    def say(self, key: str, **params: object) -> str:
        return say(key, self.language, **params)

    def spell(self, words: Words, **params: object) -> str:
        return spell(words, self.language, **params)

    def title(self, step: Step) -> str:
        return self.spell(step.title)

    def minutes(self, step: Step) -> str:
        return self.say("sheets.minutes", n=step.minutes) if step.minutes else ""

    @property
    def whole(self) -> str:
        """The format's title; of a short one also that it is only inspired by the method (P7)."""
        title = self.spell(self.format.title)
        return f"{title}. {self.say('formats.inspired')}" if self.format.inspired else title

    def conditions(self, step: Step) -> list[str]:
        """What is to be known of a step beside its minutes."""
        found = [self.say("sheets.if_there_is")] if step.requires else []
        return [*found, self.say("sheets.break_before", n=step.break_before)] if step.break_before else found

    def purpose(self, step: Step) -> str:
        return self.spell(words_at(step, "purpose", EVERYONE))

    def who(self, step: Step) -> list[str]:
        """Who speaks in it, one line a stage."""
        spoken = (self.say(f"gates.who.{_who(stage)}", client=self.say("in_general.client")) for stage in step.stages)
        return [line[:1].upper() + line[1:] for line in dict.fromkeys(spoken)]

    def keep(self, step: Step) -> list[str]:
        """What comes too early here, and where it is welcome (B11)."""
        table: Any = next((step.words[who] for who in (CONSULTANT, EVERYONE) if "later" in step.words.get(who, {})), {})
        return [self.spell(words_from(row)) for row in table.get("later", ()) if row["step"] not in ("after", step.id)]

    def step_for(self, act: str) -> Step | None:
        """The first step in which somebody may do this."""
        return next((step for step in self.format.steps if act in step.acts), None)

    def title_for(self, act: str) -> str:
        step = self.step_for(act)
        return self.title(step) if step else ""

    def starters(self, act: str, who: str) -> list[str]:
        """The beginnings of a sentence that the format offers for it."""
        step = self.step_for(act)
        stages = [stage.id for stage in step.stages if act in stage.acts] if step else []
        keys = (*(f"starters_{stage}" for stage in stages), "starters")
        found = (lines_at(step, who, key) for key in keys)
        return [self.spell(words) for words in next(filter(None, found), ())]

    def aside(self, act: str, who: str) -> str:
        """The line of help that stands below the instruction."""
        return self.spell(words_at(self.step_for(act), who, "aside"))

    def opening(self, step: Step) -> list[str]:
        """The lines to say, two for a step; one for each stage where it has several. To someone, by a name that is hers to fill in."""
        staged = [lines_at(step, f"open_{stage.id}") or lines_at(step, "open") for stage in step.stages]
        lines = staged[0][:2] if len(staged) == 1 else [words for stage in staged for words in stage[:1]]
        return [self._aloud(words) for words in dict.fromkeys(lines)]

    def watch(self, step: Step) -> list[dict[str, str]]:
        """What to look out for, and what to do then: first what keeps a rule of the method. A page has room for some of it."""
        rows = sorted(step.words.get("watch", ()), key=lambda row: "rules" not in row)
        return [{key: self._aloud(words_from(row[key])) for key in ("see", "do")} for row in rows]

    def gates(self, step: Step) -> list[str]:
        return [self.say(f"sheets.gate.{gate}") for gate in step.gates]

    def _aloud(self, words: Words) -> str:
        return self.spell(words, client=self.say("sheets.person"), request="…")


def _who(stage: Any) -> str:
    """As the facilitator's bar says it; a round of the consultants, and the client who speaks with them, are told apart on paper."""
    if stage.floor == "go_round" and stage.voices == (CONSULTANT,):
        return "consultants_in_turn"
    if stage.floor == "one_at_a_time" and EVERYONE in stage.voices and not stage.answers:
        return "everyone"
    if stage.floor == "one_at_a_time" and stage.voices == (CLIENT, CONSULTANT) and not stage.answers:
        return "client_and_consultants"
    return who_speaks(stage)
