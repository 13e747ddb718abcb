"""The facilitator's phone goes on without a network for an hour, and the server decides afterwards what she noted (S1, S25)."""

from __future__ import annotations

import re
import signal

import pytest
from playwright.sync_api import expect

from .people import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AN_HOUR = 60
TABLES = {
    "hour": {"case": "counter", "until": "clarification:0.5", "minutes_ago": 100, "acted": AN_HOUR},
    "refused": {"case": "counter", "until": "clarification:0.5"},
    "shared": {"case": "counter", "until": "clarification:0.5"},
}
PANEL = "#alone"
WHOLE_PAGE = 90_000  # its files are fetched once more


def cut(house, table):
    """The server is gone, and the facilitator's page knows."""
    person = table.facilitator
    for other in table:
        other.watch.forgiving = True
    expect(person.page.locator("body")).to_have_attribute("data-script", re.compile("known|kept"))
    house.stop(signal.SIGKILL)
    expect(person.page.locator(PANEL)).to_be_visible()


def it_is(person, minutes):
    """By her page's clock it is so many minutes ago."""
    person.page.evaluate("(ms) => { document.documentElement.dataset.offset = ms }", -minutes * 60_000)


def taps(person, words):
    person.page.locator(f"{PANEL} button", has_text=words).first.click()


def noted(person):
    return person.page.locator(f"{PANEL} ol li")


def test_an_hour_without_a_server_is_noted_and_then_decided_in_order_with_its_own_instants(sit, house):
    table = sit("hour", "Odile", "Karim", device=PHONE)
    odile = table.facilitator
    expect(odile.page.locator("body")).to_have_attribute("data-script", "kept", timeout=WHOLE_PAGE)
    cut(house, table)
    it_is(odile, 50)
    taps(odile, "Brigitte")
    taps(odile, "Tout le monde a parlé")
    it_is(odile, 40)
    taps(odile, "Ensuite : Contrat")
    expect(odile.page.locator(f"{PANEL} .where")).to_contain_text("Contrat · encore 8 min")
    it_is(odile, 0)
    expect(odile.page.locator(f"{PANEL} .where")).to_contain_text(re.compile(r"Contrat · \+\s3\d\smin"))
    odile.page.reload()
    expect(noted(odile)).to_have_count(3)
    assert odile.scrolls_sideways() == 0
    house.start()
    for person in table:
        person.is_in("contract", "minute")
        expect(person.page.locator(".clock.over .left b")).to_have_text(re.compile(r"\+3\d"))
    expect(odile.page.locator(PANEL)).to_be_hidden()
    assert odile.page.evaluate("localStorage.getItem(Object.keys(localStorage).find(k => k.startsWith('codev-alone')))").count('"key"') == 0


def test_what_the_server_refuses_stays_listed_with_its_reason_and_nothing_is_taken_twice(sit, house):
    table = sit("refused", "Odile", "Solène", device=PHONE)
    odile, client = table.facilitator, table["Solène"]
    cut(house, table)
    for way in ("Ensuite : Contrat", "Suite de l’étape", "Suite de l’étape", "Ensuite : Réactions", "Ensuite : Synthèse"):
        taps(odile, way)
    taps(odile, "Karim")
    house.start()
    client.is_in("synthesis")
    expect(noted(odile)).to_have_count(1)
    expect(noted(odile)).to_contain_text("Karim a parlé")
    expect(noted(odile).locator(".refused")).not_to_be_empty()
    odile.page.reload()
    expect(noted(odile)).to_have_count(1)
    taps(odile, "C’est vu")
    expect(odile.page.locator(PANEL)).to_be_hidden()


def test_nobody_but_the_facilitator_is_offered_it(sit, house):
    table = sit("shared", "Odile", "Karim", device=PHONE)
    karim = table["Karim"]
    karim.watch.forgiving = True
    karim.context.set_offline(True)
    expect(karim.part("connection")).to_be_visible()
    expect(karim.page.locator(PANEL)).to_be_hidden()
    assert karim.page.evaluate("caches.keys()") == []
