"""Subjects and sticks (S6 to S8, B10, B12, C2, P12, S31)."""

import pytest

from codev.protocol.activities.choosing import (
    Abstain,
    CastSticks,
    CloseVote,
    OfferSubject,
    OpenVote,
    ProposeSubject,
    PutToVote,
    RecordSticks,
    WithdrawSubject,
)
from codev.protocol.activities.consenting import AcceptToBeClient
from codev.protocol.activities.gathering import MarkPresence
from codev.protocol.activities.moving import GoBack, NextStage
from tests.protocol.cast import (
    CLAIRE,
    INES,
    KARIM,
    MEMBERS,
    NADIA,
    PAUL,
    SOFIA,
    at,
    at_choice,
    at_consent,
    at_presentation,
    at_vote,
    with_acts,
)


def totals(play, member=PAUL):
    return {row.id: row.sticks for row in play.part(member, "subjects").rows if row.counted}


def test_everyone_gives_a_subject_and_all_see_it_S6():
    play = at_choice().do(INES, OfferSubject("How to begin?"))
    rows = play.part(PAUL, "subjects").rows
    assert [(row.text, row.owner, row.mine) for row in rows] == [("How to begin?", "Inès", False)]


def test_three_sticks_two_and_one_S7():
    play = at_vote().do(KARIM, CastSticks(("s1", "s2", "s3"))).do(INES, CastSticks(("s2", "s1", "s4"))).lead(CloseVote())
    assert totals(play) == {"s1": 5, "s2": 5, "s3": 1, "s4": 1, "s5": 0}


def test_with_two_subjects_two_sticks_and_one_S7():
    play = at_choice().do(KARIM, OfferSubject("How?")).do(INES, OfferSubject("Why?")).lead(NextStage())
    play.do(PAUL, CastSticks(("s1", "s2"))).lead(CloseVote())
    assert totals(play) == {"s1": 2, "s2": 1}


def test_in_the_silence_of_the_vote_no_turn_is_offered_to_be_noted_for_anyone_S2():
    turns = {"take_turn", "pass_turn"}
    assert [turns & set(play.part(CLAIRE, "record").acts) for play in (at_choice(), at_vote())] == [turns, set()]


def test_with_one_subject_there_is_no_vote_S7():
    play = at_choice().do(KARIM, OfferSubject("How?")).lead(NextStage())
    assert (play.session.choosing.rounds, play.refused(CLAIRE, OpenVote())) == ((), ("too_few_subjects", "S7", ""))


def test_ones_own_subject_may_get_sticks_S7():
    assert totals(at_vote().do(NADIA, CastSticks(("s1",))).lead(CloseVote()))["s1"] == 3


def test_sticks_can_be_moved_while_the_vote_is_open_S7():
    play = at_vote().do(KARIM, CastSticks(("s1",)), CastSticks(("s2",))).lead(CloseVote())
    assert totals(play) == {"s1": 0, "s2": 3, "s3": 0, "s4": 0, "s5": 0}


def test_an_abstention_is_a_vote_without_sticks_S7():
    play = at_vote().do(KARIM, Abstain())
    assert (play.part(KARIM, "vote").have_voted, play.part(CLAIRE, "vote").voted) == (True, 1)
    assert set(totals(play.lead(CloseVote())).values()) == {0}


@pytest.mark.parametrize(
    ("choices", "refusal"),
    [
        ((), ("no_stick", "S7", "")),
        (("s1", "s1"), ("three_must_differ", "S7", "")),
        (("s1", "s2", "s3", "s4"), ("three_must_differ", "S7", "")),
        (("s9",), ("subject_gone", "S7", "")),
    ],
)
def test_sticks_go_to_different_subjects_of_this_vote_S7(choices, refusal):
    assert at_vote().refused(KARIM, CastSticks(choices)) == refusal


def test_no_sticks_outside_a_vote_S7():
    play = at_vote().lead(CloseVote())
    assert play.refused(KARIM, CastSticks(("s1",))) == ("vote_closed", "S7", "")
    assert play.refused(KARIM, Abstain()) == ("vote_closed", "S7", "")
    assert play.refused(CLAIRE, CloseVote()) == ("vote_closed", "S7", "")


def test_nobody_votes_for_someone_else_C2():
    assert at_vote().refused(CLAIRE, CastSticks(("s1",)), to=KARIM) == ("not_yours", "C1", "")


def test_ballots_are_gone_once_the_totals_stand_C2():
    play = at_vote().do(KARIM, CastSticks(("s1",)))
    assert play.session.choosing.vote.ballots == {KARIM: ("s1",)}
    assert play.lead(CloseVote()).session.choosing.vote.ballots == {}


def test_the_totals_appear_once_the_vote_is_closed_C2():
    play = at_vote().do(KARIM, CastSticks(("s1",)))
    assert [totals(play, member) for member in (CLAIRE, KARIM, PAUL)] == [{}, {}, {}]


@pytest.mark.parametrize(("gone", "few"), [((), False), ((SOFIA,), True)])
def test_with_few_voters_it_is_said_that_totals_tell_before_voting_C2(gone, few):
    play = at_vote()
    for member in gone:
        play.lead(MarkPresence(member, "absent"))
    assert play.part(KARIM, "vote").few is few


def test_a_tie_is_shown_and_voted_on_again_among_the_tied_S7():
    play = at_vote().do(KARIM, CastSticks(("s1",))).do(INES, CastSticks(("s2",))).lead(CloseVote())
    assert play.part(PAUL, "subjects").tie == ("s1", "s2")
    play.lead(OpenVote(("s1", "s2"))).do(PAUL, CastSticks(("s2", "s1"))).lead(CloseVote())
    assert totals(play) == {"s1": 1, "s2": 2}


def test_a_second_round_takes_only_subjects_that_may_be_voted_on_S7():
    play = at_vote().lead(CloseVote())
    assert play.refused(CLAIRE, OpenVote(("s1", "s9"))) == ("subject_gone", "S7", "")
    assert play.refused(CLAIRE, OpenVote(("s1", "s1"))) == ("too_few_subjects", "S7", "")


def test_a_vote_is_opened_once_at_a_time_S7():
    assert at_vote().refused(CLAIRE, OpenVote()) == ("done_already", "S7", "")
    assert at_vote().refused(KARIM, OpenVote()) == ("facilitator_only", "S25", "")


def test_the_software_proposes_nobody_by_itself_S7():
    play = at_vote().do(KARIM, CastSticks(("s1",))).lead(CloseVote())
    assert (play.session.choosing.proposed, play.session.client) == ("", "")


def test_by_sticks_the_subject_with_most_of_them_is_proposed_S7():
    play = at_vote().do(KARIM, CastSticks(("s1",))).lead(CloseVote())
    assert play.refused(CLAIRE, ProposeSubject("sticks", "s2")) == ("reason_needed", "S7", "")
    assert play.lead(ProposeSubject("sticks", "s1")).session.choosing.proposed_member == NADIA


def test_a_tie_is_settled_by_the_facilitator_with_a_reason_S7():
    play = at_vote().do(KARIM, CastSticks(("s1",))).do(INES, CastSticks(("s2",))).lead(CloseVote())
    for how in ("sticks", "facilitator"):
        assert play.refused(CLAIRE, ProposeSubject(how, "s2")) == ("reason_needed", "S7", "")
    play.lead(ProposeSubject("facilitator", "s2", reason="Karim has never been the client"))
    assert play.part(PAUL, "consent").reason == "Karim has never been the client"


@pytest.mark.parametrize("how", ["urgency", "importance", "resonance"])
def test_a_subject_is_chosen_by_talk_as_well_without_a_vote_S7(how):
    play = at_choice().do(KARIM, OfferSubject("How?")).lead(ProposeSubject(how, "s1"))
    assert (play.here, play.part(PAUL, "consent").how) == (("choice", "consent"), how)


def test_chosen_on_paper_hers_with_no_words_S7():
    play = at_choice().lead(ProposeSubject("paper", member=SOFIA)).do(SOFIA, AcceptToBeClient())
    assert (play.session.choosing.proposed_member, play.part(PAUL, "consent").subject) == (SOFIA, "")


def test_paper_sticks_are_counted_aloud_and_only_the_result_is_kept_S7():
    play = at_vote().lead(RecordSticks(("s1=7", "s2=4")))
    assert (totals(play), play.session.choosing.vote.ballots) == ({"s1": 7, "s2": 4}, {})
    assert play.lead(ProposeSubject("sticks", "s1")).session.choosing.proposed == "s1"


@pytest.mark.parametrize("sticks", [(), ("s1",), ("s1=",), ("s1=-2",), ("s1=²",), ("s1=1000",), ("s1=1", "s1=2")])
def test_paper_sticks_are_numbers_of_subjects_S7(sticks):
    assert at_vote().refused(CLAIRE, RecordSticks(sticks)) == ("not_understood", "S7", "")


def test_a_subject_for_information_is_heard_and_not_voted_on_B10():
    play = at_choice().do(KARIM, OfferSubject("I may leave", for_information=True)).do(INES, OfferSubject("How?"))
    play.do(PAUL, OfferSubject("Why?")).lead(NextStage())
    assert play.session.choosing.vote.subjects == ("s2", "s3")
    assert play.refused(PAUL, CastSticks(("s1",))) == ("for_information", "B10", "")
    assert play.refused(CLAIRE, ProposeSubject("urgency", "s1")) == ("for_information", "B10", "")


def test_its_owner_alone_lets_it_be_voted_on_B10():
    play = at_choice().do(KARIM, OfferSubject("I may leave", for_information=True))
    assert play.refused(INES, PutToVote("s1")) == ("not_yours", "C1", "")
    assert play.do(KARIM, PutToVote("s1")).session.choosing.votable[0].id == "s1"


def test_a_subject_can_be_taken_back_by_its_owner_alone_P12():
    play = at_choice().do(KARIM, OfferSubject("How?"))
    assert play.refused(INES, WithdrawSubject("s1")) == ("not_yours", "C1", "")
    assert play.do(KARIM, WithdrawSubject("s1")).part(PAUL, "subjects").rows == ()


def test_the_subject_being_treated_is_not_taken_back_S31():
    play = at("presentation", format=with_acts("choice", "consent", "everyone", "offer_subject")).lead(GoBack())
    assert play.refused(NADIA, WithdrawSubject("s1")) == ("one_subject", "S31", "")
    assert play.refused(NADIA, OfferSubject("Another")) == ("one_subject", "S31", "")


def test_subjects_prepared_before_are_on_the_table_S6():
    subjects = ({"member": INES, "text": "How to begin?"}, {"member": PAUL, "text": "I may leave", "for_information": True})
    rows = at("choice", subjects=subjects).part(KARIM, "subjects").rows
    assert [(row.text, row.information) for row in rows] == [("How to begin?", False), ("I may leave", True)]


def test_whoever_has_been_client_yields_unless_the_group_says_yes_S8():
    play = at("vote", already_client=(NADIA,)).do(KARIM, CastSticks(("s1",))).lead(CloseVote())
    assert play.refused(CLAIRE, ProposeSubject("sticks", "s1")) == ("second_client_turn", "S8", "")
    assert play.lead(ProposeSubject("sticks", "s1", anyway=True)).part(PAUL, "consent").former is True


def test_one_subject_a_session_S31():
    play = at_presentation().lead(GoBack())
    assert play.refused(CLAIRE, ProposeSubject("urgency", "s2")) == ("one_subject", "S31", "")


def test_someone_who_is_away_is_not_proposed_S9():
    play = at_vote().lead(CloseVote(), MarkPresence(KARIM, "gone"))
    assert play.refused(CLAIRE, ProposeSubject("urgency", "s2")) == ("not_here", "S9", "")


@pytest.mark.parametrize("command", [OfferSubject("Mine"), CastSticks(("s1",)), Abstain()])
def test_whoever_facilitates_gives_no_subject_and_no_sticks_B12(command):
    play = at_vote() if not isinstance(command, OfferSubject) else at_choice()
    assert play.refused(CLAIRE, command) == ("facilitator_no_content", "B12", "")


def test_a_subject_of_whoever_facilitates_is_not_on_the_table_B12():
    play = at("choice", facilitator=SOFIA, subjects=({"member": SOFIA, "text": "Mine"}, {"member": INES, "text": "Hers"}))
    assert [row.text for row in play.part(KARIM, "subjects").rows] == ["Hers"]


def test_the_choice_is_over_once_it_is_left_S2():
    assert at_presentation().refused(KARIM, OfferSubject("Mine too")) == ("step_over", "S2", "choice")
    assert at_presentation().refused(CLAIRE, OpenVote()) == ("step_over", "S7", "choice")
    assert at_consent().refused(KARIM, CastSticks(("s1",))) == ("not_in_this_step", "S7", "choice")


def test_every_member_may_vote_and_nobody_else_S7():
    assert [at_vote().part(member, "vote").may_vote for member in (*MEMBERS, CLAIRE)] == [True] * 5 + [False]
