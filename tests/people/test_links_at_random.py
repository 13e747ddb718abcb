"""Whatever happens in whatever order, a link lets one browser in, and an older one nobody (C3)."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codev.people import links
from codev.protocol import Refusal

from .browser import Browser
from .conftest import INES

DEEDS = st.sampled_from(["claim", "claim", "renew", "leave", "give_back", "settle"])


@dataclass
class Expected:
    """What ought to be so, told in a few lines. claimed: number to the browser that took it. open: browsers that may read her notes.

    used: somebody came once.
    """

    number: int = 1
    claimed: dict[int, int] = field(default_factory=dict)
    held: dict[int, int] = field(default_factory=dict)
    used: bool = False
    settled: bool = False
    open: set[int] = field(default_factory=set)

    def claim(self, browser: int, number: int) -> str:
        if browser in self.held:
            return INES
        if number != self.number:
            return "link_withdrawn"
        if number in self.claimed:
            return "link_spent"
        if self.used and not self.settled:  # whoever came before her is her no longer
            self.held.clear()
            self.open.clear()
        self.used, self.claimed[number], self.held[browser] = True, browser, number
        self.open |= set() if self.settled else {browser}
        return INES

    def renew(self) -> None:
        self.number += 1

    def settle(self) -> None:
        self.settled = True

    def leave(self, browser: int) -> None:
        self.held.pop(browser, None)
        self.open.discard(browser)

    def give_back(self, browser: int) -> None:
        number = self.held.get(browser, 0)
        self.leave(browser)
        if number == self.number:
            del self.claimed[number]


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(DEEDS, st.integers(0, 2), st.integers(1, 3)), max_size=20))
def test_links_and_browsers_stand_as_told(deeds: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        links.invite(INES)
        expected, browsers = Expected(), [Browser(), Browser(), Browser()]
        for deed, who, number in deeds:
            do(deed, browsers[who], who, number, expected)
            assert [i for i in range(3) if browsers[i].held.members == (INES,)] == sorted(expected.held)
            assert {i for i in range(3) if browsers[i].held.shut == {INES}} == expected.held.keys() - expected.open
        transaction.set_rollback(True)


def do(deed: str, browser: Browser, who: int, number: int, expected: Expected) -> None:
    if deed == "claim":
        found = browser.claim(links.make(INES, number))
        assert (found.code if isinstance(found, Refusal) else found) == expected.claim(who, number)
    elif deed in ("renew", "settle"):
        getattr(links, deed)(INES)
        getattr(expected, deed)()
    else:
        getattr(browser, deed)(INES)
        getattr(expected, deed)(who)
