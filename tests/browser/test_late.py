"""A session that begins late and runs out of time: it closes in two taps, and its conclusion is held (P1, S21)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .people import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TABLES = {"late": {"format": "ninety", "minutes_ago": 75}}
SHARED, HERS = "Demander de l’aide tôt.", "Je n’ose pas assez."
# The new step is on the page before the answer to the tap that brought it about.
ANSWERS_LATE = """() => {
  const real = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await real(...asked);
    if (!String(asked[0]).endsWith("/act")) return answer;
    window.fetch = real;
    await new Promise((done) => setTimeout(done, 700));
    return answer;
  };
}"""


def test_a_late_session_is_closed_in_two_taps_with_its_conclusion_kept(sit):
    table = sit("late", "Odile", "Inès", "Malik", device=PHONE)
    begin_late(table)
    hurry_to_the_end(table)
    say_what_one_takes_away(table)
    close_in_two_taps(table)
    table.facilitator.page.reload()
    what_stays(table)


def begin_late(table):
    """Earlier steps are offered shorter; the reserve of the last ones only behind a second tap, and with a reason."""
    table.facilitator.do("start_session")
    late = table.facilitator.part("late")
    late.locator("summary").first.click()
    offers = late.locator("button[name=do][value^=shorten_step]")
    open_offers, reserved = offers.filter(visible=True), late.locator("details button[value*='reason=']")
    expect(open_offers).not_to_have_count(0)
    expect(reserved).not_to_have_count(0)
    assert all("reason" not in offer.get_attribute("value") for offer in open_offers.all())
    open_offers.first.click()
    for person in table.others():
        expect(person.part("late")).to_have_count(0)


def hurry_to_the_end(table):
    table.facilitator.do("go_on")
    table.facilitator.do(f"propose_subject:paper?how=paper&member={table['Inès'].id}")
    table.are_in("choice", "consent")
    table["Inès"].do("accept_to_be_client")
    for _ in ("choice", "presentation", "clarification"):
        table.hurries()
    goes_on_for_a_reason(table, "contract", "reactions")
    for _ in ("reactions", "synthesis", "plan"):
        table.hurries()
    table.are_in("conclusion")


def goes_on_for_a_reason(table, here, there):
    """Why it went on belongs to the step that it left: in the next one nothing stands open to be tapped by mistake."""
    bar, step = table.facilitator.part("bar"), table.facilitator.part("step")
    while table.facilitator.button("next_stage").count():
        stage = step.get_attribute("data-stage")
        table.facilitator.do("next_stage")
        expect(step).not_to_have_attribute("data-stage", stage)
    table.are_in(here)
    bar.locator("#bar-anyway > summary").click()
    table.facilitator.page.evaluate(ANSWERS_LATE)
    bar.locator('#bar-anyway button[value$="reason=group_agrees"]').click()
    expect(step).to_have_attribute("data-step", there)
    expect(bar.locator("#bar-anyway")).to_have_count(1)
    expect(bar.locator("[data-sending]")).to_have_count(0)
    expect(bar.locator("#bar-anyway[open]")).to_have_count(0)


def say_what_one_takes_away(table):
    table["Malik"].write("share_learning.text", SHARED)
    table["Malik"].do("share_learning")
    table["Inès"].write("note_learning.text", HERS)
    table["Inès"].do("note_learning")
    table.facilitator.sees(SHARED)


def close_in_two_taps(table):
    bar = table.facilitator.part("bar")
    bar.locator("#bar-anyway > summary").click()
    bar.locator('button[value="close_session?all_spoken=yes&plan_later=yes"]').click()
    for person in table:
        expect(person.part("notice")).to_have_class("notice plan_to_come")


def what_stays(table):
    """Everyone has had a last word; what was said in the end is there; the plan may still come."""
    for person in table:
        expect(person.page.locator("article.learning")).to_contain_text(SHARED)
    expect(table["Inès"].part("own-learnings")).to_contain_text(HERS)
    assert [person.name for person in table if person.has_heard(HERS)] == ["Inès"]
    table["Inès"].write("add_action.text", "Appeler Sam")
    table["Inès"].write("add_action.when", "lundi")
    table["Inès"].do("add_action")
    expect(table.facilitator.part("plan")).to_contain_text("Appeler Sam")
