"""Trains, phones, tired laptops, a restart in mid-session: everybody is back in the same place by herself, and no word is lost."""

from __future__ import annotations

import re
import signal
from datetime import datetime

import pytest
from playwright.sync_api import expect

from .people import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TABLES = {
    "cut": {"case": "counter", "until": "presentation"},
    "slept": {"case": "counter", "until": "presentation"},
    "SIGTERM": {"case": "counter", "until": "clarification"},
    "SIGKILL": {"case": "counter", "until": "clarification"},
    "clocks": {"case": "counter", "until": "reactions"},
    "in part": {"case": "counter", "until": "presentation"},
    "old": {"case": "counter", "until": "presentation"},
    "typed": {"case": "counter", "until": "presentation"},
}
KEPT = "Depuis quand, au juste ?"
SKEWED = """(() => {
  const real = Date, now = () => real.now() + %d * 60000;
  window.Date = class extends real {
    constructor(...given) { super(...(given.length ? given : [now()])); }
    static now() { return now(); }
  };
})()"""
LEFT = ".clock.ticking .left b"


def loses_the_network(person):
    person.watch.forgiving = True
    person.context.set_offline(True)
    expect(person.part("connection")).to_be_visible()


def test_a_cut_connection_says_so_keeps_the_text_and_comes_back_to_the_current_truth(sit):
    table = sit("cut", "Odile", "Karim", device=PHONE)
    karim = table["Karim"]
    karim.write("keep_question.text", KEPT)
    loses_the_network(karim)
    table.facilitator.do("pause_clock")
    karim.context.set_offline(False)
    expect(karim.part("clock")).to_have_attribute("data-state", "paused")
    expect(karim.page.locator("body")).not_to_have_class(re.compile("offline"))
    expect(karim.text_in("keep_question.text")).to_have_value(KEPT)
    karim.do("keep_question")


def test_an_act_without_network_is_sent_again_when_it_is_back(sit):
    table = sit("slept", "Odile", "Karim", device=PHONE)
    karim = table["Karim"]
    karim.write("keep_question.text", KEPT)
    loses_the_network(karim)
    karim.reach(karim.button("keep_question")).click()
    karim.sees("Pas encore parti")
    table.hurries()
    karim.context.set_offline(False)
    karim.is_in("clarification")
    expect(karim.part("notes").locator("li", has_text=KEPT)).to_have_count(1)
    expect(karim.part("connection")).to_be_hidden()
    expect(karim.page.get_by_text("Pas encore parti").filter(visible=True)).to_have_count(0)


@pytest.mark.parametrize("how", ["SIGTERM", "SIGKILL"])
def test_a_server_that_stops_and_starts_again_finds_everybody_in_the_same_place(sit, house, how):
    """No page is loaded again: what was typed stays, and the next act is everybody's."""
    table = sit(how, "Odile", "Karim", "Awa")
    table.takes(table["Karim"])
    table["Awa"].write("write_note.text", KEPT)
    for person in table:
        person.watch.forgiving = True
        person.page.evaluate("window.sameDocument = true")
    house.stop(signal.Signals[how])
    expect(table["Karim"].part("connection")).to_be_visible()
    house.start()
    for person in table:
        expect(person.page.locator("body")).not_to_have_class(re.compile("offline"))
        expect(person.part("connection")).to_be_hidden()
    table.facilitator.do("pause_clock")
    for person in table:
        expect(person.part("clock")).to_have_attribute("data-state", "paused")
        assert person.page.evaluate("window.sameDocument")
    expect(table["Awa"].text_in("write_note.text")).to_have_value(KEPT)


def test_a_clock_a_quarter_of_an_hour_wrong_shows_the_same_minutes(house, come):
    rows = {row["name"]: row["link"] for row in house.tables["clocks"]}
    right, fast, slow = (come(rows[name], name) for name in ("Odile", "Karim", "Awa"))
    fast.context.add_init_script(SKEWED % 15)
    slow.context.add_init_script(SKEWED % -15)
    shown = []
    for person in (right, fast, slow):
        person.enter()
        expect(person.page.locator(LEFT)).to_have_text(re.compile(r"^\+?\d+$"))
        shown.append(minutes(person))
    assert max(shown) - min(shown) <= 1
    deadline = datetime.fromisoformat(str(right.part("clock").get_attribute("data-deadline")))
    left = (deadline - datetime.now(deadline.tzinfo)).total_seconds() / 60
    assert abs(shown[-1] - left) <= 1.5


LOST = "**/static/parts.js"


def test_a_page_that_came_through_in_part_says_so_and_opens_anew_by_itself(sit, house, come):
    """A server that is gone while the page's files are still on their way."""
    table = sit("in part", "Odile")
    links = {row["name"]: row["link"] for row in house.tables["in part"]}
    karim = come(links["Karim"], "Karim", device=PHONE)
    karim.watch.forgiving = True
    karim.context.route(LOST, lambda route: route.abort())
    karim.enter()
    karim.context.set_offline(True)
    expect(karim.part("connection")).to_contain_text("Reconnexion")
    karim.context.unroute(LOST)
    table.hurries()
    karim.context.set_offline(False)
    karim.is_in("clarification")
    expect(karim.page.locator("html[data-awake]")).to_have_count(1)
    expect(karim.part("connection")).to_be_hidden()


def test_what_is_typed_in_a_page_that_came_through_in_part_goes_to_the_server_whole(house, come):
    links = {row["name"]: row["link"] for row in house.tables["typed"]}
    karim = come(links["Karim"], "Karim", device=PHONE)
    karim.watch.forgiving = True
    karim.context.route(LOST, lambda route: route.abort())
    karim.enter()
    karim.page.locator('[name="keep_question.text"]').fill(KEPT)
    with karim.page.expect_response(karim.page.url) as asked:  # by the page itself, which stays as it is
        pass
    assert asked.value.status == 200
    expect(karim.part("connection")).to_contain_text("qu’en partie")
    expect(karim.text_in("keep_question.text")).to_have_value(KEPT)
    karim.context.unroute(LOST)
    karim.button("keep_question").click()
    expect(karim.part("notes").locator("li", has_text=KEPT)).to_have_count(1)
    expect(karim.page.locator("html[data-awake]")).to_have_count(1)


def test_a_browser_that_does_not_understand_the_script_opens_the_page_anew_and_not_at_once(sit, house, come):
    table = sit("old", "Odile")
    links = {row["name"]: row["link"] for row in house.tables["old"]}
    karim = come(links["Karim"], "Karim", device=PHONE)
    karim.context.route("**/static/room.js", lambda route: route.fulfill(content_type="text/javascript", body="what is this ??="))
    karim.watch.forgiving = True
    karim.context.clock.install()
    karim.enter()
    karim.page.evaluate("window.sameDocument = true")
    table.hurries()
    for _ in range(3):
        karim.context.clock.fast_forward(4000)
        karim.page.wait_for_timeout(400)
    assert karim.page.evaluate("window.sameDocument")
    karim.context.clock.fast_forward(20_000)
    karim.is_in("clarification")
    karim.watch.complaints.clear()  # of a script that is none


def minutes(person):
    return int(person.page.locator(LEFT).inner_text())
