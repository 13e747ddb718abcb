"""The end of a session: asked once, in two taps, never in silence (S20, S21, S29, P1)."""

from codev.protocol.activities.moving import CloseSession, GoOn, StopSession
from codev.protocol.activities.planning import AcceptFewer, AddAction, AskForHelp, ConfirmPlan, RemoveAction
from codev.protocol.activities.turning import MarkAllSpoken
from tests.protocol.cast import (
    CLAIRE,
    KARIM,
    NADIA,
    PAUL,
    QUESTION,
    at_conclusion,
    at_plan,
    at_reactions,
    at_synthesis,
    closed,
    planned,
)

LATER = CloseSession(all_spoken=True, plan_later=True)


def test_a_session_without_its_conclusion_never_closes_in_silence_P1():
    play = at_conclusion()
    assert play.refused(CLAIRE, CloseSession()) == ("gate_unmet", "S21", "conclusion")
    play.lead(CloseSession(reason="time"))
    assert (play.session.status.state, play.part(PAUL, "onrecord").rows[0].gates) == ("closed", ("all_concluded",))


def test_a_late_session_closes_in_two_taps_with_its_conclusion_kept_P1():
    play = at_synthesis()
    assert play.refused(CLAIRE, CloseSession())[0] == "gate_unmet"
    play.lead(LATER)
    assert (play.session.status.state, play.session.status.passed) == ("plan_to_come", ())
    assert set(play.session.turns.heard_in("conclusion")) == {"nadia", "karim", "ines", "paul", "sofia"}


def test_the_steps_that_are_left_are_gone_through_at_closing_S1():
    play = at_synthesis().lead(LATER)
    assert [fact.step for fact in play.facts if type(fact).__name__ == "StepEntered"] == ["plan", "conclusion"]


def test_once_the_last_words_are_said_only_the_plan_is_spoken_of_S20():
    play = at_synthesis().lead(GoOn(), GoOn())
    before, after = play.part(CLAIRE, "bar").only_plan, play.lead(MarkAllSpoken()).part(CLAIRE, "bar").only_plan
    assert (before, after, play.lead(CloseSession(plan_later=True)).session.status.passed) == (False, True, ())


def test_all_that_the_last_steps_wait_for_is_asked_together_P1():
    play = at_synthesis().lead(GoOn(), GoOn())
    assert play.refused(CLAIRE, CloseSession()) == ("gate_unmet", "S19", "conclusion")
    assert list(play.gates) == ["three_actions", "same_plan", "all_concluded"]


def test_a_session_is_not_closed_from_its_middle_S1():
    assert at_reactions().refused(CLAIRE, LATER) == ("no_jump", "S1", "synthesis")


def test_the_plan_may_come_within_a_week_and_is_confirmed_by_both_S20():
    play = at_synthesis().lead(LATER).wait(days=6)
    play.do(NADIA, AddAction("Call Jo", when="by Friday"), AcceptFewer("One is plenty"), ConfirmPlan())
    assert play.session.status.state == "plan_to_come"
    assert play.lead(ConfirmPlan()).session.status.state == "closed"


def test_after_a_week_the_plan_is_told_in_the_follow_up_S20():
    play = at_synthesis().lead(LATER).wait(days=7)
    assert play.accepts(NADIA, AddAction("Call Jo", when="by Friday"))
    assert play.wait(seconds=1).refused(NADIA, AddAction("Call Jo", when="by Friday")) == ("plan_window_over", "S20", "")


def test_the_plan_to_come_is_the_clients_alone_P2():
    play = at_synthesis().lead(LATER)
    assert play.refused(KARIM, AddAction("You should rest", when="now")) == ("client_only", "P2", "")
    assert play.refused(CLAIRE, AddAction("You should rest", when="now")) == ("client_only", "P2", "")
    assert play.record(NADIA, AddAction("Rest", when="Sunday")).session.planning.actions[0].recorded_by == CLAIRE


def test_nothing_else_is_done_once_the_plan_alone_is_to_come_S20():
    play = at_synthesis().lead(LATER)
    assert play.refused(NADIA, AskForHelp()) == ("session_closed", "S1", "")
    assert play.refused(CLAIRE, MarkAllSpoken()) == ("session_closed", "S1", "")


def test_a_plan_that_changed_is_read_again_before_it_is_confirmed_S20():
    play = at_plan().do(NADIA, AddAction("Call Jo", when="by Friday"), ConfirmPlan())
    play.do(NADIA, AddAction("Rest", when="Sunday"), RemoveAction("a1"))
    assert play.refused(CLAIRE, ConfirmPlan(version=1)) == ("plan_changed", "S20", "")


def test_the_page_says_until_when_the_plan_may_come():
    play = at_synthesis().lead(LATER)
    assert play.part(NADIA, "notice").until == play.session.status.plan_until.isoformat(timespec="seconds")


def test_the_request_stays_in_sight_to_the_end_S27():
    for member in (NADIA, KARIM, CLAIRE):
        request = closed().part(member, "request")
        assert (request.state, request.question) == ("agreed", QUESTION)


def test_stopping_needs_no_reason_and_no_step_S29():
    for play in (planned(), at_reactions(), at_conclusion()):
        assert play.lead(StopSession()).session.status.state == "stopped"
    assert closed().refused(CLAIRE, StopSession()) == ("session_closed", "S1", "")


def test_stopping_keeps_what_was_said_unless_its_erasure_is_asked_for_S29():
    assert at_reactions().lead(StopSession()).session.status.erase is False
    assert at_reactions().lead(StopSession(erase=True)).session.status.erase is True


def test_whoever_of_the_two_confirms_last_closes_the_session_S20():
    play = at_synthesis().lead(LATER).do(NADIA, AddAction("Call Jo", when="by Friday")).lead(ConfirmPlan())
    assert play.session.status.state == "plan_to_come"
    assert play.do(NADIA, ConfirmPlan()).session.status.state == "closed"
