"""What a session leaves to its group at its end: the plan, the partner, and what of an older plan still waits (S5, S20, S22)."""

from codev.protocol import ending
from codev.protocol.activities.concluding import AnswerPartner, InvitePartner
from codev.protocol.activities.following import FollowUpTold, PostponeFollowUp, ReportAction
from codev.protocol.activities.gathering import MarkPresence
from codev.protocol.activities.moving import CloseSession, GoOn, StopSession
from codev.protocol.activities.planning import AddAction, ConfirmPlan
from tests.protocol.cast import NADIA, PAUL, SOFIA, at_conclusion, at_follow_up, at_plan, at_synthesis, closed


def texts(actions):
    return [(action.by, action.text, action.when) for action in actions]


def waits(play):
    return [action.text for action in ending(play.lead(StopSession()).session).waiting]


def test_nothing_is_handed_on_before_the_end():
    assert ending(at_conclusion().session) is None


def test_the_clients_plan_is_handed_on_as_all_have_seen_it_S5():
    over = ending(closed().session)
    assert (over.state, over.client) == ("closed", NADIA)
    assert texts(over.actions)[0] == (NADIA, "Call Jo", "by Friday")


def test_a_plan_that_comes_within_the_week_is_handed_on_then_S20():
    play = at_plan().lead(GoOn(reason="time"), CloseSession(reason="time", all_spoken=True))
    assert (ending(play.session).state, ending(play.session).actions) == ("plan_to_come", ())
    for text in ("Call Jo", "Rest", "Write"):
        play.wait(days=1).do(NADIA, AddAction(text, when="soon"))
    play.do(NADIA, ConfirmPlan()).lead(ConfirmPlan())
    assert (ending(play.session).state, len(ending(play.session).actions)) == ("closed", 3)


def test_a_draft_that_nobody_has_seen_is_handed_to_nobody_C1():
    play = at_synthesis().do(NADIA, AddAction("My secret draft", when="soon")).lead(StopSession())
    assert ending(play.session).actions == ()


def test_where_the_words_are_to_go_no_plan_stays_behind_S29():
    assert ending(at_conclusion().lead(StopSession(erase=True)).session).actions == ()


def test_a_partner_is_handed_on_once_she_has_said_yes_S22():
    asked = at_conclusion().do(NADIA, InvitePartner(SOFIA))
    assert ending(asked.copy().lead(StopSession()).session).partner == ""
    assert ending(asked.do(SOFIA, AnswerPartner(True)).lead(StopSession()).session).partner == SOFIA


def test_what_was_not_told_waits_action_by_action_S5():
    assert waits(at_follow_up().do(PAUL, ReportAction("p1", "not_yet"))) == ["Rest"]
    assert waits(at_follow_up().lead(GoOn(reason="time"))) == ["Call Jo", "Rest"]
    assert waits(at_follow_up().lead(FollowUpTold())) == []


def test_the_plan_of_somebody_absent_waits_for_her_S5():
    away = at_follow_up().lead(MarkPresence(PAUL, "absent"))
    assert waits(away.copy().lead(PostponeFollowUp())) == ["Call Jo", "Rest"]
    assert waits(away.lead(FollowUpTold())) == ["Call Jo", "Rest"]
