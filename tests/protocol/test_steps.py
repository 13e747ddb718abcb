"""The way through the session: forward, back, a small return, a slip undone (S1, S14)."""

import pytest

from codev.protocol.activities.asking import AskQuestion, MarkAllClear, SayClear
from codev.protocol.activities.choosing import CastSticks, ProposeSubject
from codev.protocol.activities.consenting import AcceptToBeClient, SetProposalAside
from codev.protocol.activities.moving import CloseSession, GoBack, GoOn, NextStage, ReopenQuestions, StartSession, UndoMove
from codev.protocol.activities.reacting import AskOneMoment, OfferReaction
from codev.protocol.activities.turning import GiveTurn, MarkAllSpoken, TakeTurn
from tests.protocol.cast import (
    CLAIRE,
    INES,
    KARIM,
    NADIA,
    PAUL,
    PLAN,
    STORY,
    at,
    at_clarification,
    at_consent,
    at_minute,
    at_presentation,
    at_reactions,
    at_reception,
    at_request,
    at_round,
    at_synthesis,
    closed,
    planned,
)

INSIDE = [name for name, _ in STORY if name not in ("planned", "follow_up", "closed")]
ACT_BY_STEP = [("reactions", KARIM, OfferReaction("I lived that")), ("clarification", KARIM, AskQuestion("Since when?"))]


def test_the_steps_run_in_the_order_of_the_format_S1():
    play = closed()
    entered = [fact.step for _, facts in play.rows for fact in facts if type(fact).__name__ == "StepEntered"]
    assert entered == [step.id for step in play.session.setting.steps]


def test_a_step_that_does_not_exist_for_this_session_is_no_jump_S1():
    assert "follow_up" not in [step.id for step in planned().session.setting.steps]
    assert at_reception(plan_to_follow=PLAN).lead(GoOn()).here == ("follow_up", "telling")


def test_nothing_is_jumped_forward_S1():
    assert at_clarification().refused(CLAIRE, CloseSession(reason="time")) == ("no_jump", "S1", "contract")
    assert at_clarification().refused(CLAIRE, NextStage()) == ("no_jump", "S1", "contract")


def test_nothing_happens_before_the_start_S1():
    assert planned().refused(CLAIRE, GoOn()) == ("session_not_open", "S1", "")
    assert planned().refused(KARIM, TakeTurn()) == ("session_not_open", "S1", "")


def test_a_session_starts_once():
    assert at_reception().refused(CLAIRE, StartSession()) == ("done_already", "S1", "")


def test_nothing_happens_after_the_end_S1():
    assert closed().refused(CLAIRE, GoBack()) == ("session_closed", "S1", "")
    assert closed().refused(KARIM, TakeTurn()) == ("session_closed", "S1", "")


def test_the_facilitator_alone_moves_the_session_S25():
    assert at_clarification().refused(NADIA, GoOn()) == ("facilitator_only", "S25", "")


def test_a_page_that_shows_another_step_is_told_the_current_one_S1():
    assert at_clarification().refused(CLAIRE, GoOn(), step="presentation") == ("stale_step", "S1", "clarification")
    assert at_clarification().accepts(KARIM, TakeTurn(), step="clarification")


@pytest.mark.parametrize(("place", "member", "act"), ACT_BY_STEP)
def test_what_is_out_of_step_is_refused_with_the_step_where_it_is_welcome_S2(place, member, act):
    early, late = at_request() if place == "reactions" else at_presentation(), at_synthesis()
    assert early.refused(member, act)[2] == place
    assert late.refused(member, act) == ("step_over", "S2", place)


@pytest.mark.parametrize("place", INSIDE)
def test_one_can_go_back_one_step_from_anywhere_and_nothing_is_lost_S1(place):
    play = at(place)
    if play.session.position.step == 0:
        assert play.refused(CLAIRE, GoBack()) == ("no_further_back", "S1", "")
        return
    before = play.session
    after = play.lead(GoBack()).session
    assert after.position.step == before.position.step - 1
    assert kept(after) == kept(before)


@pytest.mark.parametrize("place", INSIDE[1:])
def test_going_on_again_comes_back_to_the_same_place_S1(place):
    play = at(place)
    here = play.here
    assert play.lead(GoBack(), GoOn()).here == here


def kept(session):
    return (session.choosing.subjects, session.asking, session.agreeing.requests, session.reacting.reactions, session.planning.actions)


def test_gates_that_were_met_stay_met_S1():
    play = at_reactions().lead(GoBack(), GoBack())
    assert (play.here, play.gates) == (("clarification", "questions"), {})
    assert play.lead(GoOn(), GoOn()).here == ("reactions", "giving")


def test_a_step_left_in_the_silent_minute_is_found_again_there_S14():
    assert at_minute().lead(GoBack(), GoOn()).here == ("contract", "minute")


def test_a_further_question_is_a_small_return_S14():
    play = at_request().do(NADIA, ReopenQuestions())
    assert (play.here, play.part(KARIM, "notice").state) == (("clarification", "questions"), "detour")
    play.do(KARIM, AskQuestion("And with Jo?")).lead(GoOn())
    assert (play.here, len(play.session.asking.questions)) == (("contract", "request"), 1)


def test_a_small_return_asks_nothing_of_the_gates_again_S14():
    play = at_round().lead(ReopenQuestions())
    assert (play.gates, play.lead(GoOn()).here) == ({}, ("contract", "round"))


def test_going_back_during_a_small_return_leads_on_to_the_contract_again_S1():
    play = at_request().lead(ReopenQuestions(), GoBack())
    assert (play.here[0], play.part(KARIM, "notice")) == ("presentation", None)
    assert play.lead(GoOn(), GoOn()).here == ("contract", "request")


def test_a_small_return_starts_from_the_contract_alone_S14():
    assert at_reactions().refused(CLAIRE, ReopenQuestions()) == ("not_in_this_step", "S14", "contract")
    assert at_request().refused(KARIM, ReopenQuestions()) == ("facilitator_only", "S14", "")


@pytest.mark.parametrize("place", [place for place in INSIDE if place not in ("choice", "vote", "conclusion")])
def test_a_move_is_undone_within_ten_seconds_and_no_later(place):
    play = at(place)
    here = play.here
    play.lead(GoOn(reason="time")).wait(seconds=10)
    late = play.copy().wait(seconds=1)
    assert (play.lead(UndoMove()).here, late.refused(CLAIRE, UndoMove())) == (here, ("undo_passed", "S1", ""))


def test_a_move_is_undone_once():
    play = at_reactions().lead(UndoMove())
    assert play.refused(CLAIRE, UndoMove()) == ("undo_passed", "S1", "")


def test_a_small_return_is_undone_and_so_is_its_end():
    play = at_request().lead(ReopenQuestions(), UndoMove())
    assert play.here == ("contract", "request")
    play.lead(ReopenQuestions(), GoOn(), UndoMove())
    assert (play.here, play.part(KARIM, "notice").state) == (("clarification", "questions"), "detour")
    assert play.lead(GoOn()).here == ("contract", "request")


def test_a_stage_is_undone_too():
    assert at_round().lead(UndoMove()).here == ("contract", "minute")


def test_undoing_a_slip_into_a_step_leaves_it_unvisited():
    play = at_clarification().lead(MarkAllClear(), GoOn(), UndoMove(), GoOn())
    assert play.here == ("contract", "minute")


def test_undoing_the_choice_leaves_a_proposal_and_no_client_S9():
    play = at_consent().do(NADIA, AcceptToBeClient()).lead(GoOn(reason="group_agrees"), UndoMove())
    assert (play.session.client, play.session.choosing.proposed, play.session.choosing.client_yes) == ("", "s1", True)
    assert play.lead(SetProposalAside(), ProposeSubject("urgency", "s2")).session.choosing.proposed_member == KARIM


def test_a_gate_passed_by_a_slip_is_not_on_record():
    play = at_clarification().lead(GoOn(reason="time"))
    assert play.part(PAUL, "onrecord").rows[0].reason == "time"
    assert play.lead(UndoMove()).part(PAUL, "onrecord") is None


def test_whoever_had_the_turn_during_a_slip_has_not_spoken_by_that():
    play = at_clarification().lead(MarkAllClear(), GoOn(), GiveTurn(CLAIRE), UndoMove())
    assert CLAIRE not in play.session.turns.heard_in("contract")


def test_the_clients_signs_end_with_the_step_S28():
    play = at_reactions().do(NADIA, AskOneMoment()).lead(MarkAllSpoken(), GoOn(), GoBack())
    assert play.part(INES, "floor").moment == ""


def test_whoever_is_clear_stays_so_on_coming_back_S13():
    play = at_clarification().do(KARIM, SayClear()).lead(GoBack(), GoOn())
    assert play.gates["clear_to_all"] == ("Inès", "Paul", "Sofia")


def test_a_small_return_to_questions_that_were_cut_short_asks_no_reason_again_S14():
    play = at_clarification().lead(GoOn(reason="time"), NextStage(), ReopenQuestions())
    assert play.lead(GoOn()).here == ("contract", "round")


def test_what_was_passed_before_stays_on_record_when_a_later_slip_is_undone():
    play = at_clarification().lead(GoOn(reason="time")).wait(seconds=30).lead(NextStage(), UndoMove())
    assert play.part(PAUL, "onrecord").rows[0].reason == "time"


def test_leaving_the_vote_counts_it_C2():
    play = at("vote").do(KARIM, CastSticks(("s1",))).lead(NextStage())
    vote = play.session.choosing.vote
    assert (vote.closed, vote.ballots, vote.totals["s1"]) == (True, {}, 3)
