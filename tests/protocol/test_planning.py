"""The silence, and the client's own plan (S18 to S20, C1)."""

import pytest

from codev.protocol.activities.gathering import MarkPresence
from codev.protocol.activities.moving import GoOn, StopSession
from codev.protocol.activities.planning import (
    AcceptFewer,
    AddAction,
    AskForHelp,
    ChangeAction,
    ConfirmPlan,
    HelpReceived,
    RemoveAction,
)
from codev.protocol.activities.turning import TakeTurn
from codev.protocol.notebook import NoteInBag, SetLineAside
from codev.protocol.rules.planning import MOST_ACTIONS
from tests.protocol.cast import CLAIRE, INES, KARIM, NADIA, PAUL, at_plan, at_reactions, at_synthesis

CALL = AddAction("Call Jo", when="by Friday")


def test_nobody_speaks_while_the_client_goes_back_to_her_notes_S18():
    play = at_synthesis()
    for member in (NADIA, KARIM):
        assert play.refused(member, TakeTurn())[:2] == ("silence_now", "S18")
        assert play.part(member, "now").silence is True


def test_a_draft_is_the_clients_alone_until_the_silence_is_over_C1():
    play = at_synthesis().do(NADIA, CALL)
    assert play.part(NADIA, "plan").draft is True
    assert [play.parts(member, "plan") for member in (CLAIRE, KARIM)] == [[], []]
    assert play.part(NADIA, "bag").shown is False
    after = play.lead(GoOn())
    assert (after.part(KARIM, "plan").actions[0].text, after.part(NADIA, "bag").shown) == ("Call Jo", True)


def test_a_draft_stays_hers_when_the_session_is_stopped_C1():
    play = at_synthesis().do(NADIA, CALL).lead(StopSession())
    assert (play.part(NADIA, "plan").draft, play.parts(KARIM, "plan")) == (True, [])


def test_an_action_without_its_moment_is_warned_about_once_then_taken_S19():
    play = at_plan()
    assert play.refused(NADIA, AddAction("Respect myself more")) == ("slot_missing", "S19", "")
    assert play.do(NADIA, AddAction("Respect myself more", anyway=True)).part(KARIM, "plan").actions[0].when == ""


@pytest.mark.parametrize(
    ("slot", "when", "date"),
    [
        ("date", "", "2026-12-01"),
        ("period", "this month", ""),
        ("recurrence", "each Monday", ""),
        ("event", "as customers come", ""),
    ],
)
def test_an_action_stands_in_a_slot_S19(slot, when, date):
    row = at_plan().do(NADIA, AddAction("Call Jo", slot, when, date)).part(PAUL, "plan").actions[0]
    assert (row.slot, row.when, row.date) == (slot, when, date)


@pytest.mark.parametrize("date", ["soon", "2026-02-30", "20261201", "2026-W49-1"])
def test_a_date_is_a_date(date):
    assert at_plan().refused(NADIA, AddAction("Call Jo", date=date)) == ("not_understood", "S19", "")


def test_a_line_of_the_bag_becomes_an_action_by_one_act_and_asks_when_S19():
    play = at_reactions().do(NADIA, NoteInBag("Call my sister"))
    play = resume(play)
    assert play.refused(NADIA, AddAction("Call my sister", from_line="b1")) == ("slot_missing", "S19", "")
    play.do(NADIA, AddAction("Call my sister", when="tonight", from_line="b1"), SetLineAside("b1"))
    (line,) = play.part(NADIA, "bag").rows
    assert (line.used, line.aside) == (True, True)


def resume(play):
    """The same notebook, in the plan."""
    later = at_plan()
    later.books = play.books
    return later


def test_the_plan_is_the_clients_and_nobody_else_edits_it_P2():
    play = at_plan().do(NADIA, CALL)
    for member in (KARIM, CLAIRE):
        assert play.refused(member, ChangeAction("a1", "Rest")) == ("client_only", "S19", "")
        assert play.refused(member, RemoveAction("a1")) == ("client_only", "S19", "")


def test_an_action_is_changed_and_keeps_its_moment_unless_told():
    play = at_plan().do(NADIA, CALL, ChangeAction("a1", "Call Jo and Li"))
    row = play.part(PAUL, "plan").actions[0]
    assert (row.text, row.when) == ("Call Jo and Li", "by Friday")


def test_an_action_can_be_taken_away_and_its_name_is_not_used_again():
    play = at_plan().do(NADIA, CALL, RemoveAction("a1"), CALL)
    assert [row.id for row in play.part(PAUL, "plan").actions] == ["a2"]


def test_the_group_helps_on_request_S19():
    play = at_plan().do(NADIA, CALL)
    assert play.refused(KARIM, TakeTurn()) == ("not_in_this_step", "S2", "conclusion")
    play.do(NADIA, AskForHelp("a1")).do(KARIM, TakeTurn())
    assert play.part(INES, "plan").help == "Call Jo"


def test_when_the_help_is_received_the_floor_is_the_clients_again_S18():
    play = at_plan().do(NADIA, AskForHelp()).do(KARIM, TakeTurn()).do(NADIA, HelpReceived())
    assert (play.session.turns.floor, play.session.planning.help) == (NADIA, "")
    assert play.refused(KARIM, TakeTurn()) == ("not_in_this_step", "S2", "conclusion")


def test_help_ends_with_the_step():
    play = at_plan().do(NADIA, AskForHelp()).do(KARIM, TakeTurn()).lead(GoOn())
    assert (play.session.planning.help, play.session.turns.floor) == ("", "")


def test_who_may_end_the_help():
    play = at_plan().do(NADIA, AskForHelp())
    assert play.refused(KARIM, HelpReceived()) == ("client_only", "S19", "")
    assert play.lead(HelpReceived()).refused(CLAIRE, HelpReceived()) == ("done_already", "S19", "")


def test_fewer_than_three_actions_are_accepted_with_a_word_S19():
    assert at_plan().refused(NADIA, AcceptFewer(" ")) == ("empty", "S19", "")
    assert at_plan().do(NADIA, AcceptFewer("One is plenty")).part(KARIM, "plan").fewer == "One is plenty"


def test_both_confirm_the_same_version_and_once_S20():
    play = at_plan().do(NADIA, CALL, ConfirmPlan(version=1))
    assert play.refused(NADIA, ConfirmPlan()) == ("done_already", "S20", "")
    assert play.refused(KARIM, ConfirmPlan()) == ("client_only", "S20", "")
    part = play.lead(ConfirmPlan(version=1)).part(PAUL, "plan")
    assert (part.client_yes, part.facilitator_yes) == (True, True)


def test_there_is_no_plan_to_confirm_before_there_is_one_S20():
    assert at_plan().refused(NADIA, ConfirmPlan()) == ("empty", "S20", "")


def test_on_paper_the_plan_is_noted_for_her_and_marked_so_S20():
    play = at_plan().record(NADIA, CALL, AcceptFewer("Enough"), ConfirmPlan()).lead(ConfirmPlan())
    assert (play.part(PAUL, "plan").actions[0].recorded, play.session.planning.both_confirmed()) == (True, True)


def test_a_plan_has_an_end():
    play = at_plan()
    for n in range(MOST_ACTIONS):
        play.do(NADIA, AddAction(f"Action {n}", when="soon"))
    assert play.refused(NADIA, CALL) == ("too_long", "S19", "")


def test_unknown_actions_are_not_understood():
    for command in (ChangeAction("a9", "Rest"), AskForHelp("a9")):
        assert at_plan().refused(NADIA, command) == ("not_understood", "S19", "")
    assert at_plan().refused(NADIA, RemoveAction("a9")) == ("done_already", "S19", "")


def test_the_one_text_can_still_be_confirmed_in_the_conclusion_S20():
    play = at_plan().do(NADIA, AddAction("Call Jo", when="by Friday"), ConfirmPlan()).lead(GoOn())
    assert play.part(CLAIRE, "plan").may_confirm is True
    play.lead(ConfirmPlan())
    assert "same_plan" not in play.gates


def test_help_that_ends_while_the_client_is_away_gives_her_no_turn_P13():
    play = at_plan().do(NADIA, AskForHelp()).lead(MarkPresence(NADIA, "gone"), HelpReceived())
    assert play.session.turns.floor == ""


def test_a_date_says_its_own_kind_and_a_word_says_none():
    rows = at_plan().do(NADIA, AddAction("Call", date="2026-12-01"), AddAction("Rest", when="soon")).part(PAUL, "plan").actions
    assert [row.slot for row in rows] == ["date", ""]
