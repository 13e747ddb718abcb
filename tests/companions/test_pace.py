"""A pace that one can follow: each line has its time, a human has hers."""

from dataclasses import replace

import pytest

from codev.companions import pace
from codev.companions.glance import Glance
from codev.companions.moves import Candidate, candidates
from codev.companions.patience import NEVER, Patience
from codev.companions.speaking import Line, lines
from codev.companions.speech import Speech
from codev.protocol.activities.agreeing import RevealReformulations
from codev.protocol.activities.moving import GoOn
from codev.protocol.activities.turning import AskTurn, FinishTurn, TakeTurn
from codev.protocol.views import parts as p
from codev.protocol.words import Words
from tests.companions import humans
from tests.companions.tables import stopped, until

LONG = Line("karim", Words("a" * 60, "b" * 150))


def waits(table, member, move, said=()):
    return pace.before(Candidate(member, move), Glance(member, table.view(member), table.cast, table.at, table.course), said)


@pytest.fixture(scope="module")
def questions():
    """Karim is human; the others ask."""
    return stopped("karim", until(humans.consultant, p.AskPart))


def test_a_line_is_said_for_as_long_as_its_longer_language_takes():
    assert pace.reading([LONG, LONG]) == 2 * (pace.BREATH + 10)


def test_a_turn_lasts_as_long_as_its_lines(questions):
    assert waits(questions, "awa", FinishTurn(), (LONG,)) == pace.reading((LONG,))
    assert waits(questions, "awa", FinishTurn()) == pace.TAP


def test_a_human_has_time_for_a_last_word_before_one_goes_on(questions):
    assert waits(questions, "odile", GoOn()) == pace.SECOND_WORD


def test_a_human_who_writes_in_the_silent_minute_has_most_of_it():
    table = stopped("client", until(humans.client, p.ReformulationsPart))
    assert waits(table, "odile", RevealReformulations()) == pace.SILENCE
    assert waits(stopped("karim", until(humans.consultant, p.ReformulatePart)), "odile", RevealReformulations()) == pace.HIS_MINUTE


def test_the_first_in_line_lets_a_human_who_facilitates_give_the_turn():
    table = stopped("karim", until(humans.consultant, p.AskPart))
    assert table.act("awa", AskTurn())
    assert table.act("karim", FinishTurn())
    table.cast = replace(table.cast, humans=frozenset({"odile"}))
    assert pace.IN_LINE <= waits(table, "awa", TakeTurn()) <= pace.IN_LINE + pace.TAP


def test_people_do_not_all_tap_at_the_same_instant_but_each_is_always_as_fast(questions):
    beats = [waits(questions, who, TakeTurn()) for who in questions.cast.consultants]
    assert len(set(beats)) > 3
    assert beats == [waits(questions, who, TakeTurn()) for who in questions.cast.consultants]


def test_paces_go_from_slower_to_none():
    assert [pace.factor(name) for name in ("slower", "normal", "faster", "none")] == [1.6, 1.0, 0.5, 0.0]


def test_an_act_waits_from_when_it_became_possible(questions):
    table = stopped("karim", lambda me, view: None)
    table.act("karim", FinishTurn())
    views, patience, speech = {m: table.view(m) for m in table.cast.companions}, Patience(), Speech()
    due, first = patience.first(table.cast, views, table.at, table.course, speech, 1.0, now=100.0)
    later, again = patience.first(table.cast, views, table.at, table.course, speech, 1.0, now=101.0)
    assert (first == again, due == later, due > 100.0) == (True, True, True)


def test_the_opening_of_a_step_is_listened_to_first():
    table = stopped("karim", lambda me, view: None)
    table.act("karim", FinishTurn())
    views = {m: table.view(m) for m in table.cast.companions}
    due, _ = Patience().first(table.cast, views, table.at, table.course, Speech((LONG,), 100.0, 30.0), 1.0, now=100.0)
    assert due == 130.0


def test_what_was_refused_is_left_out():
    table = stopped("karim", lambda me, view: None)
    table.act("karim", FinishTurn())
    views = {m: table.view(m) for m in table.cast.companions}
    found = candidates(table.cast, views, table.at, table.course)
    assert Patience().first(table.cast, views, table.at, table.course, Speech(), 1.0, 0.0, without=found) == (NEVER, None)


def test_lines_are_heard_one_after_the_other():
    speech = Speech((LONG, LONG), begun=100.0)
    assert [len(speech.heard(at, 1.0)) for at in (99.0, 100.0, 111.0, 112.0)] == [0, 1, 1, 2]
    assert (speech.next_line(101.0, 1.0), speech.next_line(200.0, 1.0)) == (10.5, NEVER)


def test_where_a_human_would_speak_there_is_a_pause():
    catch = LONG._replace(by="odile")
    speech = Speech((LONG, catch, LONG), begun=0.0)
    assert [len(speech.heard(at, 1.0, {"odile"})) for at in (1.0, 12.0, 24.0)] == [1, 1, 2]


def test_a_story_takes_its_time_and_a_whole_session_can_be_lived_in_an_evening():
    from tests.companions.tables import played

    table = played("ninety")
    said = [line for turn in table.turns for line in lines(table.cast, type(table.course)(now=turn))]
    assert 4 * 60 < pace.reading(said) < 15 * 60
