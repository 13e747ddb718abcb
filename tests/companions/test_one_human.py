"""With exactly one human, whoever she is, the others wait for her where it is her act, and do it for nobody (C1, S25)."""

from functools import cache

import pytest

from codev.companions.seeing import find
from codev.companions.walking import walk
from codev.formats import load, names
from codev.protocol.activities.agreeing import AgreeToRequest, WordRequest
from codev.protocol.activities.planning import AddAction
from codev.protocol.activities.turning import GiveTurn, MarkSpoken
from codev.protocol.views import parts as p
from tests.companions import humans
from tests.companions.tables import by

PEOPLE = {
    "facilitator": ("facilitator", humans.facilitator),
    "client": ("client", humans.client),
    "consultant": ("karim", humans.consultant),
    "quiet": ("awa", humans.quiet),
}
BOTH = pytest.mark.parametrize("eager", [False, True], ids=["patient", "eager"])


@cache
def with_one(who, name="ninety", eager=False):
    part, policy = PEOPLE[who]
    table = walk(load(name), "counter", "fr", {part: policy}, eager=eager)
    return table, next(iter(table.cast.humans))


@pytest.mark.parametrize("who", ["facilitator", "client", "consultant"])
@pytest.mark.parametrize("name", names())
def test_the_session_closes_with_every_gate_met(name, who):
    table, _ = with_one(who, name)
    assert (table.closed, table.session.status.passed, table.refused) == (True, (), [])


@pytest.mark.parametrize("who", PEOPLE)
def test_it_does_so_too_when_she_is_always_the_first(who):
    table, _ = with_one(who, eager=True)
    assert (table.closed, table.session.status.passed, table.refused) == (True, (), [])


@BOTH
@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_does_for_her_what_is_hers(who, eager):
    table, human = with_one(who, eager=eager)
    done_by_others = [fact for by, fact in table.facts if by != human]
    assert {type(fact).__name__ for fact in done_by_others if getattr(fact, "member", "") == human} <= {"TurnGiven", "ClientChosen"}
    assert {type(fact).__name__ for fact in done_by_others if human in getattr(fact, "members", ())} <= said(table, human)


def test_a_human_consultant_is_given_her_turn_when_nobody_else_asks():
    table, human = with_one("consultant")
    assert len([act for _, act in by(table, GiveTurn) if act.to == human]) == 6


def test_the_agreement_of_all_is_noted_after_hers():
    table, human = with_one("consultant")
    assert by(table, AgreeToRequest) == [(human, AgreeToRequest())]
    assert table.session.agreeing.everyone_agreed


def test_to_a_human_who_facilitates_each_companion_says_yes_herself():
    table, _ = with_one("facilitator", eager=True)
    assert {who for who, _ in by(table, AgreeToRequest)} == set(table.cast.consultants)


def test_the_client_words_her_request_even_if_she_is_noted_as_heard():
    def hasty(me, view):
        """She notes whoever is left, the client too, as soon as the request is awaited."""
        dictation, queue = find(view, p.DictationPart), find(view, p.QueuePart)
        left = tuple(person.member for person in queue.unheard) if dictation and queue else ()
        return MarkSpoken(left) if left else humans.facilitator(me, view)

    table = walk(load("ninety"), "counter", "fr", {"facilitator": hasty}, eager=True)
    assert [act.members for _, act in by(table, MarkSpoken)] == [("solene",)]
    assert (table.closed, len(by(table, WordRequest)), table.session.status.passed) == (True, 1, ())


def test_a_human_client_plans_alone():
    table, human = with_one("client")
    assert {who for who, _ in by(table, AddAction)} == {human}


def test_where_story_and_questions_mingle_a_human_client_begins():
    table, _ = with_one("client", "explore-first")
    turns = [(turn.member, turn.kind) for turn in table.turns if turn.kind in ("story", "question", "answer")]
    assert turns[0] == ("solene", "story")


def said(table, human):
    """What she has said herself may then be noted as said by all."""
    return {type(fact).__name__ for by, fact in table.facts if by == human}
