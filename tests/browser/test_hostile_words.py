"""Whatever people type is shown as they typed it, to whom it is for; what can not be taken is said, and stays in its field."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from codev.web import awake
from codev.web.text import clean

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TABLES = {
    "evil": {"case": "counter", "until": "reception"},
    "long": {"case": "counter", "until": "presentation"},
    "name": {"case": "counter", "until": "reception"},
}
MARKUP = '<script>window.evil=1</script><img src=x onerror="window.evil=1"></textarea>&amp; \'"'
EVIL = MARKUP + "\u202e\x07\u2066 😀👩🏽\u200d🌾 שלום مرحبا {{ 7*7 }} {% x %} ${7}"
SHOWN = clean(EVIL)
# step: (who writes, field, order, who reads it)
FIELDS = {
    "reception": [("Karim", "feel.mood", "feel", "Odile"), ("Karim", "write_note.text", "write_note", "Karim")],
    "choice": [
        ("Karim", "offer_subject.text", "offer_subject", "Odile"),
        ("Solène", "offer_subject.text", "offer_subject", "Karim"),
        ("Karim", "prepare.text", "prepare", ""),
    ],
    "presentation": [("Karim", "keep_question.text", "keep_question", "Karim")],
    "clarification": [
        ("Karim", "ask_question.text", "ask_question", "Solène"),
        ("Solène", "answer_question:q1.text", "answer_question:q1?question=q1", "Karim"),
    ],
    "contract": [("Solène", "word_request.question", "word_request", "Odile")],
    "reactions": [
        ("Karim", "offer_reaction.text", "offer_reaction?shared=yes", "Odile"),
        ("Solène", "note_in_bag.text", "note_in_bag", "Solène"),
    ],
    "synthesis": [("Solène", "add_action.text", "add_action", "Solène")],
    "plan": [("Solène", "accept_fewer.word", "accept_fewer", "Odile")],
    "conclusion": [("Karim", "share_learning.text", "share_learning", "Odile"), ("Karim", "note_learning.text", "note_learning", "Karim")],
}


def harmless(table):
    for person in table:
        found = person.page.evaluate(
            """(ours) => [window.evil, document.images.length,
              [...document.querySelectorAll('script:not([src^="/static/"])')].filter((one) => one.textContent !== ours).length]""",
            awake.SCRIPT,
        )
        assert found == [None, 0, 0], person


def test_markup_scripts_signs_and_scripts_of_every_direction_stand_as_text_in_every_field(sit):
    table = sit("evil", "Odile", "Solène", "Karim")
    for step, fields in FIELDS.items():
        table.are_in(step)
        for who, field, do, reader in fields:
            writes(table, who, field, do, reader)
        harmless(table)
        if step != "conclusion":
            goes_on(table, step)


def writes(table, who, field, do, reader):
    text = EVIL[:50] if field == "feel.mood" else EVIL
    table[who].write(field, text)
    if do == "add_action":
        assert table[who].is_refused(do)
        table[who].write("add_action.when", text)
    table[who].do(do)
    if reader:
        expect(table[reader].page.locator("main")).to_contain_text(clean(text))


def goes_on(table, step):
    if step == "choice":
        table.facilitator.write("propose_subject:s2.reason", EVIL)
        table.facilitator.do("propose_subject:s2?subject=s2&how=facilitator*")
        table.are_in("choice", "consent")
        expect(table["Karim"].part("consent")).to_contain_text(SHOWN)
        table["Solène"].do("accept_to_be_client")
    if step == "clarification":
        table.hurries()
        table.facilitator.do("next_stage")
        table.are_in("contract", "round")
        table.facilitator.do("next_stage")
        return
    table.hurries()


def test_what_can_not_be_taken_is_said_and_nothing_is_lost(sit):
    karim = sit("long", "Odile", "Karim")["Karim"]
    for text in ("a" * 20_000, "😀" * 20_000, " \n ", "\u200b\u2060"):
        karim.write("write_note.text", text)
        assert karim.is_refused("write_note")
        assert karim.text_in("write_note.text").input_value() == text
    karim.write("write_note.text", "court")
    karim.do("write_note")
    karim.sees("court")


def test_a_name_is_shown_as_it_was_written(house, come):
    rows = {row["name"]: row["link"] for row in house.tables["name"]}
    odile, karim = come(rows["Odile"], "Odile").enter(), come(rows["Karim"], "Karim")
    karim.page.goto(karim.link)
    karim.page.locator("#name").fill("<b>Karim</b> & 😀")
    karim.page.locator("main form button.main").click()
    karim.step_in()
    expect(karim.page.locator("#seats")).to_contain_text("<b>Karim</b>")
    odile.page.reload()
    expect(odile.page.locator("#seats")).to_contain_text("<b>Karim</b>")
    assert karim.page.locator("#seats b").count() == 0
