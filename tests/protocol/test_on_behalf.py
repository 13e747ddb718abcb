"""What the facilitator may note for someone, and what was confided to her (C1, C2, S9, S29)."""

from codev.protocol.activities.agreeing import WriteReformulation
from codev.protocol.activities.asking import AskQuestion
from codev.protocol.activities.caring import SignalCare
from codev.protocol.activities.choosing import OfferSubject
from codev.protocol.activities.consenting import AcceptToBeClient, ConfideReservation, EveryoneAgreesToSubject
from codev.protocol.activities.gathering import HandOver
from codev.protocol.activities.moving import GoOn, NextStage
from codev.protocol.activities.reacting import OfferReaction, ShareReaction
from codev.protocol.rules.whose import RECORDABLE
from tests.protocol.cast import CLAIRE, INES, KARIM, NADIA, NAMES, PAUL, at_choice, at_clarification, at_consent, at_minute, at_reactions


def test_only_what_is_said_aloud_or_dictated_is_recorded_for_someone_C1_C2_S29():
    """Every command is walked: what is hers alone is not given in her name."""
    alone = {"share_reaction", "abstain", "cast_sticks", "answer_partner", "invite_partner", "signal_care", "confide_reservation"}
    assert alone & {kind.do for kind in RECORDABLE} == set()
    play = at_reactions().do(KARIM, OfferReaction("For you alone", "experience"))
    assert play.refused(CLAIRE, ShareReaction("r1"), to=KARIM)[:2] == ("not_yours", "C1")


def test_a_question_a_sentence_and_a_subject_noted_for_someone_say_so_S14():
    assert at_clarification().record(PAUL, AskQuestion("Since when?")).parts(INES, "question")[0].recorded
    play = at_minute().record(PAUL, WriteReformulation("To be two")).do(INES, WriteReformulation("To be one")).lead(NextStage())
    assert [(row.by, row.recorded) for row in play.part(KARIM, "reformulations").rows] == [(NAMES[INES], False), (NAMES[PAUL], True)]
    play = at_choice().record(PAUL, OfferSubject("How to rest?")).do(INES, OfferSubject("How to begin?"))
    assert [row.recorded for row in play.part(KARIM, "subjects").rows] == [True, False]


def test_her_own_words_take_the_place_of_those_that_were_noted_for_her_S14():
    play = at_minute().record(PAUL, WriteReformulation("To be two")).do(PAUL, WriteReformulation("To be three")).lead(NextStage())
    assert [(row.text, row.recorded) for row in play.part(KARIM, "reformulations").rows] == [("To be three", False)]


def test_what_was_confided_to_one_facilitator_is_not_shown_to_the_next_S29():
    play = at_clarification().do(INES, SignalCare("talk_after")).lead(HandOver(KARIM))
    assert play.parts(KARIM, "signals") == []
    assert play.part(INES, "care").sign == ""


def test_a_confided_reservation_leaves_no_trace_on_the_groups_record_S9():
    play = (
        at_consent()
        .do(NADIA, AcceptToBeClient())
        .do(INES, ConfideReservation())
        .lead(EveryoneAgreesToSubject(), GoOn(reason="group_agrees"))
    )
    assert play.parts(KARIM, "onrecord") == []
