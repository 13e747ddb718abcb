"""A subject on its author's own page, and the same sentence on the table of a session that has begun (B10, P12)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TABLES = {"begun": {"case": "counter", "until": "choice"}}
SUBJECT = "Comment dire que je pars ?"


def test_taken_off_the_table_on_her_own_page_it_is_off_everybodys(sit):
    table = sit("begun", "Odile", "Karim")
    karim, room = table["Karim"], table["Karim"].address
    karim.page.goto(f"{room.partition('/s/')[0]}/m/{karim.id}/prepare/new")
    karim.page.locator("#text").fill(SUBJECT)
    karim.page.locator('button[value="table"]').click()
    expect(karim.page.locator("blockquote")).to_have_text(SUBJECT)
    prepared = karim.page.url
    karim.page.goto(room)
    karim.write("offer_subject.text", SUBJECT)
    karim.do("offer_subject")
    expect(table.facilitator.part("subjects")).to_contain_text(SUBJECT)
    karim.page.goto(prepared)
    karim.page.locator('button[value="withdraw"]').click()
    expect(table.facilitator.part("subjects")).not_to_contain_text(SUBJECT)
