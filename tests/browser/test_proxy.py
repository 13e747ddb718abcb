"""Between people and the server stands what somebody else has set up: streams that are held back, cut, or dead without a sign."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from .house import House, free_port
from .proxy import Proxy

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TABLES = {name: {"case": "counter", "until": "presentation"} for name in ("holds", "cuts", "dead")}
LEFT = ".clock.ticking .left b"
SLOW = re.compile("cinq secondes")


@pytest.fixture(scope="module")
def between():
    proxy = Proxy(free_port())
    yield proxy
    proxy.close()


@pytest.fixture(scope="module")
def house(between, tmp_path_factory):
    built = House(tmp_path_factory.mktemp("house") / "data", port=between.server, public=between.port)
    built.seed(TABLES)
    built.start()
    yield built
    built.stop()


@pytest.fixture
def proxy(between):
    between.way = "through"
    return between


@pytest.fixture
def comes(house, come):
    """Somebody whose browser may complain of its connection. before: what is done to her page first."""

    def comes(table, name, before=lambda page: None):
        (link,) = (row["link"] for row in house.tables[table] if row["name"] == name)
        person = come(link, name)
        person.watch.forgiving = True
        before(person.page)
        return person.enter()

    return comes


def test_where_streams_are_held_back_the_page_is_right_within_seconds_and_says_so(comes, proxy):
    is_right_without_a_stream(comes, proxy, "holds")


def test_where_streams_are_cut_too_and_once_the_proxy_is_mended_the_page_is_live_again_by_itself(comes, proxy):
    karim = is_right_without_a_stream(comes, proxy, "cuts")
    proxy.way = "through"
    expect(karim.part("connection")).to_be_hidden()


def is_right_without_a_stream(comes, proxy, way):
    """Neither of the two has one; she who leads is not taken for somebody without a network."""
    proxy.way = way
    odile, karim = comes(way, "Odile"), comes(way, "Karim")
    for person in (odile, karim):
        expect(person.part("connection")).to_have_text(SLOW)
    deadline = karim.part("clock").get_attribute("data-deadline")
    assert abs(int(karim.page.locator(LEFT).inner_text()) - minutes_until(deadline)) <= 1.5
    odile.do("pause_clock")
    expect(karim.part("clock")).to_have_attribute("data-state", "paused")
    karim.write("write_note.text", "à moi")
    karim.do("write_note")
    expect(karim.part("notes")).to_contain_text("à moi")
    return karim


def test_a_laptop_that_slept_through_a_step_wakes_in_the_step_that_is_now(sit, comes, proxy):
    """Its connection has died without a sign, and its timers stood still."""
    table, karim = sit("dead", "Odile"), comes("dead", "Karim", before=lambda page: page.clock.install())
    proxy.goes_dead(karim.id)
    table.hurries()
    karim.is_in("presentation")
    karim.page.clock.fast_forward("20:00")
    karim.is_in("clarification")
    expect(karim.page.locator("body")).not_to_have_class(re.compile("offline"))


def minutes_until(deadline):
    at = datetime.fromisoformat(deadline)
    return (at - datetime.now(at.tzinfo)).total_seconds() / 60
