"""Nobody is pulled away while typing, and no word is lost: steps change, pages reload, two tabs stand open."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AT_THE_SUBJECTS = {"case": "counter", "until": "choice"}
TABLES = {
    **dict.fromkeys(("moved", "sent late", "left", "reloaded", "two languages"), AT_THE_SUBJECTS),
    "two tabs": {"case": "counter", "until": "presentation"},
    "keyboard": {"case": "counter", "until": "clarification"},
    "journal": {"case": "counter", "until": "clarification"},
}
FIELD = "offer_subject.text"
SUBJECT, KEPT = "Comment dire non sans blesser ?", "Et avant ?"


def types(person, text=SUBJECT, caret=7):
    """Key by key, and back into the middle."""
    field = person.reach(person.page.locator(f'[name="{FIELD}"]'))
    field.click()
    field.press_sequentially(text)
    field.evaluate("(field, at) => field.setSelectionRange(at, at)", caret)


def leaves(person, part):
    """By the keyboard."""
    while person.page.evaluate("(id) => document.getElementById(id)?.contains(document.activeElement)", part):
        person.page.keyboard.press("Tab")


def focus(person):
    """What has the focus, what stands in it, and where the caret is."""
    return person.page.evaluate("(({name, value, selectionStart}) => [name, value, selectionStart])(document.activeElement)")


def moves_on(table):
    """The facilitator goes to the consent: subjects are not offered any more."""
    table.facilitator.do("propose_subject:paper?how=paper*")
    table.are_in("choice", "consent")
    table.hurries()
    table.are_in("presentation")


def says_that_it_is_kept(person):
    expect(person.part("told").or_(person.page.locator(".refused")).filter(visible=True).first).to_be_visible()
    person.page.reload()
    expect(person.part("notes")).to_contain_text(SUBJECT)


def test_a_step_that_changes_leaves_focus_caret_and_text_and_the_text_becomes_her_note(sit):
    table = sit("moved", "Odile", "Karim")
    karim = table["Karim"]
    types(karim)
    moves_on(table)
    assert focus(karim) == [FIELD, SUBJECT, 7]
    karim.page.keyboard.type("x")
    assert focus(karim) == [FIELD, SUBJECT[:7] + "x" + SUBJECT[7:], 8]
    karim.page.keyboard.press("Backspace")
    leaves(karim, "subjects")
    says_that_it_is_kept(karim)
    assert not table.facilitator.has_heard(SUBJECT)


def test_a_text_sent_after_the_step_has_changed_is_her_note_once(sit):
    table = sit("sent late", "Odile", "Karim")
    types(table["Karim"])
    moves_on(table)
    table["Karim"].page.locator('button[value="offer_subject"]').click()
    says_that_it_is_kept(table["Karim"])
    expect(table["Karim"].part("notes").locator("li", has_text=SUBJECT)).to_have_count(1)


def test_a_text_that_she_had_left_becomes_her_note_with_the_step(sit):
    table = sit("left", "Odile", "Karim")
    types(table["Karim"])
    leaves(table["Karim"], "subjects")
    moves_on(table)
    says_that_it_is_kept(table["Karim"])


def test_a_page_that_is_loaded_again_shows_the_same_place_and_the_text_that_was_being_typed(sit):
    table = sit("reloaded", "Odile", "Karim")
    types(table["Karim"])
    table["Karim"].page.reload()
    table["Karim"].is_in("choice", "subjects")
    expect(table["Karim"].text_in(FIELD)).to_have_value(SUBJECT)
    table["Karim"].do("offer_subject")
    expect(table.facilitator.part("subjects")).to_contain_text(SUBJECT)
    table["Karim"].page.reload()
    expect(table["Karim"].text_in(FIELD)).to_have_value("")


def test_one_person_reads_another_language_and_nobody_else_does(sit):
    table = sit("two languages", "Odile", "Karim")
    odile, karim = table.facilitator, table["Karim"]
    before = odile.part("step").inner_text()
    karim.reads("en")
    karim.is_in("choice", "subjects")
    assert karim.part("step").inner_text() != before == odile.part("step").inner_text()
    karim.do("take_turn")
    expect(odile.page.locator(".seat.has-turn")).to_have_attribute("data-member", karim.id)
    expect(odile.page.locator("html")).to_have_attribute("lang", re.compile("^fr"))


def test_two_tabs_of_one_person_are_one(sit):
    """What one tab does the other shows, once she has left the field that she types in."""
    table = sit("two tabs", "Odile", "Awa")
    awa = table["Awa"]
    other = awa.new_page()
    other.goto(awa.address)
    note = other.locator('[name="write_note.text"]')
    note.evaluate("(field) => field.closest('details').open = true")
    note.fill("à moi")
    awa.write("keep_question.text", KEPT)
    awa.do("keep_question")
    awa.sees(KEPT)
    other.locator("h1").click()
    expect(other.locator("#notes")).to_contain_text(KEPT)
    expect(note).to_have_value("à moi")
    table.hurries()
    for page in (awa.page, other):
        expect(page.locator("#step")).to_have_attribute("data-step", "clarification")


def test_a_turn_by_the_keyboard_alone(sit):
    table = sit("keyboard", "Odile", "Thomas")
    table.facilitator.do("mark_all_spoken")
    tab_to(table["Thomas"], "take_turn")
    table["Thomas"].page.keyboard.press("Enter")
    table.see_turn_of(table["Thomas"])
    assert table["Thomas"].page.evaluate("document.activeElement !== document.body")
    tab_to(table["Thomas"], "finish_turn")
    table["Thomas"].page.keyboard.press("Enter")
    table.see_nobody_speak()


def tab_to(person, do):
    for _ in range(60):
        if person.page.evaluate("document.activeElement.value") == do:
            return
        person.page.keyboard.press("Tab")
    raise AssertionError(f"no way to {do} by the keyboard")


def test_an_unsent_note_of_the_journal_goes_by_being_sent_and_by_nothing_else(sit):
    """Not by an address that somebody made, nor by taking another line out."""
    karim = sit("journal", "Odile", "Karim")["Karim"]
    journal, note = f"{karim.address.partition('/s/')[0]}/m/{karim.id}/journal", karim.page.locator("#text")
    for text in ("Première", "Seconde"):
        karim.page.goto(journal)
        note.fill(text)
        karim.page.locator('button[value="note"]').click()
        expect(karim.page.locator(".lines").get_by_text(text)).to_be_visible()
        expect(note).to_have_value("")
    note.fill("Troisième")
    karim.page.goto(f"{journal}?kept=0123456789abcdef")
    expect(note).to_have_value("Troisième")
    karim.reach(karim.page.locator('button[value="drop"]')).click()
    expect(karim.page.locator(".lines li")).to_have_count(1)
    expect(note).to_have_value("Troisième")
