"""The conclusion, and the follow-up that opens the next session (S5, S21 to S23, S32)."""

from codev.protocol.activities.concluding import AnswerPartner, InvitePartner, MarkAllFree, SayFree, ShareLearning
from codev.protocol.activities.following import FollowUpTold, PostponeFollowUp, ReportAction
from codev.protocol.activities.turning import TakeTurn
from codev.protocol.notebook import NoteLearning
from tests.protocol.cast import (
    CLAIRE,
    INES,
    KARIM,
    NADIA,
    PAUL,
    PLAN,
    SOFIA,
    at,
    at_choice,
    at_conclusion,
    at_follow_up,
    at_reactions,
    closed,
)


def learnings(play, member):
    return [(row.text, row.by, row.sort) for row in play.parts(member, "learning")]


def test_everyone_says_what_she_learned_and_the_facilitator_too_S21():
    for member in (NADIA, KARIM, CLAIRE):
        assert at_conclusion().accepts(member, TakeTurn())


def test_a_learning_that_is_written_is_its_authors_C1():
    play = at_conclusion().do(KARIM, NoteLearning("To ask first"))
    assert play.part(KARIM, "ownlearnings").rows == (("learned", "To ask first"),)
    assert [play.view(member) for member in (CLAIRE, NADIA)] == [at_conclusion().view(member) for member in (CLAIRE, NADIA)]


def test_it_is_seen_by_all_once_its_author_shares_it_S21():
    play = at_conclusion().do(KARIM, ShareLearning("To ask first", "will_apply"))
    assert learnings(play, NADIA) == learnings(play, CLAIRE) == [("To ask first", "Karim", "will_apply")]


def test_a_learning_can_still_be_written_after_the_end_S21():
    play = closed().do(KARIM, NoteLearning("To ask first", "enjoyed"))
    assert play.part(KARIM, "ownlearnings").may_write is True


def test_the_client_invites_a_learning_partner_and_the_two_alone_know_S22():
    play = at_conclusion().do(NADIA, InvitePartner(SOFIA))
    assert [play.part(member, "conclude").partner for member in (NADIA, SOFIA, KARIM, CLAIRE)] == ["Sofia", "Sofia", "", ""]
    assert play.part(SOFIA, "conclude").asked_of_me is True


def test_the_invited_person_answers_without_a_reason_S22():
    play = at_conclusion().do(NADIA, InvitePartner(SOFIA))
    assert play.refused(KARIM, AnswerPartner(True)) == ("not_yours", "S22", "")
    assert play.do(SOFIA, AnswerPartner(False)).part(NADIA, "conclude").partner_answer == "declined"


def test_a_partner_is_invited_by_the_client_among_the_others_S22():
    assert at_conclusion().refused(KARIM, InvitePartner(SOFIA)) == ("client_only", "S22", "")
    for member in (NADIA, "nobody"):
        assert at_conclusion().refused(NADIA, InvitePartner(member)) == ("not_understood", "S22", "")


def test_everyone_says_whether_the_next_date_suits_her_S23():
    play = at_conclusion(next_start="2026-12-21T09:00:00+00:00").do(KARIM, SayFree())
    assert [play.part(member, "conclude").free for member in (KARIM, INES)] == [True, False]
    assert play.refused(KARIM, SayFree()) == ("done_already", "S23", "")
    assert play.lead(MarkAllFree()).part(INES, "conclude").free is True


def test_the_next_date_is_said_or_there_is_none_S23():
    assert at_conclusion(next_start="2026-12-21T09:00:00+00:00").part(KARIM, "conclude").next_start == "2026-12-21T09:00:00+00:00"
    assert at_conclusion().part(KARIM, "conclude").next_start == ""
    assert at_conclusion().lead(MarkAllFree()).refused(CLAIRE, MarkAllFree()) == ("done_already", "S23", "")
    assert at_reactions().refused(CLAIRE, MarkAllFree()) == ("not_in_this_step", "S23", "conclusion")


def test_learnings_wait_for_their_step_S2():
    assert at_reactions().refused(KARIM, ShareLearning("To ask first")) == ("not_in_this_step", "S21", "conclusion")


def test_the_last_client_tells_action_by_action_what_became_of_it_S5():
    play = at_follow_up().do(PAUL, ReportAction("p1", "partly", "We spoke, briefly"))
    rows = play.part(NADIA, "follow").actions
    assert [(row.text, row.when, row.state, row.words) for row in rows] == [
        ("Call Jo", "by Friday", "partly", "We spoke, briefly"),
        ("Rest", "", "", ""),
    ]


def test_nobody_reports_in_her_place_S5():
    for member in (KARIM, CLAIRE):
        assert at_follow_up().refused(member, ReportAction("p1", "done")) == ("client_only", "S5", "")
    assert at_follow_up().record(PAUL, ReportAction("p1", "done")).session.following.reports["p1"].recorded_by == CLAIRE


def test_an_action_that_nobody_planned_is_not_understood():
    assert at_follow_up().refused(PAUL, ReportAction("p9", "done")) == ("not_understood", "S5", "")


def test_no_score_is_made_of_a_follow_up_S5():
    play = at_follow_up().do(PAUL, ReportAction("p1", "done"))
    numbers = [value for value in vars(play.part(NADIA, "follow")).values() if isinstance(value, int) and not isinstance(value, bool)]
    assert numbers == []


def test_two_clients_of_one_meeting_tell_each_her_own_plan_S5_S31():
    others = [{"client": KARIM, "actions": [{"text": "Write to Zoe"}]}]
    play = at("follow_up", plan_to_follow={**PLAN, "others": others})
    assert [(part.name, part.may_report) for part in play.parts(KARIM, "follow")] == [("Paul", False), ("Karim", True)]
    assert play.refused(PAUL, ReportAction("p3", "done")) == ("client_only", "S5", "")
    play.do(KARIM, ReportAction("p3", "done", "She answered"))
    assert play.parts(NADIA, "follow")[1].actions[0].words == "She answered"


def test_the_follow_up_is_told_once_and_in_its_step_S5():
    play = at_follow_up().lead(FollowUpTold())
    assert play.refused(CLAIRE, PostponeFollowUp()) == ("done_already", "S5", "")
    assert at_choice().refused(CLAIRE, FollowUpTold()) == ("not_in_this_step", "S5", "")


def test_there_is_no_follow_up_in_a_first_session_S5():
    assert at_choice(first_session=True).session.position.step == 1
    assert at_choice(first_session=True).refused(PAUL, ReportAction("p1", "done"))[0] == "not_in_this_step"
