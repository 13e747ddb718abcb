"""Who is at the table, who facilitates, who takes part without a device (B1, B12, B16, P13, C3, S25)."""

from dataclasses import replace

import pytest

from codev.formats import load
from codev.protocol import Refusal, evolve, plan
from codev.protocol.activities.choosing import CastSticks, OfferSubject
from codev.protocol.activities.consenting import AgreeToSubject, ConfideReservation
from codev.protocol.activities.gathering import HandOver, MarkPaper, MarkPresence, NameDeputy, PresenceMarked, TakeOver
from codev.protocol.activities.moving import CloseSession, GoOn, StartSession
from codev.protocol.activities.reacting import OfferReaction
from codev.protocol.activities.turning import AskTurn, FinishTurn, GiveTurn, MarkAllSpoken, MarkSpoken, TakeTurn
from tests.protocol.cast import (
    CLAIRE,
    CONSULTANTS,
    INES,
    KARIM,
    MEMBERS,
    NADIA,
    NINE,
    OTTO,
    PAUL,
    SOFIA,
    STORY,
    Play,
    at,
    at_choice,
    at_clarification,
    at_conclusion,
    at_consent,
    at_presentation,
    at_reactions,
    at_reception,
    at_vote,
    planned,
)

TEN = tuple(f"m{n}" for n in range(10))
INSIDE = [name for name, _ in STORY if name not in ("follow_up",)]


def test_nine_members_and_the_facilitator_on_top_B1():
    play = Play(members=TEN[:9]).lead(StartSession())
    assert len(play.part(CLAIRE, "seats").seats) == 10


def test_a_tenth_seat_is_refused_B1():
    refusal = plan(load("classic"), TEN, CLAIRE, NINE)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.rule) == ("tenth_seat", "B1")


def test_a_member_who_facilitates_takes_no_seat_from_the_nine_B1():
    assert not isinstance(plan(load("classic"), TEN, TEN[0], NINE), Refusal)


def test_a_session_runs_from_four_members_the_facilitator_not_counted_P13():
    play = Play(members=MEMBERS[:3])
    assert play.refused(CLAIRE, StartSession()) == ("too_few", "P13", "")
    play.lead(StartSession(reason="group_agrees"))
    assert play.part(KARIM, "onrecord").rows[0].gates == ("four_present",)


def test_those_who_are_absent_do_not_count_P13():
    play = planned().lead(MarkPresence(PAUL, "absent"), MarkPresence(SOFIA, "late"))
    assert play.refused(CLAIRE, StartSession()) == ("too_few", "P13", "")
    assert play.do(SOFIA, MarkPresence(SOFIA, "here")).accepts(CLAIRE, StartSession())


def again(session, told):
    """Planned anew before it begins."""
    fact = replace(plan(load("classic"), MEMBERS, CLAIRE, NINE), absent=told)
    return evolve(session, fact, NINE)


def test_who_told_beforehand_is_absent_from_the_start_and_may_come_all_the_same_P13():
    session = again(Play().session, (PAUL,))
    assert (PAUL in session.present, session.roster.not_come(PAUL)) == (False, True)
    here = evolve(session, PresenceMarked(PAUL, "here"), NINE)
    assert PAUL in again(here, (PAUL,)).present


def test_an_absence_that_is_taken_back_leaves_what_the_room_said_of_others_P13():
    session = evolve(again(Play().session, (PAUL,)), PresenceMarked(SOFIA, "absent"), NINE)
    assert set(again(session, ()).roster.presence) == {SOFIA}


@pytest.mark.parametrize("presence", ["absent", "late"])
def test_someone_who_has_not_come_sees_nothing_and_may_say_that_she_is_here_C3(presence):
    play = at_reactions().lead(MarkPresence(PAUL, presence))
    assert [(part.kind, part.state, part.can) for part in play.view(PAUL)] == [("notice", "absent", ("mark_presence",))]
    assert play.refused(PAUL, TakeTurn()) == ("absent_that_day", "C3", "")
    assert play.do(PAUL, MarkPresence(PAUL, "here")).part(PAUL, "turn").can == ("take_turn", "pass_turn")


def test_once_the_session_is_over_nobody_comes_to_read_it_C3():
    play = at_conclusion().lead(MarkPresence(PAUL, "absent"), MarkAllSpoken(), CloseSession())
    assert [part.kind for part in play.view(PAUL)] == ["notice"]
    assert play.refused(PAUL, MarkPresence(PAUL, "here")) == ("session_closed", "S1", "")


@pytest.mark.parametrize("place", INSIDE)
@pytest.mark.parametrize("presence", ["absent", "late", "gone"])
def test_someone_can_leave_and_come_back_at_any_step_P13(place, presence):
    play = at(place)
    if place == "closed":
        assert play.refused(CLAIRE, MarkPresence(SOFIA, presence)) == ("session_closed", "S1", "")
        return
    before = play.session
    play.lead(MarkPresence(SOFIA, presence))
    assert SOFIA not in play.session.present
    play.do(SOFIA, MarkPresence(SOFIA, "back"))
    assert (play.session.present, play.session.turns) == (before.present, before.turns)


def test_one_marks_oneself_and_the_facilitator_anyone_S25():
    assert at_choice().refused(KARIM, MarkPresence(SOFIA, "gone")) == ("facilitator_only", "S25", "")
    assert at_choice().refused(CLAIRE, MarkPresence(OTTO, "gone")) == ("not_understood", "P13", "")
    assert at_choice().do(KARIM, MarkPresence(KARIM, "gone")).facts[0].recorded_by == ""


@pytest.mark.parametrize("presence", ["gone", "absent", "late"])
def test_when_the_client_is_lost_the_clock_pauses_and_the_group_is_asked_P13(presence):
    play = at_reactions().lead(MarkPresence(NADIA, presence))
    assert (play.part(CLAIRE, "clock").state, play.part(KARIM, "notice").state) == ("paused", "client_gone")
    assert play.part(KARIM, "notice").can == ()


def test_when_she_is_back_the_session_goes_on_P13():
    play = at_reactions().lead(MarkPresence(NADIA, "gone"), MarkPresence(NADIA, "back"))
    assert play.part(KARIM, "notice") is None


def test_a_presentation_does_not_open_with_the_word_of_someone_who_is_away_P13():
    play = at_consent().lead(MarkPresence(NADIA, "gone"), GoOn(reason="other"))
    assert (play.here[0], play.session.turns.floor) == ("presentation", "")


def test_one_device_is_enough_each_entry_marked_so():
    play = at_clarification(paper=CONSULTANTS).record(KARIM, TakeTurn(), FinishTurn())
    assert [seat.paper for seat in play.part(CLAIRE, "seats").seats if seat.name == "Karim"] == [True]
    recorded = [fact.recorded_by for _, facts in play.rows[-2:] for fact in facts]
    assert recorded == [CLAIRE, CLAIRE]


def test_someone_may_put_her_device_away_and_take_it_up_again():
    play = at_clarification().lead(MarkPaper(PAUL))
    assert play.session.roster.paper == {PAUL}
    assert play.lead(MarkPaper(PAUL, paper=False)).session.roster.paper == frozenset()


def test_nobody_but_the_facilitator_records_for_someone_S25():
    assert at_clarification().refused(KARIM, TakeTurn(), to=PAUL) == ("facilitator_only", "S25", "")
    assert at_clarification().refused(CLAIRE, TakeTurn(), to=OTTO) == ("not_a_member", "C3", "")
    assert at_clarification().refused(KARIM, MarkPaper(PAUL)) == ("facilitator_only", "S25", "")
    assert at_clarification().refused(CLAIRE, MarkPaper(OTTO)) == ("not_understood", "P13", "")


def test_what_is_recorded_for_someone_keeps_to_her_role_S2():
    assert at_reactions().refused(CLAIRE, OfferReaction("I know"), to=NADIA) == ("client_listens", "S16", "")
    assert at_presentation().refused(CLAIRE, TakeTurn(), to=KARIM) == ("consultants_listen", "S10", "clarification")


def test_a_whole_room_without_a_device_passes_the_turns_C3():
    play = at_reactions(paper=MEMBERS)
    for member in CONSULTANTS:
        play.record(member, TakeTurn(), FinishTurn())
    assert play.gates == {}


def test_an_outsider_has_no_seat_sees_nothing_and_does_nothing_C3():
    assert tuple(at_reactions().view(OTTO)) == ()
    for member in (OTTO, ""):
        assert at_reactions().refused(member, TakeTurn()) == ("not_a_member", "C3", "")
        assert at_choice().view(member) == ()


def test_an_observer_sees_the_wall_and_does_nothing_S2():
    play = at_reactions(observers=(OTTO,))
    assert {part.kind for part in play.view(OTTO)} == {"step", "clock", "seats", "floor", "request", "care"}
    assert play.refused(OTTO, AskTurn()) == ("observer_only_sees", "S2", "")
    assert OTTO not in play.session.present


def test_a_member_who_facilitates_is_not_waited_for_nor_proposed_B12():
    play = at_reception(facilitator=SOFIA)
    assert play.session.role(SOFIA) == "facilitator"
    assert SOFIA not in play.session.present
    assert play.refused(SOFIA, OfferReaction("Mine"))[0] == "facilitator_no_content"


def test_the_role_is_handed_over_and_taken_back_B12():
    play = at_clarification().lead(HandOver(KARIM))
    assert [play.session.role(member) for member in (CLAIRE, KARIM)] == ["observer", "facilitator"]
    assert play.part(CLAIRE, "takeover").how == "back"
    play.do(CLAIRE, TakeOver())
    assert [play.session.role(member) for member in (CLAIRE, KARIM)] == ["facilitator", "consultant"]


def test_a_member_who_hands_over_is_a_consultant_again_B12():
    play = at("clarification", facilitator=SOFIA).lead(HandOver(KARIM))
    assert (play.session.role(SOFIA), "Sofia" in play.gates["all_could_ask"]) == ("consultant", True)


def test_the_client_does_not_facilitate_nor_does_an_outsider_B12():
    for member in (NADIA, OTTO, CLAIRE):
        assert at_reactions().refused(CLAIRE, HandOver(member)) == ("not_understood", "B12", "")
        assert at_reactions().refused(CLAIRE, NameDeputy(member)) == ("not_understood", "B12", "")
    assert at_reactions().refused(NADIA, TakeOver()) == ("facilitator_only", "S25", "")


def test_whoever_takes_the_role_takes_her_subject_off_the_table_and_her_sticks_B12():
    play = at_vote().do(KARIM, CastSticks(("s2",))).lead(HandOver(KARIM))
    assert [row.owner for row in play.part(PAUL, "subjects").rows] == ["Nadia", "Inès", "Paul", "Sofia"]
    assert play.session.choosing.vote.ballots == {}
    assert play.refused(KARIM, OfferSubject("Another"))[0] == "facilitator_no_content"


def test_whoever_takes_the_role_leaves_no_reservation_that_nobody_could_lift_B12():
    play = at_consent().do(KARIM, ConfideReservation()).do(PAUL, AgreeToSubject()).lead(HandOver(KARIM))
    assert (play.session.choosing.objections, play.session.choosing.agreed) == (frozenset(), frozenset({PAUL}))


def test_whoever_hands_over_while_speaking_puts_the_turn_down_S2():
    play = at_presentation().lead(GiveTurn(CLAIRE), HandOver(KARIM))
    assert (play.session.turns.floor, play.session.turns.heard_in("presentation").get(CLAIRE)) == ("", None)


@pytest.mark.parametrize(("member", "seconds"), [(INES, 60), (KARIM, 180)])
def test_the_role_is_never_seized_only_taken_when_the_facilitator_is_long_away_S25(member, seconds):
    play = at_clarification().lead(NameDeputy(INES))
    assert play.refused(member, TakeOver(), away=seconds - 1) == ("facilitator_present", "S25", "")
    assert play.do(member, TakeOver(), away=seconds).session.facilitator == member


def test_a_facilitator_who_says_that_she_leaves_is_not_waited_for_P13():
    play = at_clarification().lead(MarkPresence(CLAIRE, "gone"))
    assert play.part(KARIM, "takeover").how == "group"
    play.do(KARIM, TakeOver()).do(CLAIRE, TakeOver())
    assert (play.session.facilitator, play.session.roster.away(CLAIRE)) == (CLAIRE, False)


def test_whoever_facilitates_does_not_take_over_from_herself():
    assert at_clarification().refused(CLAIRE, TakeOver()) == ("done_already", "B12", "")


def test_a_deputy_is_offered_the_role_when_the_connection_is_away():
    play = at_clarification().lead(NameDeputy(INES))
    assert play.part(INES, "takeover", away=frozenset({CLAIRE})).how == "deputy"
    assert [play.part(member, "takeover") for member in (INES, KARIM)] == [None, None]


def test_whoever_is_away_when_marked_as_heard_has_been_heard():
    play = at_reactions().lead(MarkPresence(SOFIA, "gone"), MarkSpoken((SOFIA,)), MarkAllSpoken())
    assert set(play.session.turns.heard_in("reactions")) == set(CONSULTANTS)


@pytest.mark.parametrize(
    ("members", "facilitator", "observers"),
    [((NADIA, NADIA), CLAIRE, ()), ((NADIA,), CLAIRE, (NADIA,)), ((NADIA,), CLAIRE, (CLAIRE,))],
)
def test_nobody_sits_twice(members, facilitator, observers):
    with pytest.raises(ValueError, match="twice"):
        plan(load("classic"), members, facilitator, NINE, observers=observers)
