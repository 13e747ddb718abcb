"""The story and the questions, spoken or written (S10 to S13)."""

from codev.protocol.activities.asking import AnswerQuestion, AskQuestion, DeclineToAnswer, MarkAllClear, SayClear
from codev.protocol.activities.reacting import AskOneMoment, SayReady
from codev.protocol.activities.turning import GiveTurn, TakeTurn
from codev.protocol.notebook import KeepQuestion
from tests.protocol.cast import CLAIRE, INES, KARIM, NADIA, PAUL, SOFIA, at_clarification, at_presentation, at_reactions, at_reception


def asked(play, member=SOFIA):
    return [(row.text, row.by, row.answer, row.declined) for row in play.parts(member, "question")]


def test_the_client_has_the_floor_while_she_tells_her_subject_S10():
    play = at_presentation()
    assert (play.session.turns.floor, play.part(NADIA, "turn").mine) == (NADIA, True)


def test_consultants_listen_and_their_question_is_welcome_in_the_next_step_S10():
    assert at_presentation().refused(KARIM, AskQuestion("Since when?")) == ("consultants_listen", "S10", "clarification")


def test_a_question_noted_meanwhile_is_asked_in_its_step_S10():
    play = at_presentation().do(KARIM, KeepQuestion("Since when?"))
    assert play.part(KARIM, "notes").prompt == "question"
    play = at_clarification().do(KARIM, KeepQuestion("Since when?"), AskQuestion("Since when?", from_note="n1"))
    assert (asked(play), play.part(KARIM, "notes").rows) == ([("Since when?", "Karim", "", False)], ())


def test_a_written_question_and_its_answer_are_seen_by_everyone_S11():
    play = at_clarification().do(KARIM, AskQuestion("Since when?")).do(NADIA, AnswerQuestion("q1", "Since May"))
    for member in (CLAIRE, NADIA, KARIM, PAUL):
        assert asked(play, member) == [("Since when?", "Karim", "Since May", False)]


def test_the_client_answers_and_nobody_in_her_place_S11():
    play = at_clarification().do(KARIM, AskQuestion("Since when?"))
    assert play.refused(PAUL, AnswerQuestion("q1", "Since May")) == ("client_only", "S11", "")
    assert play.refused(CLAIRE, AnswerQuestion("q1", "Since May")) == ("client_only", "S11", "")


def test_she_may_decline_to_answer_S11():
    play = at_clarification().do(KARIM, AskQuestion("Since when?")).do(NADIA, DeclineToAnswer("q1"))
    assert asked(play) == [("Since when?", "Karim", "", True)]
    assert play.do(NADIA, DeclineToAnswer()).part(NADIA, "answer").declined is True


def test_a_question_asked_aloud_is_declined_aloud_and_so_may_be_the_next_one_S11():
    play = at_clarification().lead(GiveTurn(KARIM)).do(NADIA, DeclineToAnswer())
    assert play.part(NADIA, "answer").declined is True
    assert play.lead(GiveTurn(INES)).part(NADIA, "answer").declined is False


def test_one_question_at_a_time_S11():
    play = at_clarification().do(INES, TakeTurn())
    assert play.refused(KARIM, AskQuestion("Since when?")) == ("out_of_turn", "S2", "")
    assert play.do(INES, AskQuestion("And Jo?")).accepts(CLAIRE, AskQuestion("What do you feel?"))


def test_a_written_question_counts_as_having_asked_S13():
    play = at_clarification().do(KARIM, AskQuestion("Since when?"))
    assert play.session.turns.heard_in("clarification") == {KARIM: "spoken"}


def test_it_is_clear_to_me_counts_as_having_had_the_chance_to_ask_S13():
    play = at_clarification().do(KARIM, SayClear())
    assert "Karim" not in play.gates["all_could_ask"]
    assert play.refused(KARIM, SayClear()) == ("done_already", "S13", "")


def test_the_facilitator_asks_what_nobody_asks_S25():
    play = at_clarification().lead(AskQuestion("What is yours in this?"))
    assert asked(play) == [("What is yours in this?", "Claire", "", False)]


def test_the_client_has_a_sign_for_one_moment_while_she_is_asked_S28():
    play = at_clarification().do(NADIA, AskOneMoment())
    assert play.part(PAUL, "floor").moment == "Nadia"
    assert play.lead(SayReady()).part(PAUL, "floor").moment == ""


def test_questions_are_over_in_the_reactions_and_not_yet_at_the_welcome_S2():
    assert at_reactions().refused(KARIM, AskQuestion("Since when?")) == ("step_over", "S2", "clarification")
    assert at_reception().refused(KARIM, AskQuestion("Since when?")) == ("not_in_this_step", "S11", "clarification")


def test_clear_to_all_belongs_to_the_questions_and_is_said_once_S13():
    assert at_reactions().refused(CLAIRE, MarkAllClear()) == ("not_in_this_step", "S13", "clarification")
    assert at_clarification().lead(MarkAllClear()).refused(CLAIRE, MarkAllClear()) == ("done_already", "S13", "")


def test_once_it_is_clear_to_all_nobodys_page_asks_her_again_S13():
    assert at_clarification().part(KARIM, "ask").clear is False
    assert at_clarification().lead(MarkAllClear()).part(KARIM, "ask").clear is True


def test_an_unknown_question_is_not_answered():
    for command in (AnswerQuestion("q9", "Yes"), DeclineToAnswer("q9")):
        assert at_clarification().refused(NADIA, command) == ("not_understood", "S11", "")


def test_the_facilitator_gives_the_turn_to_the_client_as_well():
    assert at_clarification().lead(GiveTurn(NADIA)).part(SOFIA, "floor").speaker == "Nadia"


def test_whoever_has_asked_is_not_marked_again_when_it_is_clear_to_all_S13():
    play = at_clarification().do(KARIM, AskQuestion("Since when?")).do(INES, SayClear()).do(PAUL, SayClear()).do(SOFIA, SayClear())
    assert [type(fact).__name__ for fact in play.lead(MarkAllClear()).facts] == ["AllClearMarked"]
