"""One person alone: she begins a trial session on the first page, and invented people take the other seats."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .people import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_somebody_alone_lives_a_session_with_companions(house, come):
    """They speak, and their words stand under the table; she passes her own turn, as anyone may."""
    alone = come(house.url, "alone", device=PHONE, locale="fr-FR")
    begins(alone, "consultant")
    alone.is_in("reception")
    said = alone.part("captions").locator("li").last
    expect(said).to_be_visible()
    before = said.inner_text()
    alone.do("hasten")
    expect(said).not_to_have_text(before)
    alone.do("pass_turn")
    alone.is_not_offered("pass_turn")


def begins(person, role):
    page = person.page
    page.goto(person.link)
    page.locator(f'input[name=as][value="{role}"]').check()
    page.locator('input[name=pace][value="faster"]').check()
    page.locator('form[action="/try"] button.main').click()
    expect(page.locator("form#enter")).to_be_visible()
    person.step_in()
