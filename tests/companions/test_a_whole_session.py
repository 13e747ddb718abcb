"""Companions alone bring any format from its start to its close, by the same rules as people."""

from dataclasses import fields

import pytest

from codev.companions.speaking import spoken
from codev.formats import names
from codev.phrases.cases import cases
from codev.protocol import COMMANDS
from codev.protocol.activities import turning
from codev.protocol.activities.agreeing import WordRequest, WriteReformulation
from codev.protocol.activities.asking import AskQuestion
from codev.protocol.activities.reacting import OfferReaction
from tests.companions.tables import CASES, by, played

EVERY = pytest.mark.parametrize("name", names())
SPOKEN = {"TurnGiven", "TurnTaken"}


@EVERY
@pytest.mark.parametrize(("case", "language"), [("counter", "fr"), ("workshop", "en")])
def test_it_closes_with_every_gate_met_and_nobody_refused(name, case, language):
    table = played(name, case, language)
    assert (table.closed, table.session.status.passed, table.refused) == (True, (), [])
    assert len(table.acts) < 250


@pytest.mark.parametrize("name", ["classic", "seven-steps"])
def test_a_follow_up_is_told_first_by_the_last_client(name):
    table = played(name, follow=True)
    reported = by(table, COMMANDS["report_action"])
    assert table.closed
    assert [who for who, _ in reported] == ["leo", "leo"]


@EVERY
def test_consultants_speak_more_than_they_write(name):
    table = played(name)
    consultants = table.cast.consultants
    turns = [fact.member for _, fact in table.facts if type(fact).__name__ in SPOKEN and fact.member in consultants]
    texts = [who for who, _ in by(table, WriteReformulation, OfferReaction, AskQuestion) if who in consultants]
    assert len(turns) > 4 * len(texts)
    assert {who: turns.count(who) > 0 for who in consultants} == dict.fromkeys(consultants, True)


@EVERY
def test_they_ask_for_turns_and_now_and_then_one_passes(name):
    table = played(name)
    assert len(by(table, turning.AskTurn)) > 3
    passed = len(by(table, turning.PassTurn))
    assert passed == (0 if name == "explore-first" else 1)  # there no sentence is written that could be passed


@EVERY
def test_the_client_writes_her_request_and_her_plan(name):
    table = played(name, "counter", "en")
    story = cases()["counter"]
    assert by(table, WordRequest) == [("solene", WordRequest(story["final_request"]["en"], story["expectation"]["en"]))]
    assert [a.text for a in table.session.planning.actions] == [row["en"] for row in story["actions"]]
    assert all(a.when for a in table.session.planning.actions)


def test_the_bag_and_the_kept_question_stay_in_their_owners_notebooks():
    table = played("classic")
    books = {who: (len(book.bag), len(book.notes), len(book.learnings)) for who, book in table.books.items()}
    assert books == {"solene": (7, 0, 0), "brigitte": (0, 1, 0), "karim": (0, 0, 1)}
    assert [line.text for line in table.books["solene"].bag if line.not_yet and line.aside] == ["La carte à Martine"]


@pytest.mark.parametrize("case", CASES)
def test_what_they_write_in_english_holds_no_french(case):
    table = played("classic", case, "en")
    texts = [getattr(act, f.name) for _, _, act in table.acts for f in fields(act) if isinstance(getattr(act, f.name), str)]
    french = {str(value) for value in strings(cases()[case], "fr")}
    assert [text for text in texts if text in french] == []


@EVERY
def test_every_turn_of_a_consultant_has_its_line(name):
    table = played(name)
    assert [turn for turn in table.turns if turn.kind != "answer" and not spoken(table.cast, turn)] == []


def strings(data, language):
    if isinstance(data, dict):
        yield from ([data[language]] if isinstance(data.get(language), str) and data.get("fr") != data.get("en") else [])
        data = list(data.values())
    if isinstance(data, list):
        for item in data:
            yield from strings(item, language)
