"""The clock: minutes that are indicative, and an end by the clock on the wall (S1, P1)."""

from datetime import timedelta

import pytest

from codev.protocol.activities.moving import GoBack, GoOn, ResumeSession, StartSession, SuspendSession, UndoMove
from codev.protocol.activities.timing import BreakTaken, ExtendStep, MoveEnd, PauseClock, ResumeClock, ShortenStep, SkipBreak, TakeBreak
from codev.protocol.clock import deadline, expected_end, minutes_late, offers, remaining
from codev.protocol.rules.timing import MOST_MINUTES
from tests.protocol.cast import (
    CLAIRE,
    KARIM,
    MEMBERS,
    NADIA,
    NINE,
    PLAN,
    Play,
    at,
    at_clarification,
    at_plan,
    at_reactions,
    at_request,
    planned,
)


def clock(play, member=KARIM):
    return play.part(member, "clock")


def offered(play):
    return [(offer.step, offer.minutes, offer.reserved) for offer in offers(play.session, play.at)]


def test_the_end_of_the_minutes_informs_and_moves_nothing_S1():
    play = at_clarification().wait(minutes=45)
    assert (play.here[0], remaining(play.session, play.at) / 60) == ("clarification", -15)
    assert play.part(KARIM, "turn") is not None


def test_the_facilitator_extends_pauses_and_resumes_S1():
    play = at_clarification().lead(ExtendStep(5)).wait(minutes=10).lead(PauseClock()).wait(minutes=60)
    assert (clock(play).state, clock(play).remaining) == ("paused", 25 * 60)
    assert clock(play.lead(ResumeClock())).deadline == (play.at + timedelta(minutes=25)).isoformat(timespec="seconds")


def test_a_step_that_is_entered_again_goes_on_with_what_is_left_of_it_S1():
    play = at_clarification().wait(minutes=10).lead(GoBack()).wait(minutes=2).lead(GoOn())
    assert remaining(play.session, play.at) == 20 * 60


def test_a_slip_costs_its_seconds_and_no_more_S1():
    play = at_clarification().wait(minutes=10).lead(GoOn(reason="time")).wait(seconds=8).lead(UndoMove())
    assert remaining(play.session, play.at) == 20 * 60
    assert play.session.clock.used["contract"] == 8


def test_the_session_keeps_its_end_by_the_wall_when_it_starts_late_P1():
    play = late_by(12)
    assert clock(play).end == "2026-11-23T12:00:00+00:00"
    assert minutes_late(play.session, play.at) == 12


def late_by(n, format="classic"):
    """A session of which every step exists, started so many minutes after its hour."""
    return Play(format, plan_to_follow=PLAN).wait(minutes=n).lead(StartSession())


def test_a_session_without_its_follow_up_keeps_its_end_and_its_spare_minutes():
    assert clock(planned()).planned_end == clock(planned()).end == "2026-11-23T12:00:00+00:00"
    assert minutes_late(Play().wait(minutes=8).lead(StartSession()).session, NINE + timedelta(minutes=8)) == 0


def test_offers_say_which_earlier_step_to_shorten_by_how_much_P1():
    play = late_by(12)
    assert offered(play) == [
        ("reception", 5, False),
        ("follow_up", 4, False),
        ("choice", 6, False),
        ("presentation", 7, False),
        ("clarification", 12, False),
        ("contract", 5, False),
        ("reactions", 12, False),
    ]


def test_the_last_steps_are_offered_only_when_the_others_are_not_enough_P1():
    assert not any(reserved for _, _, reserved in offered(late_by(12)))
    play = at_reactions().wait(minutes=100)
    assert offered(play.wait(minutes=40))[-1] == ("conclusion", 10, True)


def test_an_offer_taken_brings_the_end_back_P1():
    play = late_by(12).lead(ShortenStep("reactions", 12))
    assert minutes_late(play.session, play.at) == 0
    assert play.part(CLAIRE, "late") is None


def test_the_reserve_is_taken_with_a_reason_alone_P1():
    play = at_reactions()
    assert play.refused(CLAIRE, ShortenStep("conclusion", 5)) == ("reason_needed", "P1", "conclusion")
    assert play.lead(ShortenStep("conclusion", 5, reason="group_agrees")).session.clock.budget["conclusion"] == 15


@pytest.mark.parametrize(("step", "n"), [("reception", 1), ("reactions", 0), ("reactions", 46), ("reactions", -3), ("nowhere", 1)])
def test_a_step_is_shortened_within_its_minutes_and_not_once_it_is_over(step, n):
    assert at_reactions().refused(CLAIRE, ShortenStep(step, n)) == ("not_understood", "S1", "")


@pytest.mark.parametrize("n", [0, -1, MOST_MINUTES + 1])
def test_minutes_are_given_within_reason(n):
    assert at_reactions().refused(CLAIRE, ExtendStep(n)) == ("not_understood", "S1", "")
    assert at_reactions().refused(CLAIRE, TakeBreak(n)) == ("not_understood", "S1", "")


def test_the_end_is_moved_with_the_groups_agreement_S1():
    play = late_by(12).lead(MoveEnd(10))
    assert (minutes_late(play.session, play.at), clock(play).planned_end == clock(play).end) == (2, False)
    assert play.refused(CLAIRE, MoveEnd(0)) == ("not_understood", "S1", "")


def test_a_break_is_proposed_before_the_reactions_and_taken_from_nobody_silently():
    play = at_request()
    assert play.part(CLAIRE, "break").minutes == 10
    assert play.part(KARIM, "break") is None
    assert play.session.clock.break_until is None


@pytest.mark.parametrize("place", [at_request, at_reactions])
def test_the_break_is_taken_before_the_step_or_as_it_begins(place):
    play = place().lead(TakeBreak())
    assert [clock(play, member).state for member in (KARIM, NADIA, CLAIRE)] == ["break"] * 3
    assert play.part(KARIM, "notice").until == clock(play).deadline
    assert play.wait(minutes=12).lead(ResumeClock()).part(CLAIRE, "break") is None
    assert play.refused(CLAIRE, SkipBreak()) == ("done_already", "S1", "")


def test_a_break_stops_the_clock_of_the_step_and_makes_the_end_later():
    play = late_by(0).lead(TakeBreak(20)).wait(minutes=20).lead(ResumeClock())
    assert (remaining(play.session, play.at), minutes_late(play.session, play.at)) == (10 * 60, 20)


def test_during_a_break_the_end_is_told_as_it_will_be_after_it():
    play = late_by(0).lead(TakeBreak(20))
    assert expected_end(play.session, play.at) == NINE + timedelta(minutes=200)
    assert minutes_late(play.session, play.at) == 20


def test_without_a_running_clock_there_is_no_deadline_and_before_the_start_no_expected_end():
    assert deadline(at_reactions().lead(PauseClock()).session) is None
    assert expected_end(planned().session, NINE) is None


def test_moving_on_ends_a_break():
    play = at_request().lead(TakeBreak(), GoOn(reason="group_agrees"))
    assert (clock(play).state, play.facts[-1].step) == ("running", "reactions")


def test_a_break_can_be_skipped_and_taken_once_at_a_time():
    assert at_reactions().lead(SkipBreak()).part(CLAIRE, "break") is None
    assert at_reactions().lead(TakeBreak()).refused(CLAIRE, TakeBreak()) == ("done_already", "S1", "")
    assert at_clarification().lead(TakeBreak(5)).facts == (BreakTaken("", 5),)


def test_a_suspension_stops_the_clock_S29():
    play = at_reactions().wait(minutes=5).lead(SuspendSession()).wait(minutes=30).lead(ResumeSession())
    assert remaining(play.session, play.at) == 40 * 60


def test_the_facilitator_alone_holds_the_clock_S25():
    for command in (PauseClock(), ExtendStep(), TakeBreak(), MoveEnd(5), ShortenStep("reactions", 5)):
        assert at_reactions().refused(NADIA, command) == ("facilitator_only", "S25", "")


def test_the_clock_is_paused_once_and_resumed_once():
    assert at_reactions().refused(CLAIRE, ResumeClock()) == ("done_already", "S1", "")
    assert at_reactions().lead(PauseClock()).refused(CLAIRE, PauseClock()) == ("done_already", "S1", "")


def test_a_format_without_minutes_has_no_end_and_is_never_late():
    play = late_by(50, "seven-steps")
    assert (clock(play).state, clock(play).end, offered(play), play.part(CLAIRE, "late")) == ("untimed", "", [], None)
    assert play.refused(CLAIRE, MoveEnd(5)) == ("not_understood", "S1", "")


def test_being_late_is_told_to_the_facilitator_alone_P5():
    play = late_by(12)
    assert [play.part(member, "late") is not None for member in (CLAIRE, *MEMBERS)] == [True] + [False] * 5


def test_the_reserve_keeps_the_plan_and_the_conclusion_whole_on_a_late_day_P1():
    play = at_plan().wait(minutes=200)
    rows = play.part(CLAIRE, "late").offers
    assert [(row.step, row.reserved) for row in rows] == [("conclusion", True)]


def test_minutes_of_understanding_come_first_S30():
    budget = planned().session.clock.budget
    assert budget["presentation"] + budget["clarification"] + budget["contract"] > budget["reactions"]
    assert at("reception").part(CLAIRE, "late") is None
