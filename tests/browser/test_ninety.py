"""Ninety minutes by voice: seven people, and nobody types but the request and the plan."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .people import BESIDE_A_CALL, LAPTOP, PHONE
from .table import Table, gather

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NAMES = ("Odile", "Solène", "Karim", "Brigitte", "Thomas", "Awa", "Léo")
DEVICES = (LAPTOP, PHONE, BESIDE_A_CALL)
REQUEST = "Comment prendre ma place de responsable ?"


@pytest.fixture
def table(house, come) -> Table:
    people = [come(house.links[name], name, device=DEVICES[i % 3]) for i, name in enumerate(NAMES)]
    return gather(*people)


def test_a_whole_session_by_voice_passes_every_gate(table):
    """S1, S2, S9, S13, S14, S17, S19 to S21: gates count turns and consents, not texts."""
    for chapter in (receive, choose, tell, ask, agree, react, plan, conclude):
        chapter(table)
    for person in table:
        expect(person.part("notice")).to_have_class("notice closed")
        expect(person.part("on-record")).to_have_count(0)


def receive(table):
    table.facilitator.do("start_session")
    table.are_in("reception")
    table.goes_round(table["Léo"], table["Karim"])
    table.takes(table["Solène"])
    table["Solène"].speaks()
    table.facilitator.do("mark_all_spoken")
    table.see_nobody_speak()


def choose(table):
    """The subject is said aloud and stays on paper: hers."""
    table.goes_on("choice", "subjects")
    table.goes_round(*table.others())
    table.facilitator.do(f"propose_subject:paper?how=paper&member={table['Solène'].id}")
    table.are_in("choice", "consent")
    table["Solène"].do("accept_to_be_client")
    table["Karim"].do("agree_to_subject")
    table.facilitator.do("everyone_agrees_to_subject")


def tell(table):
    table.goes_on("presentation")
    table.see_turn_of(table["Solène"])
    for person in table.others("Solène"):
        expect(person.part("now")).to_have_class("now silence")
        person.is_not_offered("ask_turn")
    table["Solène"].speaks()


def ask(table):
    table.goes_on("clarification")
    table.takes(table["Karim"])
    table["Awa"].do("ask_turn")
    table.takes(table["Solène"])
    table["Solène"].speaks()
    table.gives(table["Awa"])
    table["Awa"].speaks()
    table["Thomas"].do("pass_turn")
    table["Léo"].do("say_clear")
    table.facilitator.do("mark_all_spoken")
    table.facilitator.do("mark_all_clear")


def agree(table):
    table.goes_on("contract", "minute")
    table.see_nobody_speak()
    table.goes_on("contract", "round")
    table.goes_round(*table.others("Solène"))
    table.goes_on("contract", "request")
    table["Solène"].write("word_request.question", REQUEST)
    table["Solène"].do("word_request")
    for person in table:
        expect(person.part("request").locator("blockquote")).to_have_text(REQUEST)
    table["Brigitte"].do("agree_to_request")
    table.facilitator.do("everyone_agrees_to_request")


def react(table):
    table.goes_on("reactions")
    table.takes(table["Karim"])
    table["Solène"].do("ask_one_moment")
    table["Solène"].do("say_ready")
    table["Karim"].speaks()
    table["Awa"].do("pass_turn")
    table.goes_round(table["Thomas"], table["Brigitte"])
    table.facilitator.do("mark_all_spoken")


def plan(table):
    table.goes_on("synthesis")
    table.see_nobody_speak()
    table.goes_on("plan")
    for what, when in (("Écrire à chacun", "lundi"), ("En parler en réunion", "jeudi"), ("Relire mon courrier", "chaque matin")):
        table["Solène"].write("add_action.text", what)
        table["Solène"].write("add_action.when", when)
        table["Solène"].do("add_action")
        table["Léo"].sees(what)
    table["Solène"].do("confirm_plan*")
    table.facilitator.do("confirm_plan*")


def conclude(table):
    table.goes_on("conclusion")
    table.goes_round(table["Solène"], table["Karim"])
    table.facilitator.do("mark_all_spoken")
    table.facilitator.do("close_session")
