"""People around one table: who facilitates, who else is there, and what all of them see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import expect

from .people import Person


@dataclass
class Table:
    """people: by name, in the order in which they came."""

    facilitator: Person
    people: dict[str, Person]

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def __iter__(self) -> Iterator[Person]:
        return iter(self.people.values())

    def others(self, *names: str) -> tuple[Person, ...]:
        """All but those, and but the facilitator."""
        return tuple(p for p in self if p is not self.facilitator and p.name not in names)

    def are_in(self, step: str, stage: str = "") -> None:
        for person in self:
            person.is_in(step, stage)

    def see_turn_of(self, speaker: Person) -> None:
        """Everyone's table shows the one lit seat."""
        for person in self:
            lit = person.page.locator(".seat.has-turn")
            expect(lit).to_have_count(1)
            expect(lit).to_have_attribute("data-member", speaker.id)

    def see_nobody_speak(self) -> None:
        for person in self:
            expect(person.page.locator(".seat.has-turn")).to_have_count(0)

    def goes_round(self, *speakers: Person) -> None:
        """The facilitator gives each the turn; each says that she is done."""
        for speaker in speakers:
            self.facilitator.do(f"give_turn?to={speaker.id}")
            if speaker is not self.facilitator:
                speaker.is_shown("finish_turn")
            speaker.do("finish_turn")

    def takes(self, speaker: Person) -> None:
        """Nobody has the turn: it is there for the taking."""
        speaker.do("take_turn")
        self.see_turn_of(speaker)

    def gives(self, speaker: Person) -> None:
        """She has raised her hand, and is given the turn."""
        self.facilitator.do(f"give_turn?to={speaker.id}")
        self.see_turn_of(speaker)

    def goes_on(self, step: str, stage: str = "") -> None:
        """Everything that the step waits for is there: one tap."""
        self.facilitator.do("next_stage" if stage and step == self.step else "go_on")
        self.are_in(step, stage)

    @property
    def step(self) -> str:
        return str(self.facilitator.part("step").get_attribute("data-step"))

    def hurries(self) -> None:
        """To the next step, past whatever this one still waits for."""
        facilitator, here = self.facilitator, self.facilitator.part("step")
        while facilitator.button("next_stage").count():
            stage = str(here.get_attribute("data-stage"))
            facilitator.do("next_stage")
            expect(here).not_to_have_attribute("data-stage", stage)
        step = self.step
        facilitator.do("go_on" if facilitator.button("go_on").count() else "go_on?reason=time")
        expect(here).not_to_have_attribute("data-step", step)


def gather(facilitator: Person, *people: Person) -> Table:
    """Everybody comes in."""
    for person in (facilitator, *people):
        person.enter()
    return Table(facilitator, {person.name: person for person in (facilitator, *people)})
