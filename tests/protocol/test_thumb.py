"""What the facilitator's thumb meets on her phone, from the sticks to the last text (S7, S8, S17, S20, S24)."""

from codev.protocol.activities.choosing import CastSticks, CloseVote, ProposeSubject
from codev.protocol.activities.moving import GoOn, NextStage
from codev.protocol.activities.planning import AddAction, ConfirmPlan
from codev.protocol.activities.turning import AskTurn, MarkAllSpoken
from tests.protocol.cast import CLAIRE, INES, KARIM, NADIA, NAMES, at_minute, at_plan, at_reactions, at_round, at_vote


def test_whoever_still_has_a_hand_up_has_not_spoken_S24():
    play = at_reactions().do(KARIM, AskTurn()).lead(MarkAllSpoken())
    assert play.gates == {"all_reacted": (NAMES[KARIM],)}
    assert play.lead(MarkAllSpoken()).gates == {}


def test_the_one_text_is_confirmed_beside_its_row_at_the_end_S20():
    play = at_plan()
    for text in ("Call Jo", "Write the note", "Take Friday off"):
        play.do(NADIA, AddAction(text, when="by Friday"))
    while play.here[0] != "conclusion":
        play.lead(_on(play))
    offered = [row.do for row in play.part(CLAIRE, "gate").rows if row.gate == "same_plan"]
    play.lead(ConfirmPlan(version=3))
    heard = [row.do for row in play.part(CLAIRE, "gate").rows if row.gate == "same_plan"]
    assert (offered, heard) == (["confirm_plan?version=3"], [f"confirm_plan?version=3&for={NADIA}"])


def _on(play):
    return NextStage() if play.part(CLAIRE, "bar").on == "next_stage" else GoOn(reason="time")


def test_three_sticks_and_one_are_counted_as_three_and_one_S7():
    play = at_vote()
    first, second = (s.id for s in play.session.choosing.votable[:2])
    play.do(INES, CastSticks((first, "", second)))
    assert play.part(INES, "vote").mine == (first, "", second)
    totals = play.lead(CloseVote()).session.choosing.vote.totals
    assert (totals[first], totals[second], sum(totals.values())) == (3, 1, 4)


def test_a_ballot_of_empty_places_is_none_S7():
    play = at_vote()
    first = play.session.choosing.votable[0].id
    assert play.refused(INES, CastSticks(("", "")))[0] == "no_stick"
    assert play.refused(INES, CastSticks((first, "", first)))[0] == "three_must_differ"


def test_once_the_sticks_are_counted_nobody_is_told_to_vote_S7():
    play = at_vote().lead(CloseVote())
    told = {member: play.part(member, "now").now.en for member in (CLAIRE, INES)}
    assert told == {
        CLAIRE: "Go on to talk it over, or propose a second round.",
        INES: "The sticks are counted. Voices come back in a moment.",
    }
    assert play.part(INES, "step").sentence.en == "The sticks are counted, as a hint."
    assert "while the vote is open" not in repr(play.part(INES, "now").may)


def test_before_anybody_is_proposed_no_line_speaks_to_a_client_S9():
    play = at_vote().lead(CloseVote(), NextStage())
    before = play.part(CLAIRE, "say").open
    play.lead(ProposeSubject("urgency", play.session.choosing.votable[0].id, anyway=True))
    after = play.part(CLAIRE, "say").open
    assert (any("{client}" in line.en for line in before), any("{client}" in line.en for line in after)) == (False, True)


def test_everyone_has_spoken_leaves_the_client_her_request_S14():
    play = at_round().lead(MarkAllSpoken())
    assert NADIA not in play.session.turns.heard_in("contract")
    assert "pass_turn" in play.lead(NextStage()).part(NADIA, "turn").can


def test_in_a_silent_minute_nobody_can_have_spoken_S14():
    def offered(play):
        return [row.do for row in play.part(CLAIRE, "gate").rows if row.gate == "all_reformulated"]

    play = at_minute()
    assert (offered(play), offered(play.lead(NextStage()))) == ([""], ["mark_all_spoken"])
