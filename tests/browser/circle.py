"""A group that lives: its people and their mailboxes, and a calendar in which days pass at a word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from .house import House
from .letters import Correspondent, Mailbox
from .people import Person
from .table import Table

DOOR = re.compile(r'href="(/s/[^"]+)/door"')


@dataclass
class Circle:
    """homes: by name, the page of each in her group. by_letter: those who need no screen. passed: how far the tables have moved."""

    house: House
    people: dict[str, Person]
    by_letter: tuple[Correspondent, ...]
    post: dict[str, Mailbox]
    homes: dict[str, str] = field(default_factory=dict)
    dates: list[datetime] = field(default_factory=list)
    passed: timedelta = timedelta()

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def comes_to(self, moment: datetime) -> None:
        """Time passes until then, and what is due is sent."""
        by = timedelta(minutes=(moment - self.passed - datetime.now(UTC)) // timedelta(minutes=1))
        self.passed += by
        self.house.later(by)

    def goes_home(self, name: str) -> Person:
        person = self.people[name]
        person.page.goto(self.homes[name])
        return person

    def sits_down(self) -> Table:
        """Each comes by her own home; whoever needs no screen has opened her page, and put it away."""
        for name in self.people:
            self.goes_home(name).page.locator("a.button.main").click()
            expect(self.people[name].page.locator("form#enter")).to_be_visible()
            self.people[name].step_in()
        for one in self.by_letter:
            door = DOOR.search(one.reads(self.homes[one.name]))
            assert door is not None
            one.sends(f"{self.house.url}{door[1]}/door")
        return Table(next(iter(self.people.values())), self.people)
