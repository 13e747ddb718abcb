"""Links and devices: a link opens once, a code of her own page takes another device along, a device can forget her."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .people import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TABLES = {name: {"case": "counter", "until": "presentation"} for name in ("moves", "twice")}
KEPT = "Depuis quand, au juste ?"


def test_in_mid_session_she_goes_on_from_her_phone(sit, come):
    """A spent link says what to do; the code that only her own page shows opens, and her notes are there too."""
    table = sit("moves", "Odile", "Karim")
    laptop = table["Karim"]
    laptop.write("keep_question.text", KEPT)
    laptop.do("keep_question")
    phone = come(laptop.link, "Karim's phone", device=PHONE)
    opens_the_spent_link(phone)
    phone.page.locator("#code").fill(code_on(laptop))
    phone.page.locator("main form button.main").click()
    phone.step_in()
    expect(phone.part("notes")).to_contain_text(KEPT)
    laptop.page.goto(phone.address)
    table.hurries()
    for device in (laptop, phone):
        device.is_in("clarification")
    forgets(laptop)
    phone.do("take_turn")
    expect(table.facilitator.page.locator(".seat.has-turn")).to_have_attribute("data-member", phone.id)


def opens_the_spent_link(person):
    person.watch.forgiving = True
    answer = person.page.goto(person.link)
    assert (answer.status, person.page.locator("form.sheet #code").count()) == (410, 1)
    person.watch.forgiving = False


def code_on(person):
    person.reach(person.page.locator('form[action$="/code"]:not(:has([name=keep])) button')).click()
    return person.page.locator("p.code").inner_text()


def forgets(person):
    """Nothing of her is left on this device."""
    address = person.address
    person.reach(person.page.locator("form[data-leaves] button")).click()
    expect(person.page.locator("main")).to_be_visible()
    person.watch.forgiving = True
    assert person.page.goto(address).status == 404
    assert person.page.evaluate("localStorage.length") == 0


def test_a_double_tap_is_one_act(sit):
    karim = sit("twice", "Odile", "Karim")["Karim"]
    karim.write("keep_question.text", KEPT)
    karim.reach(karim.button("keep_question")).dblclick()
    expect(karim.part("notes").locator("li", has_text=KEPT)).to_have_count(1)
    karim.page.reload()
    expect(karim.part("notes").locator("li", has_text=KEPT)).to_have_count(1)
