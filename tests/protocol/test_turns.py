"""Turns: asked for, given, taken, passed, done (S2, S24, S25, S28)."""

import pytest

from codev.protocol.activities.gathering import MarkPresence
from codev.protocol.activities.moving import GoOn
from codev.protocol.activities.turning import AskTurn, FinishTurn, GiveTurn, LowerHand, MarkAllSpoken, MarkSpoken, PassTurn, TakeTurn
from tests.protocol.cast import (
    CLAIRE,
    INES,
    KARIM,
    NADIA,
    OTTO,
    PAUL,
    SOFIA,
    at_clarification,
    at_minute,
    at_presentation,
    at_reactions,
    at_reception,
    at_synthesis,
    at_vote,
)


def test_hands_are_seen_by_all_in_the_order_of_asking():
    play = at_clarification().do(SOFIA, AskTurn()).do(KARIM, AskTurn())
    assert play.part(PAUL, "floor").following == ("Sofia", "Karim")


def test_whoever_asked_first_speaks_first_S2():
    play = at_clarification().do(SOFIA, AskTurn()).do(KARIM, AskTurn())
    assert play.refused(KARIM, TakeTurn()) == ("out_of_turn", "S2", "")
    assert play.do(SOFIA, TakeTurn()).session.turns.hands == (KARIM,)


def test_one_voice_at_a_time_S2():
    play = at_clarification().do(SOFIA, TakeTurn())
    assert play.refused(KARIM, TakeTurn()) == ("out_of_turn", "S2", "")
    assert play.refused(PAUL, FinishTurn()) == ("out_of_turn", "S2", "")


def test_a_hand_is_raised_once_and_can_be_lowered():
    play = at_clarification().do(SOFIA, AskTurn())
    assert play.refused(SOFIA, AskTurn()) == ("done_already", "S2", "")
    assert play.do(SOFIA, LowerHand()).refused(SOFIA, LowerHand()) == ("done_already", "S2", "")


def test_what_is_done_is_not_done_again():
    play = at_clarification().do(SOFIA, TakeTurn())
    for member, command in ((SOFIA, TakeTurn()), (SOFIA, AskTurn()), (CLAIRE, GiveTurn(SOFIA))):
        assert play.refused(member, command) == ("done_already", "S2", "")
    assert play.do(SOFIA, FinishTurn()).refused(SOFIA, FinishTurn()) == ("done_already", "S2", "")


def test_who_has_spoken_stays_heard():
    play = at_clarification().do(SOFIA, TakeTurn(), FinishTurn(), PassTurn())
    assert play.session.turns.heard_in("clarification")[SOFIA] == "spoken"


def test_the_facilitator_gives_the_turn_and_whoever_had_it_has_spoken():
    play = at_clarification().do(SOFIA, TakeTurn()).lead(GiveTurn(PAUL))
    assert (play.session.turns.floor, play.session.turns.heard_in("clarification")) == (PAUL, {SOFIA: "spoken"})


def test_the_facilitator_ends_a_turn_for_whoever_speaks():
    play = at_clarification().do(SOFIA, TakeTurn()).lead(FinishTurn())
    assert (play.session.turns.floor, play.facts[0].recorded_by) == ("", CLAIRE)


def test_the_client_answers_without_being_given_the_turn_S11():
    play = at_clarification().do(SOFIA, TakeTurn())
    assert play.part(INES, "floor").answering == "Nadia"
    assert play.do(NADIA, TakeTurn()).session.turns.floor == NADIA


def test_come_back_to_me_lowers_the_hand_and_counts_as_nothing_yet():
    play = at_clarification().do(SOFIA, AskTurn(), PassTurn(for_now=True))
    assert (play.session.turns.hands, play.session.turns.heard_in("clarification")) == ((), {})


def test_a_pass_counts_as_having_had_ones_turn_B7():
    play = at_clarification().do(SOFIA, PassTurn())
    assert SOFIA not in [person.member for person in play.part(CLAIRE, "queue").unheard]


def test_all_have_spoken_is_one_tap():
    play = at_reactions().lead(MarkAllSpoken())
    assert play.gates == {}
    assert play.refused(CLAIRE, MarkAllSpoken()) == ("done_already", "S2", "")


def test_turns_can_be_marked_late_and_for_some():
    play = at_clarification().lead(MarkSpoken((SOFIA, PAUL)))
    assert play.gates["all_could_ask"] == ("Karim", "Inès")


def test_nobody_is_marked_as_heard_in_a_step_that_keeps_her_silent_S2():
    assert at_reactions().refused(CLAIRE, MarkSpoken((NADIA,))) == ("client_listens", "S16", "plan")
    assert at_reactions().refused(CLAIRE, MarkSpoken((OTTO,))) == ("not_understood", "S2", "")


def test_who_has_not_spoken_is_a_quiet_sign_to_the_facilitator_alone_S24():
    play = at_clarification().do(SOFIA, PassTurn())
    marks = {member: {seat.name: seat.mark for seat in play.part(member, "seats").seats} for member in (CLAIRE, PAUL)}
    assert marks[CLAIRE] == {"Claire": "", "Nadia": "", "Karim": "not-yet", "Inès": "not-yet", "Paul": "not-yet", "Sofia": "passed"}
    assert set(marks[PAUL].values()) == {""}


def test_in_a_go_round_the_next_place_at_the_table_is_suggested():
    play = at_reception().lead(MarkSpoken((NADIA, KARIM)))
    assert play.part(CLAIRE, "queue").suggested.member == INES


@pytest.mark.parametrize("situation", [at_presentation, at_minute, at_vote, at_synthesis, at_reactions])
def test_the_facilitator_may_speak_in_every_silence_S25(situation):
    play = situation()
    assert play.do(CLAIRE, TakeTurn()).part(SOFIA, "floor").speaker == "Claire"


@pytest.mark.parametrize(
    ("situation", "member", "refusal"),
    [
        (at_presentation, SOFIA, ("consultants_listen", "S10", "clarification")),
        (at_vote, SOFIA, ("silence_now", "S18", "choice")),
        (at_minute, SOFIA, ("silence_now", "S18", "contract")),
        (at_reactions, NADIA, ("client_listens", "S16", "plan")),
        (at_synthesis, SOFIA, ("silence_now", "S18", "conclusion")),
    ],
)
def test_a_silence_is_named_with_the_step_where_the_voice_will_be_welcome_S2(situation, member, refusal):
    play = situation()
    assert (play.refused(member, AskTurn()), play.part(member, "turn")) == (refusal, None)


def test_what_is_out_of_turn_is_not_offered_S2():
    play = at_clarification().do(SOFIA, AskTurn())
    assert play.part(SOFIA, "turn").can == ("take_turn", "lower_hand", "pass_turn")
    assert play.part(KARIM, "turn").can == ("ask_turn", "pass_turn")


def test_whoever_leaves_puts_the_turn_and_her_hand_down_without_having_spoken_P13():
    play = at_clarification().do(KARIM, TakeTurn()).do(SOFIA, AskTurn())
    play.lead(MarkPresence(KARIM, "gone"), MarkPresence(SOFIA, "late"))
    turns = play.session.turns
    assert (turns.floor, turns.hands, turns.heard_in("clarification")) == ("", (), {})


def test_the_turn_is_not_given_to_someone_who_is_away_P13():
    play = at_clarification().lead(MarkPresence(KARIM, "gone"))
    assert play.refused(CLAIRE, GiveTurn(KARIM)) == ("not_here", "P13", "")


def test_hands_and_turn_do_not_go_along_to_the_next_step():
    play = at_reception().do(SOFIA, TakeTurn()).do(KARIM, AskTurn()).lead(GoOn())
    assert (play.session.turns.floor, play.session.turns.hands) == ("", ())


def test_what_the_facilitator_does_for_herself_is_not_recorded_for_someone():
    assert at_clarification().lead(TakeTurn(), FinishTurn()).facts[0].recorded_by == ""


def test_whoever_has_no_voice_takes_gives_and_passes_no_turn_S2():
    play = at_presentation()
    for command in (TakeTurn(), PassTurn(), AskTurn()):
        assert play.refused(SOFIA, command) == ("consultants_listen", "S10", "clarification")
    assert play.refused(CLAIRE, GiveTurn(SOFIA)) == ("consultants_listen", "S10", "clarification")
    assert play.refused(CLAIRE, GiveTurn(OTTO)) == ("not_understood", "S2", "")
