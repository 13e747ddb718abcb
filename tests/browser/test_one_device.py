"""One device is enough: a session held around a table, where the facilitator's phone is the only screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .people import PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OTHERS = ("Inès", "Malik", "Zoé", "Léo", "Ming")
TABLES = {"round": {"format": "ninety", "people": ["Odile", *OTHERS], "paper": OTHERS}}
SUBJECTS = {"Inès": "Comment passer la main ?", "Malik": "Comment dire non ?", "Zoé": "Comment tenir le rythme ?"}
NOTED = "{}, Noté par la personne qui facilite"
QUESTION = "Comment passer la main sans disparaître ?"


@pytest.fixture
def odile(house, come) -> Person:
    return come(house.tables["round"][0]["link"], "Odile", device=PHONE).enter()


@pytest.fixture
def ids(house) -> dict[str, str]:
    return {row["name"]: row["member"] for row in house.tables["round"]}


def test_one_phone_carries_a_whole_session(odile, ids):
    """S9, S13, S14, S17, S20, S21, P2: turns, paper sticks, consents, the request read back, the plan, each noted for whom it is."""
    for chapter in (receive, choose, consent, tell_and_ask, agree, react, plan, conclude):
        chapter(odile, ids)
        assert odile.scrolls_sideways() == 0
    expect(odile.part("notice")).to_have_class("notice closed")
    expect(odile.part("on-record")).to_have_count(0)


def speaks(odile, member):
    odile.do(f"take_turn?for={member}")
    expect(odile.page.locator(".seat.has-turn")).to_have_attribute("data-member", member)
    odile.do("finish_turn")


def receive(odile, ids):
    odile.do("start_session")
    odile.is_in("reception")
    speaks(odile, ids["Zoé"])
    odile.do(f"mark_spoken?members={ids['Léo']}")
    odile.do(f"pass_turn?for={ids['Ming']}")
    odile.do("mark_all_spoken")
    odile.do("go_on")


def choose(odile, ids):
    """S7: sticks of wood, counted aloud."""
    odile.is_in("choice", "subjects")
    for name, subject in SUBJECTS.items():
        odile.write("offer_subject:record.text", subject)
        odile.do(f"offer_subject:record?for={ids[name]}")
        expect(odile.part("subjects")).to_contain_text(subject)
    for subject, sticks in (("s1", "9"), ("s2", "7"), ("s3", "4")):
        odile.reach(odile.page.locator(f'[name="record_sticks.totals.{subject}"]')).select_option(sticks)
    odile.do("record_sticks")
    expect(odile.part("subjects").locator("li").first.locator(".counted")).to_contain_text("9")
    odile.do("propose_subject:s1?subject=s1&how=sticks*")


def consent(odile, ids):
    odile.is_in("choice", "consent")
    odile.do(f"accept_to_be_client?for={ids['Inès']}")
    odile.do(f"agree_to_subject?for={ids['Malik']}")
    odile.do("everyone_agrees_to_subject")
    odile.do("go_on")


def tell_and_ask(odile, ids):
    odile.is_in("presentation")
    expect(odile.page.locator(".seat.has-turn")).to_have_attribute("data-member", ids["Inès"])
    odile.do("finish_turn")
    odile.do("go_on")
    odile.is_in("clarification")
    speaks(odile, ids["Malik"])
    odile.write("ask_question:record.text", "Depuis quand ?")
    odile.do(f"ask_question:record?for={ids['Zoé']}")
    expect(odile.page.locator(".question .who")).to_have_text(NOTED.format("Zoé"))
    odile.do(f"decline_to_answer?for={ids['Inès']}")
    odile.do("mark_all_spoken")
    odile.do("mark_all_clear")
    odile.do("go_on")


def agree(odile, ids):
    """P2: she dictates, hears it read, says yes; until then it does not count."""
    odile.is_in("contract", "minute")
    odile.write("write_reformulation:record.text", "Partir sans tout lâcher.")
    odile.do(f"write_reformulation:record?for={ids['Ming']}")
    odile.do("next_stage")
    expect(odile.part("reformulations").locator(".who")).to_have_text(NOTED.format("Ming"))
    odile.do("mark_all_spoken")
    odile.do("next_stage")
    odile.write("word_request.question", QUESTION)
    odile.do(f"word_request?for={ids['Inès']}")
    expect(odile.part("request")).to_have_class("request dictated")
    expect(odile.part("gate").locator("li")).not_to_have_count(0)
    odile.do(f"confirm_request?for={ids['Inès']}")
    odile.do("everyone_agrees_to_request")
    expect(odile.part("request")).to_have_class("request agreed")
    expect(odile.part("request").locator("blockquote")).to_have_text(QUESTION)
    odile.do("go_on")


def react(odile, ids):
    odile.is_in("reactions")
    speaks(odile, ids["Ming"])
    odile.do("mark_all_spoken")
    odile.do("go_on")
    odile.is_in("synthesis")
    odile.do("go_on")


def plan(odile, ids):
    odile.is_in("plan")
    for what, when in (("Choisir un dossier", "lundi"), ("Le confier à Sam", "mardi"), ("En reparler", "fin mars")):
        odile.write("add_action.text", what)
        odile.write("add_action.when", when)
        odile.do(f"add_action?for={ids['Inès']}")
        expect(odile.part("plan")).to_contain_text(what)
    odile.do("confirm_plan?version=3")
    odile.do(f"confirm_plan?version=3&for={ids['Inès']}")
    odile.do("go_on")


def conclude(odile, ids):
    odile.is_in("conclusion")
    speaks(odile, ids["Inès"])
    odile.do("mark_all_spoken")
    odile.do("close_session")
