"""The contract: what was understood, and the request in the client's own words (S14, P2, S27)."""

import json

import pytest

from codev.formats import load
from codev.protocol.activities.agreeing import (
    AgreeToRequest,
    ConfirmRequest,
    EveryoneAgreesToRequest,
    KeepSubject,
    RevealReformulations,
    SayRequestUnclear,
    WordRequest,
    WriteReformulation,
)
from codev.protocol.activities.choosing import ProposeSubject
from codev.protocol.activities.consenting import AcceptToBeClient, EveryoneAgreesToSubject
from codev.protocol.activities.moving import GoBack, GoOn, NextStage, ReopenQuestions
from tests.protocol.cast import (
    CLAIRE,
    INES,
    KARIM,
    NADIA,
    PAUL,
    at,
    at_choice,
    at_clarification,
    at_minute,
    at_reactions,
    at_request,
    at_round,
)

EVERYONE = (CLAIRE, NADIA, KARIM, PAUL)


def sentences(play, member):
    return [(row.by, row.text) for row in play.part(member, "reformulations").rows]


def test_nobody_sees_a_sentence_before_all_are_revealed_together_S14():
    play = at_minute().do(KARIM, WriteReformulation("To be allowed to say no"))
    assert [sentences(play, member) for member in EVERYONE] == [[], [], [], []]
    assert play.part(CLAIRE, "reformulations").written == 1
    assert play.part(KARIM, "reformulate").text == "To be allowed to say no"


def test_whether_someone_writes_in_the_silent_minute_shows_to_no_peer_S14():
    play = at_minute()
    written = play.copy().do(KARIM, WriteReformulation("To be allowed to say no"))
    assert [written.view(member) for member in (NADIA, INES, PAUL)] == [play.view(member) for member in (NADIA, INES, PAUL)]


@pytest.mark.parametrize("end", [RevealReformulations(), NextStage()])
def test_when_the_minute_ends_they_are_revealed_together_and_then_read_S14(end):
    play = at_minute().do(KARIM, WriteReformulation("To say no")).do(INES, WriteReformulation("To keep friends")).lead(end)
    assert play.here == ("contract", "round")
    assert sentences(play, PAUL) == sentences(play, NADIA) == [("Karim", "To say no"), ("Inès", "To keep friends")]


def test_leaving_the_contract_reveals_what_was_written_S14():
    play = at_minute().do(KARIM, WriteReformulation("To say no")).lead(GoOn(reason="time"))
    assert play.session.agreeing.revealed is True


def test_without_a_silent_minute_the_facilitator_reveals_within_the_round_S14():
    data = json.loads(json.dumps(load("classic")))
    del next(step for step in data["steps"] if step["id"] == "contract")["stages"][0]
    play = at("minute", format=data).do(KARIM, WriteReformulation("To say no"))
    assert (play.here[1], sentences(play, PAUL)) == ("round", [])
    assert sentences(play.lead(RevealReformulations()), PAUL) == [("Karim", "To say no")]


def test_going_back_from_the_minute_reveals_nothing_yet_S14():
    play = at_minute().do(KARIM, WriteReformulation("To say no")).lead(GoBack())
    assert (play.session.agreeing.revealed, sentences(play.lead(GoOn()), PAUL)) == (False, [])


def test_whoever_writes_in_the_round_is_read_at_once_even_if_nobody_wrote_before_S14():
    assert sentences(at_round().do(INES, WriteReformulation("To keep friends")), PAUL) == [("Inès", "To keep friends")]


def test_the_client_writes_no_reformulation_and_keeps_her_silence_S14():
    assert at_minute().refused(NADIA, WriteReformulation("Mine")) == ("silence_now", "S18", "")


def test_sentences_are_revealed_once_and_in_their_step_S14():
    assert at_round().refused(CLAIRE, RevealReformulations()) == ("done_already", "S14", "")
    assert at_clarification().refused(CLAIRE, RevealReformulations()) == ("not_in_this_step", "S14", "contract")
    assert at_reactions().refused(CLAIRE, RevealReformulations()) == ("step_over", "S14", "contract")


def test_the_client_words_her_request_and_nobody_else_P2():
    for member in (KARIM, CLAIRE):
        assert at_request().refused(member, WordRequest("How?")) == ("client_only", "P2", "")
    play = at_request().do(NADIA, WordRequest("How?", "Stories"))
    assert (play.session.agreeing.request.question, play.session.agreeing.request.confirmed) == ("How?", True)


def test_she_may_dictate_and_it_counts_once_she_said_yes_P2():
    play = at_request().record(NADIA, WordRequest("How?"))
    assert [play.part(member, "request").state for member in (NADIA, CLAIRE, KARIM)] == ["dictated", "dictated", "subject"]
    play.do(NADIA, ConfirmRequest())
    assert play.part(KARIM, "request").question == "How?"
    assert play.refused(NADIA, ConfirmRequest()) == ("done_already", "S14", "")


def test_without_a_device_her_yes_is_noted_for_her_P2():
    play = at_request().record(NADIA, WordRequest("How?"), ConfirmRequest())
    assert (play.facts[0].recorded_by, play.session.agreeing.held.question) == (CLAIRE, "How?")


def test_she_may_keep_her_subject_as_it_is_S14():
    assert at_request().do(NADIA, KeepSubject("Stories")).session.agreeing.request.question == "How to help nadia?"


def test_both_wordings_are_kept_S14():
    play = at_request().do(NADIA, WordRequest("How to go?")).do(NADIA, WordRequest("How to stay?"))
    part = play.part(PAUL, "request")
    assert (part.subject, part.question, part.earlier) == ("How to help nadia?", "How to stay?", ("How to go?",))


def test_the_agreed_words_stay_in_sight_while_new_ones_await_her_yes_S27():
    play = at_request().do(NADIA, WordRequest("How to stay?")).lead(EveryoneAgreesToRequest())
    assert play.part(KARIM, "request").state == "agreed"
    play.record(NADIA, WordRequest("How to go?"))
    assert (play.part(KARIM, "request").question, play.part(KARIM, "request").state) == ("How to stay?", "worded")


def test_during_a_further_question_the_request_stays_in_sight_S27():
    play = at_request().do(NADIA, WordRequest("How to stay?")).lead(ReopenQuestions())
    assert play.part(KARIM, "request").question == "How to stay?"


def test_one_agrees_to_words_that_are_there_S14():
    assert at_request().refused(KARIM, AgreeToRequest()) == ("request_not_confirmed", "S14", "")
    assert at_request().refused(CLAIRE, EveryoneAgreesToRequest()) == ("request_not_confirmed", "S14", "")
    assert at_request().refused(NADIA, ConfirmRequest()) == ("empty", "S14", "")


def test_a_consultant_can_say_that_it_is_not_clear_to_her_S14():
    play = at_request().do(NADIA, WordRequest("How?")).do(KARIM, SayRequestUnclear())
    assert [play.part(member, "agree").unclear for member in (KARIM, INES)] == [True, False]
    assert play.do(KARIM, AgreeToRequest()).part(KARIM, "agree").unclear is False


def test_once_it_is_left_the_request_is_settled_S27():
    assert at_reactions().refused(NADIA, WordRequest("How then?")) == ("request_settled", "S27", "contract")


def test_no_software_compares_what_was_understood_S14():
    play = at_minute().do(KARIM, WriteReformulation("To go")).do(INES, WriteReformulation("To stay")).lead(NextStage())
    (part,) = play.parts(PAUL, "reformulations")
    assert {type(value) for row in part.rows for value in row} == {str, bool}
    assert (part.rows[0].lit, part.rows[1].lit) == (False, False)


def test_an_empty_request_is_no_request():
    assert at_request().refused(NADIA, WordRequest("  ")) == ("empty", "P2", "")


def test_a_subject_that_stayed_on_paper_can_not_be_kept_as_words():
    play = at_choice().lead(ProposeSubject("paper", member=NADIA)).do(NADIA, AcceptToBeClient()).lead(EveryoneAgreesToSubject(), GoOn())
    play.lead(GoOn(), GoOn(reason="time"), NextStage(), NextStage())
    assert play.refused(NADIA, KeepSubject()) == ("empty", "S14", "")
    assert play.part(PAUL, "request").on_paper is True


def test_everyone_agrees_in_the_step_of_the_request_S14():
    assert at_clarification().refused(CLAIRE, EveryoneAgreesToRequest()) == ("not_in_this_step", "S14", "contract")
    assert at_reactions().refused(CLAIRE, EveryoneAgreesToRequest()) == ("step_over", "S14", "contract")
