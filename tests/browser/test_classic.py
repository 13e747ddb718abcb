"""Three hours: six people, six browsers, two languages; everything that may be written is written, and reaches whom it is for."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .people import LAPTOP, PHONE
from .table import Table, gather

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NAMES = ("Renaud", "Maude", "Jean-Philippe", "Fatoumata", "Lise", "Ming")
SUBJECTS = {"Maude": "Comment déléguer sans disparaître ?", "Lise": "Comment dire non ?", "Ming": "How to start again?"}
KEPT = "Depuis quand, au juste ?"
ASKED, TOO_FAR = "Qui en a parlé la première fois ?", "Et votre salaire ?"
ANSWER = "C’est moi."
SENTENCES = {"Lise": "J’ai compris : confier sans lâcher.", "Ming": "I understood: to trust."}
QUESTION, EXPECTS = "Comment confier un dossier jusqu’au bout ?", "Vos propres histoires."
FOR_HER, FOR_ALL = "Une fois, j’ai tout repris la nuit.", "Chez nous, un carnet partagé."
BAG, LATER = "Le carnet partagé", "Reprendre la nuit"
PRIVATE_LEARNING, SHARED_LEARNING = "J’ai peur de lâcher, moi aussi.", "One can ask for a moment."


@pytest.fixture
def table(house, come) -> Table:
    devices = (LAPTOP, PHONE, LAPTOP, PHONE, LAPTOP, PHONE)
    seated = gather(*(come(house.links[name], name, device=device) for name, device in zip(NAMES, devices, strict=True)))
    seated["Jean-Philippe"].reads("en")
    return seated


def test_a_whole_session_in_writing_and_in_two_languages(table):
    """S1 to S23, C1, C2: from the moods to the close, with each word where it belongs."""
    for chapter in (receive, offer, vote, consent, tell, ask, write_sentences, agree, react, gather_in, plan, conclude):
        chapter(table)
    heard = {(p.name, words) for p in table for words in (FOR_HER, PRIVATE_LEARNING, BAG) if p.has_heard(words)}
    assert heard == {("Fatoumata", FOR_HER), ("Maude", FOR_HER), ("Lise", PRIVATE_LEARNING), ("Maude", BAG), *shown(table, BAG)}


def shown(table, action):
    """A line of the bag that became an action is everybody's to see."""
    return {(person.name, action) for person in table}


def receive(table):
    """S4: a word of mood, in a language of one's own."""
    absent = table.facilitator.page.locator(".seat", has_text="Olivier").get_attribute("data-member")
    table.facilitator.do(f"mark_presence?member={absent}&presence=absent")
    table.facilitator.do("start_session")
    table.are_in("reception")
    languages = [person.page.locator("html").get_attribute("lang")[:2] for person in table]
    assert languages == ["fr", "fr", "en", "fr", "fr", "en"]
    assert (
        table["Ming"].part("step").inner_text()
        == table["Jean-Philippe"].part("step").inner_text()
        != table["Lise"].part("step").inner_text()
    )
    table["Lise"].write("feel.mood", "curieuse")
    table["Lise"].do("feel")
    for person in table:
        expect(person.part("mood")).to_contain_text("curieuse")
    table.goes_round(table["Maude"], table["Ming"])
    table.facilitator.do("mark_all_spoken")


def offer(table):
    """S6, B10: subjects where all can see them; one is for information only."""
    table.goes_on("choice", "subjects")
    for name, subject in SUBJECTS.items():
        table[name].write("offer_subject.text", subject)
        table[name].do("offer_subject")
    table["Fatoumata"].write("offer_subject.text", "Je change de poste en mars.")
    table["Fatoumata"].do("offer_subject?for_information=yes")
    for person in table:
        expect(person.part("subjects").locator("li")).to_have_count(4)
    table.facilitator.do("mark_all_spoken")


def vote(table):
    """S7, C2: three sticks, two and one; a ballot is its voter's alone."""
    table.goes_on("choice", "vote")
    ballots = {"Maude": ("s1", "s2", "s3"), "Jean-Philippe": ("s1", "s3"), "Lise": ("s2", "s1"), "Ming": ("s1",)}
    for name, choices in ballots.items():
        for place, subject in enumerate(choices, 1):
            table[name].choose(f"cast_sticks.choices.{place}", subject)
        table[name].do("cast_sticks")
    table["Fatoumata"].do("abstain")
    table.facilitator.do("close_vote")
    for person in table:
        expect(person.part("subjects").locator("li").first.locator(".counted")).to_contain_text("11")


def consent(table):
    """S9: her yes, the group's; a reservation is told to the facilitator alone, and taken back."""
    table.facilitator.do("propose_subject:s1?subject=s1&how=sticks*")
    table.are_in("choice", "consent")
    table["Maude"].do("accept_to_be_client")
    for name in ("Jean-Philippe", "Fatoumata", "Ming"):
        table[name].do("agree_to_subject")
    table["Lise"].do("confide_reservation")
    expect(table.facilitator.part("gate")).to_be_visible()
    table["Lise"].do("lift_reservation")
    table["Lise"].do("agree_to_subject")
    expect(table.facilitator.part("gate")).to_be_hidden()


def tell(table):
    """S10: one tells, the others listen; a question is kept in private for its step."""
    table.goes_on("presentation")
    table.see_turn_of(table["Maude"])
    table["Lise"].write("keep_question.text", KEPT)
    table["Lise"].do("keep_question")
    table["Lise"].sees(KEPT)
    table["Maude"].speaks()
    assert [person.name for person in table if person.has_heard(KEPT)] == ["Lise"]


def ask(table):
    """S11, S13: by voice in the order of hands, in writing, answered, declined."""
    table.goes_on("clarification")
    table.takes(table["Ming"])
    table["Fatoumata"].do("ask_turn")
    table["Jean-Philippe"].do("ask_turn")
    expect(table.facilitator.part("queue").locator("ol li")).to_have_count(3)
    table.takes(table["Maude"])
    table.gives(table["Fatoumata"])
    table["Fatoumata"].speaks()
    table["Jean-Philippe"].do("lower_hand")
    table["Lise"].do("ask_question:*")
    table["Ming"].sees(KEPT)
    write_questions(table)
    for name in ("Jean-Philippe", "Fatoumata", "Lise", "Ming"):
        table[name].do("say_clear")
    expect(table.facilitator.part("gate")).to_be_hidden()


def write_questions(table):
    for text in (ASKED, TOO_FAR):
        table["Ming"].write("ask_question.text", text)
        table["Ming"].do("ask_question")
    table["Maude"].write("answer_question:q2.text", ANSWER)
    table["Maude"].do("answer_question:q2?question=q2")
    table["Maude"].do("decline_to_answer?question=q3")
    for person in table:
        expect(person.part("question-q2").locator(".answer")).to_have_text(ANSWER)
        expect(person.part("question-q3").locator(".answer")).to_be_visible()


def write_sentences(table):
    """S14: one silent minute; nobody sees a sentence before all are revealed together."""
    table.goes_on("contract", "minute")
    for name, sentence in SENTENCES.items():
        table[name].write("write_reformulation.text", sentence)
        table[name].do("write_reformulation")
    assert [person.name for person in table if person.has_heard(SENTENCES["Lise"])] == ["Lise"]
    table.facilitator.do("reveal_reformulations")
    for person in table:
        expect(person.part("reformulations").locator("li.words")).to_have_count(2)
    table.are_in("contract", "round")
    table.goes_round(table["Lise"], table["Ming"])
    table.facilitator.do("mark_all_spoken")


def agree(table):
    """S14, P2, S27: her words; all agree; they stay in sight."""
    table.goes_on("contract", "request")
    table["Maude"].write("word_request.question", QUESTION)
    table["Maude"].write("word_request.expectation", EXPECTS)
    table["Maude"].do("word_request")
    for name in ("Jean-Philippe", "Fatoumata", "Lise", "Ming"):
        table[name].do("agree_to_request")
    for person in table:
        expect(person.part("request")).to_have_class("request agreed")
        expect(person.part("request")).to_contain_text(EXPECTS)


def react(table):
    """S15, S16, S28: for her alone, or shared; she listens, and gathers in private. Before it, the break that the format proposes."""
    table.facilitator.do("take_break?minutes=10")
    for person in table:
        expect(person.part("notice")).to_have_class("notice break")
    table.facilitator.do("resume_clock")
    table.goes_on("reactions")
    table["Fatoumata"].write("offer_reaction.text", FOR_HER)
    table["Fatoumata"].do("offer_reaction")
    table["Lise"].write("offer_reaction.text", FOR_ALL)
    table["Lise"].choose("offer_reaction.kind", "resource")
    table["Lise"].do("offer_reaction?shared=yes")
    for person in table:
        person.sees(FOR_ALL)
    table["Maude"].sees(FOR_HER)
    table.takes(table["Jean-Philippe"])
    table["Maude"].do("ask_to_make_clearer")
    table["Maude"].do("made_clearer")
    table["Jean-Philippe"].speaks()
    table["Ming"].do("pass_turn")


def gather_in(table):
    """S16, S18: one field, Enter, next; in the silence a line becomes an action, and asks when."""
    for line in (BAG, LATER):
        table["Maude"].write("note_in_bag.text", line)
        table["Maude"].text_in("note_in_bag.text").press("Enter")
        expect(table["Maude"].part("bag")).to_contain_text(line)
        expect(table["Maude"].text_in("note_in_bag.text")).to_have_value("")
    table["Maude"].do("mark_not_yet?line=b2&not_yet=yes")
    assert [person.name for person in table if person.has_heard(BAG)] == ["Maude"]
    table.goes_on("synthesis")
    table["Maude"].is_refused("add_action:b1?from_line=b1")
    table["Maude"].write("add_action:b1.when", "lundi matin")
    table["Maude"].do("add_action:b1?from_line=b1")
    assert [person.name for person in table if person.has_heard("lundi matin")] == ["Maude"]


def plan(table):
    """S19, S20: three actions; one text, confirmed by two."""
    table.goes_on("plan")
    for what in ("Confier le dossier Roy", "En parler à l’équipe"):
        table["Maude"].write("add_action.text", what)
        table["Maude"].write("add_action.when", "avant Noël")
        table["Maude"].do("add_action")
    for person in table:
        expect(person.part("plan").locator("ol.plan > li")).to_have_count(3)
    table["Maude"].do("confirm_plan*")
    table.facilitator.do("confirm_plan*")


def conclude(table):
    """S21 to S23: everyone has a last word; what is written stays one's own unless it is shared."""
    table.goes_on("conclusion")
    table["Lise"].write("note_learning.text", PRIVATE_LEARNING)
    table["Lise"].do("note_learning")
    table["Ming"].write("share_learning.text", SHARED_LEARNING)
    table["Ming"].do("share_learning")
    table["Renaud"].sees(SHARED_LEARNING)
    table["Maude"].do(f"invite_partner?member={table['Ming'].id}")
    table["Ming"].do("answer_partner?accept=yes")
    table.goes_round(*table.others())
    table.facilitator.do("close_session")
    for person in table:
        expect(person.part("notice")).to_have_class("notice closed")
    expect(table["Maude"].part("plan")).to_contain_text(BAG)
