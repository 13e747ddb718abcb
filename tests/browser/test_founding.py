"""From the empty server to a group that is there: founded in one page, invited by links, each answering for herself."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .people import PHONE
from .test_look import leaf

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PEOPLE = "Inès Moreau; ines@example.org\n; nobody@example.org\nMalik Haddad\nSolène"
MENDED = "Inès Moreau; ines@example.org\nMalik Haddad\nSolène"
NO = "details#no"


def found(person, url):
    page = person.page
    page.goto(f"{url}/new")
    page.fill("#name", "Les <b>jeudis</b>")
    page.fill("#founder", "Claire")
    page.fill("#people", PEOPLE)
    page.locator("form.asked button.main").click()
    expect(page.locator("#people-need")).to_contain_text("2")
    expect(page.locator("#people")).to_have_value(PEOPLE)
    page.fill("#people", MENDED)
    page.locator("form.asked button.main").click()
    expect(page.locator(".code")).to_be_visible()
    page.locator("a.button.main").click()
    links = page.locator(".link-to-give input").evaluate_all("fields => fields.map((field) => field.value)")
    return page.url.removesuffix("/links"), links


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_group_is_founded_and_each_answers_for_herself(house, come, script):
    claire = come(house.url, "Claire", java_script_enabled=script)
    home, links = found(claire, house.url)
    ines = come(links[0], "Inès", device=PHONE, java_script_enabled=script)
    ines.page.goto(links[0])
    ines.page.locator("button[value=yes]").click()
    expect(ines.page).to_have_url(f"{house.url}/m/{ines.page.url.rpartition('/m/')[2]}")
    malik = come(links[1], "Malik", java_script_enabled=script)
    malik.page.goto(links[1])
    malik.page.locator(f"{NO} summary").click()
    malik.page.locator(f"{NO} button").click()
    claire.page.goto(f"{home}/people")
    expect(claire.page.locator(".roll li")).to_have_count(3)


def test_every_page_of_a_group_reads_narrow_and_in_both_themes(house, come):
    claire = come(house.url, "Claire")
    home, _ = found(claire, house.url)
    claire.page.goto(f"{home}/people")
    person = claire.page.locator(".roll a").nth(1).get_attribute("href")
    below = ("", "/people", "/links", "/charter", "/charter/edit", "/ties", "/settings")
    own = (house.url + person, *(home + part for part in below))
    wrong = [said for address in (f"{house.url}/new", *own) for said in leaf(claire, address)]
    assert wrong == []


def test_a_link_is_copied_by_a_tap(house, come):
    claire = come(house.url, "Claire", permissions=["clipboard-read", "clipboard-write"])
    home, links = found(claire, house.url)
    claire.page.goto(f"{home}/links")
    claire.page.locator("button[data-copies]").first.click()
    assert claire.page.evaluate("navigator.clipboard.readText()") == links[0]
