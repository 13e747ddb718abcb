"""Care: anyone, at any step, to the facilitator alone (S29)."""

import pytest

from codev.protocol.activities.caring import AnswerSignal, SignalCare, TakeBackSignal
from codev.protocol.activities.gathering import MarkPresence
from codev.protocol.activities.moving import CloseSession, GoOn, ResumeSession, StopSession, SuspendSession
from codev.protocol.activities.turning import TakeTurn
from codev.protocol.notebook import WriteNote
from tests.protocol.cast import CLAIRE, KARIM, NADIA, OTTO, PAUL, STORY, at, at_clarification, at_reactions, closed, planned

PLACES = [name for name, _ in STORY if name not in ("follow_up", "closed")]
OTHERS = (NADIA, PAUL, OTTO)


@pytest.mark.parametrize("place", PLACES)
def test_a_sign_reaches_the_facilitator_alone_at_any_step_S29(place):
    play = at(place, observers=(OTTO,)).do(KARIM, SignalCare("pause"))
    assert [(row.name, row.sign) for row in play.part(CLAIRE, "signals").rows] == [("Karim", "pause")]
    assert play.part(KARIM, "care").sign == "pause"
    quiet = at(place, observers=(OTTO,))
    assert [play.view(member) for member in OTHERS] == [quiet.view(member) for member in OTHERS]


def test_an_observer_may_send_one_too_S29():
    play = at_reactions(observers=(OTTO,)).do(OTTO, SignalCare("talk_after"))
    assert play.part(CLAIRE, "signals").rows[0].name == "Otto"


def test_it_is_answered_in_private_S29():
    play = at_clarification().do(KARIM, SignalCare("slower")).lead(AnswerSignal(KARIM, "seen"))
    assert play.part(KARIM, "care").answer == "seen"
    assert [play.view(member) for member in (NADIA, PAUL)] == [at_clarification().view(member) for member in (NADIA, PAUL)]


def test_it_is_taken_back_S29():
    play = at_clarification().do(KARIM, SignalCare("slower"), TakeBackSignal())
    assert play.part(CLAIRE, "signals") is None
    assert play.refused(KARIM, TakeBackSignal()) == ("done_already", "S29", "")
    assert play.refused(CLAIRE, AnswerSignal(KARIM, "seen")) == ("done_already", "S29", "")


def test_nobody_sends_a_sign_in_someones_name_S29():
    assert at_clarification().refused(CLAIRE, SignalCare("stop"), to=KARIM) == ("not_yours", "C1", "")
    assert at_clarification().refused(PAUL, AnswerSignal(KARIM, "seen")) == ("facilitator_only", "S25", "")


def test_a_suspended_session_keeps_its_words_and_waits_S29():
    play = at_clarification().lead(SuspendSession())
    assert [play.part(member, "notice").can for member in (CLAIRE, KARIM)] == [("resume_session", "stop_session"), ()]
    assert play.refused(KARIM, TakeTurn()) == ("session_paused", "S29", "")
    assert play.refused(CLAIRE, GoOn()) == ("session_paused", "S29", "")
    play.do(KARIM, SignalCare("talk_after"), WriteNote("Breathe")).lead(ResumeSession())
    assert (play.here[0], play.accepts(KARIM, TakeTurn())) == ("clarification", True)


def test_a_suspended_session_can_be_stopped_or_taken_up_once_S29():
    play = at_clarification().lead(SuspendSession())
    assert play.refused(CLAIRE, SuspendSession()) == ("session_paused", "S29", "")
    assert at_clarification().refused(CLAIRE, ResumeSession()) == ("done_already", "S29", "")
    assert play.lead(StopSession()).session.status.state == "stopped"


def test_a_member_does_not_suspend_nor_stop_she_signs_S29():
    for command in (SuspendSession(), StopSession()):
        assert at_clarification().refused(NADIA, command) == ("facilitator_only", "S25", "")


def test_after_a_stop_everyone_keeps_what_is_hers_S29():
    play = at_reactions().do(KARIM, WriteNote("Mine")).lead(StopSession(erase=True))
    assert play.part(KARIM, "notes").rows[0].text == "Mine"
    assert (play.part(KARIM, "notice").state, play.part(KARIM, "ownlearnings").may_write) == ("stopped", True)


def test_no_sign_before_the_day_is_lost_and_none_after_it():
    assert planned().accepts(KARIM, SignalCare("talk_after"))
    assert closed().refused(KARIM, SignalCare("talk_after")) == ("session_closed", "S1", "")


def test_a_suspended_session_can_be_closed_from_its_end():
    play = at("conclusion").lead(SuspendSession(), CloseSession(all_spoken=True))
    assert play.session.status.state == "closed"


def test_someone_who_left_may_still_say_that_it_is_hard_S29():
    play = at_clarification().lead(MarkPresence(KARIM, "gone")).do(KARIM, SignalCare("talk_after"))
    assert play.part(CLAIRE, "signals").rows[0].sign == "talk_after"
