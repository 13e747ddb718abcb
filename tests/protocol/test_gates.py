"""What a step waits for: turns and consents, not texts; it bends with a reason (S5, S9, S13, S14, S17, S19 to S21)."""

import pytest

from codev.protocol.activities.agreeing import AgreeToRequest, ConfirmRequest, EveryoneAgreesToRequest, SayRequestUnclear, WordRequest
from codev.protocol.activities.asking import AskQuestion, MarkAllClear, SayClear
from codev.protocol.activities.following import FollowUpTold, PostponeFollowUp, ReportAction
from codev.protocol.activities.gathering import MarkPresence
from codev.protocol.activities.moving import GoOn
from codev.protocol.activities.planning import AcceptFewer, AddAction, ConfirmPlan
from codev.protocol.activities.reacting import OfferReaction
from codev.protocol.activities.turning import FinishTurn, MarkAllSpoken, PassTurn, TakeTurn
from tests.protocol.cast import (
    CLAIRE,
    CONSULTANTS,
    INES,
    KARIM,
    NADIA,
    PAUL,
    SOFIA,
    at,
    at_clarification,
    at_conclusion,
    at_consent,
    at_follow_up,
    at_plan,
    at_reactions,
    at_request,
    at_round,
)

HELD = [
    ("follow_up", "S5"),
    ("consent", "S9"),
    ("clarification", "S13"),
    ("minute", "S14"),
    ("reactions", "S17"),
    ("conclusion", "S21"),
]


def draw(place):
    return at_follow_up() if place == "follow_up" else at(place)


@pytest.mark.parametrize(("place", "rule"), HELD)
def test_a_gate_holds_the_step_and_names_its_rule(place, rule):
    play = draw(place)
    assert play.refused(CLAIRE, GoOn()) == ("gate_unmet", rule, play.here[0])


@pytest.mark.parametrize("place", [place for place, _ in HELD if place != "conclusion"])
def test_a_gate_is_passed_with_a_reason_which_stays_on_record_before_the_group(place):
    play = draw(place)
    gates = tuple(play.gates)
    play.lead(GoOn(reason="other", word="The train is leaving"))
    (row,) = play.part(PAUL, "onrecord").rows
    assert (row.gates, row.reason, row.word) == (gates, "other", "The train is leaving")


def test_a_gate_that_is_met_leaves_no_record():
    play = at_clarification().lead(MarkAllClear(), GoOn(reason="time"))
    assert play.part(CLAIRE, "onrecord") is None


def test_the_follow_up_is_done_when_each_action_is_told_S5():
    play = at_follow_up().do(PAUL, ReportAction("p1", "done"))
    assert play.part(CLAIRE, "gate").rows[0].missing == 1
    assert play.do(PAUL, ReportAction("p2", "not_yet", "No time at all")).gates == {}


def test_the_follow_up_is_told_aloud_in_one_tap_S5():
    assert at_follow_up().lead(FollowUpTold()).gates == {}


def test_the_follow_up_waits_for_someone_who_is_not_here_S5():
    play = at_follow_up().lead(MarkPresence(PAUL, "absent"), PostponeFollowUp())
    assert (play.gates, play.part(CLAIRE, "follow").postponed) == ({}, True)


def test_questions_end_when_all_could_ask_and_all_find_it_clear_S13():
    play = at_clarification().do(KARIM, AskQuestion("Since when?")).do(INES, TakeTurn(), FinishTurn()).do(PAUL, PassTurn())
    assert play.gates == {"all_could_ask": ("Sofia",), "clear_to_all": ("Karim", "Inès", "Paul", "Sofia")}
    for member in CONSULTANTS:
        play.do(member, SayClear())
    assert play.gates == {}


def test_clear_to_all_said_aloud_closes_both_S13():
    play = at_clarification().lead(MarkAllClear())
    assert (play.gates, play.facts[0].recorded_by) == ({}, CLAIRE)


def test_someone_who_left_is_not_waited_for_P13():
    play = at_clarification().lead(MarkPresence(SOFIA, "gone"))
    assert play.gates["all_could_ask"] == ("Karim", "Inès", "Paul")
    assert play.lead(MarkPresence(SOFIA, "back")).gates["all_could_ask"][-1] == "Sofia"


def test_the_round_counts_turns_whether_something_was_written_or_not_S14():
    play = at_round()
    for member in CONSULTANTS:
        play.do(member, TakeTurn(), FinishTurn())
    assert "all_reformulated" not in play.gates


def test_the_contract_waits_for_the_request_and_for_everyones_yes_S14():
    play = at_request()
    assert play.gates == {"request_said": ("Nadia",), "request_agreed": ("Karim", "Inès", "Paul", "Sofia")}
    play.do(NADIA, WordRequest("How?")).do(KARIM, AgreeToRequest())
    assert play.gates == {"request_agreed": ("Inès", "Paul", "Sofia")}
    assert play.lead(EveryoneAgreesToRequest()).gates == {}


def test_nobody_agrees_aloud_to_what_is_not_said_yet_S14():
    play = at_request()
    assert [row.do for row in play.part(CLAIRE, "gate").rows] == ["", ""]
    play.do(NADIA, WordRequest("How?"))
    assert [row.do for row in play.part(CLAIRE, "gate").rows] == ["everyone_agrees_to_request"]


def test_everyone_agreed_aloud_is_marked_as_such():
    play = at_request().do(NADIA, WordRequest("How?")).lead(EveryoneAgreesToRequest())
    assert (play.facts[0].aloud, play.facts[0].recorded_by) == (True, CLAIRE)


def test_a_request_that_someone_finds_unclear_is_not_agreed_S14():
    play = at_request().do(NADIA, WordRequest("How?")).lead(EveryoneAgreesToRequest()).do(PAUL, SayRequestUnclear())
    assert play.gates == {"request_agreed": ("Paul",)}


def test_new_words_are_to_be_agreed_again_S14():
    play = at_request().do(NADIA, WordRequest("How?")).lead(EveryoneAgreesToRequest()).do(NADIA, WordRequest("How then?"))
    assert play.gates == {"request_agreed": ("Karim", "Inès", "Paul", "Sofia")}


def test_dictated_words_do_not_count_before_her_yes_P2():
    play = at_request().record(NADIA, WordRequest("How?"))
    assert list(play.gates) == ["request_read_back", "request_agreed"]
    assert play.refused(KARIM, AgreeToRequest()) == ("request_not_confirmed", "S14", "")
    assert list(play.do(NADIA, ConfirmRequest()).gates) == ["request_agreed"]


def test_reactions_end_when_every_consultant_has_spoken_or_passed_S17():
    play = at_reactions().do(KARIM, OfferReaction("I lived that")).do(INES, TakeTurn(), FinishTurn()).do(PAUL, PassTurn())
    assert play.gates == {"all_reacted": ("Sofia",)}


def test_three_actions_or_a_word_on_why_fewer_S19():
    play = at_plan().do(NADIA, AddAction("Call Jo", when="by Friday"))
    assert {row.gate: row.missing for row in play.part(CLAIRE, "gate").rows} == {"three_actions": 2, "same_plan": 0}
    assert list(play.do(NADIA, AcceptFewer("One is plenty")).gates) == ["same_plan"]


def test_the_plan_is_one_text_confirmed_by_two_S20():
    play = at_plan().do(NADIA, AddAction("Call Jo", when="by Friday"), AcceptFewer("Enough"), ConfirmPlan())
    assert list(play.gates) == ["same_plan"]
    assert play.lead(ConfirmPlan()).gates == {}
    assert list(play.do(NADIA, AddAction("Rest", when="Sunday")).gates) == ["same_plan"]


def test_the_plans_gates_do_not_hold_its_step_they_are_asked_at_the_end_P1():
    play = at_plan().lead(GoOn())
    assert play.here == ("conclusion", "round")
    assert list(play.gates) == ["three_actions", "same_plan", "all_concluded"]


def test_everyone_concludes_the_client_too_S21():
    assert at_conclusion().gates == {"all_concluded": ("Nadia", "Karim", "Inès", "Paul", "Sofia")}
    assert at_conclusion().lead(MarkAllSpoken()).gates == {}


def test_nobody_is_chosen_by_a_reason_alone_S9():
    play = at("vote")
    assert play.refused(CLAIRE, GoOn(reason="time")) == ("no_client_yet", "S9", "choice")


def test_a_gate_can_be_passed_by_the_facilitator_alone():
    assert at_consent().refused(NADIA, GoOn(reason="group_agrees")) == ("facilitator_only", "S25", "")


def test_whoever_is_speaking_is_no_longer_waited_for():
    assert "Karim" not in at_clarification().do(KARIM, TakeTurn()).gates["all_could_ask"]


def test_an_agreement_of_all_stands_when_someone_comes_back_S14():
    play = at_request().do(NADIA, WordRequest("How?")).lead(MarkPresence(SOFIA, "gone"), EveryoneAgreesToRequest())
    assert play.lead(MarkPresence(SOFIA, "back")).gates == {}
