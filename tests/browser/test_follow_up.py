"""From one session to the next: the plan is told, and a subject that ripened meanwhile is on the table (S5, B9, P12)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .people import PHONE, Person
from .table import Table

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TABLES = {"two": {"case": "counter", "until": "closed", "minutes_ago": 120, "next_in": 30}}
SUBJECT = "Comment passer la main <sans> disparaître ?"


@pytest.fixture
def table(house, come) -> Table:
    people = {name: come_to_next(house, come, name) for name in ("Odile", "Solène", "Brigitte")}
    return Table(people["Odile"], people)


def come_to_next(house, come, name) -> Person:
    row = next(row for row in house.tables["two"] if row["name"] == name)
    person = come(row["link"], name, device=PHONE)
    person.page.goto(row["link"])
    person.page.locator("main form button.main").click()
    expect(person.page.locator("form#enter, .way").first).to_be_visible()
    if name == "Brigitte":
        prepare(person, row)
    person.page.goto(row["addresses"]["next"] + "/door")
    return person.step_in()


def prepare(person, row):
    person.page.goto(row["link"].partition("/l/")[0] + f"/m/{row['member']}/prepare")
    person.write("text", SUBJECT)
    person.page.locator("button[value=table]").click()
    person.sees("Prêt")


def test_the_second_session_opens_on_the_plan_of_the_first(table):
    odile, solene, brigitte = table
    odile.do("start_session")
    odile.do("mark_all_spoken")
    table.goes_on("follow_up")
    actions = solene.part("follow").locator("ol.plan > li")
    expect(actions).not_to_have_count(0)
    solene.write("report_action:p1.text", "Facile de commencer.")
    solene.do("report_action:p1?action=p1&state=partly")
    for person in table:
        expect(person.part("follow")).to_contain_text("Facile de commencer.")
    brigitte.is_not_offered("report_action*")
    assert brigitte.scrolls_sideways() == solene.scrolls_sideways() == 0
    odile.do("follow_up_told")
    table.goes_on("choice")
    for person in table:
        expect(person.part("subjects")).to_contain_text(SUBJECT)
