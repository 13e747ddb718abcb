"""Without JavaScript the same buttons post the same acts: slower, and nothing is missing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .people import PHONE
from .table import Table, gather

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TABLES = {name: {"format": "ninety", "people": ["Odile", "Inès"]} for name in ("turn", "subject", "stale")}
SUBJECT = "Comment dire non sans blesser ?"


@pytest.fixture
def sit(house, come):
    def sit(name: str) -> Table:
        """Odile's browser runs scripts, Inès's does not."""
        odile, ines = house.tables[name]
        table = gather(come(odile["link"], "Odile"), come(ines["link"], "Inès", device=PHONE, java_script_enabled=False))
        table.facilitator.do("start_session?reason=other")
        looks_again(table["Inès"])
        table["Inès"].is_in("reception")
        return table

    return sit


def looks_again(person):
    """By the link that only a page without a script has."""
    person.page.locator("noscript a").click()
    person.page.wait_for_load_state()


def test_she_takes_her_turn_and_is_done(sit):
    table = sit("turn")
    table["Inès"].do("take_turn")
    table.facilitator.page.locator(".seat.has-turn").wait_for()
    expect(table["Inès"].page.locator(".seat.has-turn")).to_have_attribute("data-member", table["Inès"].id)
    table["Inès"].do("finish_turn")
    table.see_nobody_speak()


def test_her_subject_is_on_everyones_table_and_a_text_too_long_stays_in_its_field(sit):
    table = sit("subject")
    table.facilitator.do("go_on")
    looks_again(table["Inès"])
    table["Inès"].write("offer_subject.text", SUBJECT)
    table["Inès"].do("offer_subject")
    expect(table.facilitator.part("subjects")).to_contain_text(SUBJECT)
    long = "trop long " * 450
    table["Inès"].write("offer_subject.text", long)
    table["Inès"].tap("offer_subject")
    expect(table["Inès"].page.locator(".refused[role=alert]")).to_be_visible()
    assert table["Inès"].text_in("offer_subject.text").input_value() == long


def test_what_she_typed_for_a_step_that_is_over_becomes_her_note(sit):
    table = sit("stale")
    table.facilitator.do("go_on")
    ines = table["Inès"]
    looks_again(ines)
    ines.write("offer_subject.text", SUBJECT)
    table.facilitator.do("propose_subject:paper?how=paper*")
    table.facilitator.is_in("choice", "consent")
    table.hurries()
    ines.tap("offer_subject")
    expect(ines.page.locator(".refused[role=alert]")).to_be_visible()
    ines.is_in("presentation")
    assert [person.name for person in table if person.has_heard(SUBJECT)] == ["Inès"]
