"""A companion who facilitates waits, answers signs, and lets people be (S25, S28, S29)."""

from dataclasses import replace

from codev.companions.seeing import has
from codev.companions.walking import walk
from codev.formats import load
from codev.protocol.activities.asking import DeclineToAnswer
from codev.protocol.activities.caring import AnswerSignal, SignalCare, TakeBackSignal
from codev.protocol.activities.consenting import ConfideReservation, DeclineToBeClient, SetProposalAside
from codev.protocol.activities.moving import ResumeSession, SuspendSession
from codev.protocol.activities.planning import AddAction, AskForHelp
from codev.protocol.activities.reacting import AskOneMoment, AskToMakeClearer, MadeClearer
from codev.protocol.activities.turning import FinishTurn, TakeTurn
from codev.protocol.views import parts as p
from tests.companions import humans
from tests.companions.tables import by, glance, move, settle, stopped, until


def idle(me, view):
    return None


def once(wish, kind, policy):
    """Her usual taps; but the first time that she sees such a part, this wish."""
    done = []

    def act(me, view):
        if done or not has(view, kind):
            return policy(me, view)
        done.append(wish)
        return wish

    return act


def test_whoever_does_nothing_is_waited_for_in_her_first_turn():
    table = stopped("karim", idle)
    assert (table.session.turns.floor, table.session.step.id) == ("karim", "reception")
    assert [move(table, who) for who in table.cast.companions] == [None] * 6


def test_a_facilitator_who_does_nothing_begins_nothing():
    table = stopped("facilitator", idle)
    assert (table.session.status.state, table.acts) == ("planned", [])


def test_nothing_goes_on_while_the_client_needs_a_moment():
    table = stopped("client", once(AskOneMoment(), p.ListenPart, until(humans.client, p.ListenPart)), eager=True)
    assert table.session.reacting.moment == "solene"
    assert move(table, "odile") is None


def test_a_heavy_sign_suspends_the_session_until_it_is_taken_back():
    table = stopped("karim", once(SignalCare("pause"), p.AskPart, until(humans.consultant, p.AskPart)))
    assert table.session.status.state == "suspended"
    assert by(table, AnswerSignal, SuspendSession) == [("odile", AnswerSignal("karim", "pause")), ("odile", SuspendSession())]
    assert table.act("karim", TakeBackSignal())
    assert move(table, "odile") == ResumeSession()


def test_a_light_sign_is_answered_and_nothing_stops():
    karim = once(SignalCare("stirred_fine"), p.AskPart, humans.consultant)
    table = walk(load("ninety"), "counter", "fr", {"karim": karim})
    assert by(table, AnswerSignal, SuspendSession) == [("odile", AnswerSignal("karim", "seen"))]


def test_a_reservation_sets_the_subject_aside_and_another_one_is_proposed():
    karim = once(ConfideReservation(), p.ConsentPart, humans.consultant)
    table = walk(load("ninety"), "counter", "fr", {"karim": karim})
    assert by(table, SetProposalAside) == [("odile", SetProposalAside())]
    assert (table.closed, table.refused, table.session.client) == (True, [], "brigitte")


def test_a_no_is_heard_and_the_next_subject_is_worked_on():
    table = walk(load("ninety"), "counter", "fr", {"client": once(DeclineToBeClient(), p.ConsentPart, humans.client)})
    assert (table.closed, table.refused) == (True, [])
    assert table.session.client != "solene"


def test_something_asked_to_be_made_clearer_is_made_clearer():
    solene = once(AskToMakeClearer(), p.ListenPart, humans.client)
    table = walk(load("ninety"), "counter", "fr", {"client": solene}, eager=True)
    assert by(table, MadeClearer) == [("odile", MadeClearer())]


def test_help_that_a_human_client_asks_for_comes_from_one_person():
    table = stopped("client", until(humans.client, p.PlanPart))
    for wish in (AddAction("Begin.", when="soon"), AskForHelp("a1")):
        assert table.act("solene", wish)
    settle(table)
    assert [(who, n) for (kind, who), n in table.course.told.items() if kind == "help"] == [("karim", 1)]


def test_an_answer_may_be_declined_as_the_case_has_it():
    table = walk(load("classic"), "counter", "fr")
    assert by(table, DeclineToAnswer) == [("solene", DeclineToAnswer())]


def test_a_question_that_a_human_asks_is_answered_once_she_is_done():
    table = walk(load("ninety"), "counter", "fr", {"karim": humans.consultant}, eager=True)
    acts = [(who, type(act)) for _, who, act in table.acts]
    place = next(i for i, (who, act) in enumerate(acts) if who == "karim" and act is FinishTurn and asked(table, i))
    assert ("solene", TakeTurn) in acts[place + 1 : place + 4]


def asked(table, place):
    return sum(isinstance(act, FinishTurn) and who == "karim" for _, who, act in table.acts[: place + 1]) == 3


def test_without_a_count_of_what_was_heard_each_speaks_once():
    table = stopped("karim", until(humans.consultant, p.AskPart))
    table.course = None
    spoken = [who for who in table.cast.consultants if who != "karim"]
    assert [move(table, who) for who in spoken] == [None] * 4
    assert glance(replace(table), "awa").unheard is False
