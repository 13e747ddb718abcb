"""Two consents: hers, willingly, and the group's; then there is a client (S9, B16, P13)."""

import pytest

from codev.protocol.activities.choosing import ProposeSubject
from codev.protocol.activities.consenting import (
    AcceptToBeClient,
    AgreeToSubject,
    ConfideReservation,
    DeclineToBeClient,
    EveryoneAgreesToSubject,
    LiftReservation,
    SetProposalAside,
)
from codev.protocol.activities.gathering import MarkPresence
from codev.protocol.activities.moving import GoBack, GoOn, TakeAnotherSubject
from codev.protocol.activities.turning import FinishTurn
from tests.protocol.cast import CLAIRE, CONSULTANTS, INES, KARIM, NADIA, PAUL, SOFIA, at_clarification, at_consent, at_presentation, at_vote


def test_nobody_is_the_client_before_she_said_yes_and_the_group_too_S9():
    play = at_consent()
    assert play.gates == {"client_consents": ("Nadia",), "group_consents": ("Karim", "Inès", "Paul", "Sofia")}
    play.do(NADIA, AcceptToBeClient())
    for member in CONSULTANTS:
        play.do(member, AgreeToSubject())
    assert (play.session.client, play.gates, play.lead(GoOn()).session.client) == ("", {}, NADIA)


def test_one_yes_for_all_is_enough_and_marked_as_said_aloud_S9():
    play = at_consent().do(NADIA, AcceptToBeClient()).lead(EveryoneAgreesToSubject())
    assert (play.gates, play.facts[0].aloud, play.facts[0].recorded_by) == ({}, True, CLAIRE)


def test_her_consent_is_hers_S9():
    play = at_consent()
    assert play.refused(KARIM, AcceptToBeClient()) == ("consent_is_hers", "S9", "")
    assert play.refused(KARIM, DeclineToBeClient()) == ("consent_is_hers", "S9", "")
    assert play.refused(CLAIRE, AcceptToBeClient()) == ("consent_is_hers", "S9", "")


def test_her_agreement_to_her_own_subject_is_her_yes_S9():
    play = at_consent().do(NADIA, AgreeToSubject())
    assert list(play.gates) == ["group_consents"]
    assert play.refused(NADIA, AcceptToBeClient()) == ("done_already", "S9", "")


def test_with_nothing_proposed_there_is_nothing_to_agree_to_S9():
    play = at_consent().lead(SetProposalAside())
    assert play.refused(PAUL, AgreeToSubject()) == ("not_understood", "S9", "")
    assert play.refused(PAUL, ConfideReservation()) == ("not_understood", "S9", "")
    assert play.refused(NADIA, DeclineToBeClient()) == ("no_client_yet", "S9", "")


def test_her_yes_said_aloud_is_recorded_for_her_and_marked_so_B16():
    play = at_consent().record(NADIA, AcceptToBeClient())
    assert (play.facts[0].member, play.facts[0].recorded_by) == (NADIA, CLAIRE)


def test_she_may_decline_without_a_reason_and_the_next_subject_is_taken_S9():
    play = at_consent().do(NADIA, DeclineToBeClient())
    assert (play.session.choosing.proposed, play.session.choosing.votable[0].id) == ("", "s2")
    assert play.refused(CLAIRE, GoOn(reason="time")) == ("no_client_yet", "S9", "choice")
    play.lead(ProposeSubject("resonance", "s2")).do(KARIM, AcceptToBeClient()).lead(EveryoneAgreesToSubject(), GoOn())
    assert play.session.client == KARIM


def test_a_declined_subject_carries_no_yes_over_to_the_next_S9():
    play = at_consent().lead(EveryoneAgreesToSubject()).do(NADIA, DeclineToBeClient()).lead(ProposeSubject("urgency", "s2"))
    assert play.gates == {"client_consents": ("Karim",), "group_consents": ("Nadia", "Inès", "Paul", "Sofia")}


def test_the_facilitator_sets_a_proposal_aside_S9():
    play = at_consent().lead(SetProposalAside())
    assert play.refused(CLAIRE, SetProposalAside()) == ("done_already", "S9", "")


def test_the_client_may_still_say_no_as_long_as_nothing_was_presented_B16():
    play = at_consent().do(NADIA, AcceptToBeClient()).lead(EveryoneAgreesToSubject(), MarkPresence(NADIA, "late"), GoOn(), GoBack())
    play.lead(MarkPresence(NADIA, "back")).do(NADIA, DeclineToBeClient())
    assert (play.session.client, play.session.choosing.proposed) == ("", "")
    assert at_presentation().lead(GoBack()).refused(NADIA, DeclineToBeClient()) == ("one_subject", "S31", "")


def test_a_reservation_is_confided_and_holds_the_yes_of_all_S9():
    play = at_consent().do(NADIA, AcceptToBeClient()).do(SOFIA, ConfideReservation()).lead(EveryoneAgreesToSubject())
    assert play.refused(CLAIRE, GoOn()) == ("gate_unmet", "S9", "choice")
    assert play.part(CLAIRE, "gate").reservation is True
    assert play.do(SOFIA, LiftReservation()).gates == {}


@pytest.mark.parametrize("said", ["before", "after", "never"])
def test_nobody_but_the_facilitator_can_tell_that_someone_has_a_reservation_S9(said):
    play = at_consent().do(NADIA, AcceptToBeClient())
    if said == "before":
        play.lead(EveryoneAgreesToSubject())
    with_it = play.copy().do(SOFIA, ConfideReservation())
    for each in (play, with_it) if said == "after" else ():
        each.lead(EveryoneAgreesToSubject())
    assert [with_it.view(member) for member in (NADIA, KARIM, PAUL)] == [play.view(member) for member in (NADIA, KARIM, PAUL)]


def test_the_facilitator_knows_of_a_reservation_and_not_whose_S9():
    one, other = at_consent().do(SOFIA, ConfideReservation()), at_consent().do(PAUL, ConfideReservation())
    assert one.view(CLAIRE) == other.view(CLAIRE) != at_consent().view(CLAIRE)


def test_a_reservation_is_confided_by_oneself_alone_S9():
    play = at_consent()
    assert play.refused(CLAIRE, ConfideReservation(), to=PAUL) == ("not_yours", "C1", "")
    assert play.refused(PAUL, LiftReservation()) == ("done_already", "S9", "")


def test_a_subject_is_agreed_to_only_once_it_is_proposed_S9():
    play = at_vote()
    assert play.refused(PAUL, AgreeToSubject()) == ("silence_now", "S18", "choice")
    assert play.refused(CLAIRE, EveryoneAgreesToSubject()) == ("no_client_yet", "S9", "")


def test_the_client_lost_before_she_began_another_subject_is_taken_P13():
    play = at_presentation().lead(MarkPresence(NADIA, "gone"))
    assert play.part(CLAIRE, "notice").can == ("mark_presence", "take_another_subject", "stop_session")
    play.lead(TakeAnotherSubject())
    assert (play.here, play.session.client) == (("choice", "consent"), "")
    assert play.lead(ProposeSubject("importance", "s2")).part(PAUL, "consent").owner == "Karim"


@pytest.mark.parametrize("play", [at_presentation().do(NADIA, FinishTurn()), at_clarification()], ids=["told", "later"])
def test_once_something_was_presented_no_other_subject_is_taken_S31(play):
    play.lead(MarkPresence(NADIA, "gone"))
    assert play.refused(CLAIRE, TakeAnotherSubject()) == ("one_subject", "S31", "")


def test_a_client_who_is_here_is_not_replaced_S31():
    assert at_presentation().refused(CLAIRE, TakeAnotherSubject()) == ("one_subject", "S31", "")


def test_her_turn_as_client_stays_hers_when_she_is_lost_P13():
    play = at_presentation().lead(MarkPresence(NADIA, "gone"), TakeAnotherSubject())
    assert [row.former for row in play.part(INES, "subjects").rows if row.owner == "Nadia"] == [False]


def test_a_no_releases_nobody_who_was_not_yet_the_client_S9():
    assert [type(fact).__name__ for fact in at_consent().do(NADIA, DeclineToBeClient()).facts] == ["ProposalSetAside"]


def test_everyone_agrees_in_the_step_of_the_choice_S9():
    for command in (EveryoneAgreesToSubject(), SetProposalAside()):
        assert at_clarification().refused(CLAIRE, command) == ("step_over", "S9", "choice")


def test_a_yes_of_all_said_aloud_stands_when_someone_comes_back_S9():
    play = at_consent().do(NADIA, AcceptToBeClient()).lead(MarkPresence(SOFIA, "gone"), EveryoneAgreesToSubject())
    assert play.lead(MarkPresence(SOFIA, "back")).gates == {}


def test_back_in_the_choice_both_consents_stand_S1():
    assert at_presentation().lead(GoBack()).gates == {}


def test_another_subject_is_taken_from_within_the_choice_too_P13():
    play = at_consent().do(NADIA, AcceptToBeClient()).lead(EveryoneAgreesToSubject(), MarkPresence(NADIA, "gone"), GoOn(), GoBack())
    assert [type(fact).__name__ for fact in play.lead(TakeAnotherSubject()).facts] == ["ClientReleased"]
