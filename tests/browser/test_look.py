"""Every step's page as its people see it: narrow, zoomed, dark, by a screen reader's rules."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STEPS = (
    "reception:0.5 choice:0.2 choice:0.6 choice:0.9 presentation clarification:0.6 contract:0.2 contract:0.9 reactions:0.6 "
    "synthesis:0.5 plan:0.8 conclusion:0.8 closed"
)
TABLES = {"every step": {"case": "counter", "until": STEPS}}
ROLES = {"facilitator": "Odile", "client": "Solène", "consultant": "Brigitte"}
NARROW, ZOOMED = {"width": 320, "height": 640}, {"width": 640, "height": 400}
"""The smallest phone; a laptop's window of 1280 × 800 at 200 %."""
WIDER = """() => [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => `${one.localName}.${one.className} ${one.textContent.trim().slice(0, 40)}`).slice(-3)"""
OPEN = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf8")
SERIOUS = """async (only) => (await axe.run(document, { preload: false, resultTypes: ["violations"], ...only })).violations
  .filter(({ impact }) => ["serious", "critical"].includes(impact))
  .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`)"""
CONTRAST = {"runOnly": ["color-contrast"]}

by_role = pytest.mark.parametrize("role", ROLES)


@pytest.fixture(scope="module")
def doors(house):
    """Name to her row. A link opens once: what follows goes on in the same browser."""
    return {row["name"]: row for row in house.tables["every step"]}


@by_role
def test_every_steps_page_reads_at_320_pixels_at_200_percent_and_in_the_dark(doors, come, role):
    row = doors[ROLES[role]]
    person = come(row["link"], row["name"]).enter()
    found = {step: problems(person, address) for step, address in row["addresses"].items()}
    assert {step: wrong for step, wrong in found.items() if wrong} == {}


def problems(person, address):
    page, wrong = person.page, []
    page.set_viewport_size(NARROW)
    page.goto(address)
    expect(page.locator("#seats")).to_be_visible()
    wrong += wider(page, "narrow")
    page.evaluate(OPEN)
    wrong += wider(page, "narrow, all open")
    page.set_viewport_size(ZOOMED)
    wrong += wider(page, "zoomed, all open")
    wrong += violations(page, "light, all open", {})
    page.emulate_media(color_scheme="dark")
    wrong += violations(page, "dark", CONTRAST)
    assert page.screenshot()
    page.emulate_media(color_scheme="light")
    return wrong


def wider(page, how):
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{how}: {over} px: {page.evaluate(WIDER)}"] if over > 0 else []


def violations(page, how, only):
    """Serious and critical violations of the accessibility rules."""
    if not page.evaluate("window.axe !== undefined"):
        page.evaluate(AXE)
    return [f"{how}: {said}" for said in page.evaluate(SERIOUS, only)]


def test_the_pages_around_the_room_read_in_both_themes(doors, house, come):
    person = come(doors["Awa"]["link"], "Awa")
    wrong = [*leaf(person, house.url), *leaf(person, f"{house.url.rstrip('/')}/sheets"), *leaf(person, doors["Awa"]["link"])]
    person.knock()
    wrong += leaf(person, person.page.url)
    person.step_in()
    room = person.address
    for below in ("/door", "/charter", "/sheets"):
        wrong += leaf(person, room + below)
    assert wrong == []


def leaf(person, address):
    page, wrong = person.page, []
    page.set_viewport_size(NARROW)
    page.goto(address)
    expect(page.locator("main")).to_be_visible()
    page.evaluate(OPEN)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        wrong += [f"{page.url}: {said}" for said in (*wider(page, theme), *violations(page, theme, {}))]
    return wrong
