"""Companions in the serving process: through the doors of the rooms alone, and a restart goes on where it was."""

import asyncio
import logging
from types import SimpleNamespace

import pytest

from codev.companions.course import Course, Turn
from codev.companions.play import captions_stream
from codev.companions.runner import Companions
from codev.companions.walking import walk
from codev.formats import load
from codev.protocol.activities.turning import FinishTurn
from codev.protocol.views import parts as p
from tests.companions.house import ROOM, House


def kinds(facts):
    return [type(fact).__name__ for fact in facts]


async def until(true):
    for _ in range(2000):
        if true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came")


async def test_they_play_a_session_through_and_leave(house, caplog):
    await house.play()
    assert kinds(house.facts())[-1] == "SessionClosed"
    assert (house.companions.playing(ROOM), house.companions.captions(ROOM)) == (False, ())
    assert [r.message for r in caplog.records if r.levelno >= logging.WARNING] == []


async def test_it_is_the_session_that_the_rules_alone_would_have_played(house):
    await house.play()
    alone = walk(load("ninety"), "counter", "fr")
    assert kinds(house.facts())[1:] == [type(fact).__name__ for _, fact in alone.facts]


async def test_nothing_that_is_said_aloud_is_in_the_log(house):
    await house.play()
    assert "huit agents" not in str(house.facts()).lower()


async def test_a_restart_at_any_act_goes_on_and_does_nothing_twice(house):
    while kinds(house.facts())[-1] != "SessionClosed":
        here = house.acts()
        house.companions.start(ROOM, house.cast, "none")
        await until(lambda here=here: house.acts() > here + 20 or not house.companions.playing(ROOM))
        await house.start_again()
    once = [fact for fact in house.facts() if type(fact).__name__ in ("SubjectOffered", "ActionAdded", "RequestWorded", "LearningShared")]
    assert len(once) == len(set(map(str, once))) == 6 + 3 + 1 + 1


async def test_an_act_whose_answer_was_lost_is_not_done_again(house, monkeypatch):
    real, lost = house.rooms.act, []

    async def loses(room, order, key):
        outcome = await real(room, order, key)
        if len(lost) < 3:
            lost.append(order)
            raise ConnectionError
        return outcome

    monkeypatch.setattr(house.rooms, "act", loses)
    monkeypatch.setattr("codev.companions.play.LOOK_AGAIN", 0.0)
    await house.play()
    assert kinds(house.facts()).count("SessionStarted") == 1


async def test_they_wait_for_a_human_and_go_on_with_her(with_karim):
    with_karim.companions.start(ROOM, with_karim.cast, "none")
    await until(lambda: with_karim.companions.prompt(ROOM, "karim"))
    stands = with_karim.acts()
    await asyncio.sleep(0.1)
    assert with_karim.acts() == stands
    await with_karim.act("karim", FinishTurn())
    await until(lambda: with_karim.acts() > stands + 3)


async def test_before_empty_chairs_nobody_plays(with_karim):
    with_karim.there = False
    with_karim.companions.start(ROOM, with_karim.cast, "none")
    await asyncio.sleep(0.1)
    assert kinds(with_karim.facts()) == ["SessionPlanned"]


async def test_a_human_is_there_by_the_signs_of_life_of_her_page(with_karim):
    there = Companions(with_karim.rooms, with_karim.bell)._somebody_is_there
    assert not there(ROOM, with_karim.cast.humans)
    with_karim.rooms.beat(ROOM, "karim")
    assert there(ROOM, with_karim.cast.humans)


async def test_a_page_that_asks_for_the_captions_wakes_them_and_needs_no_script(with_karim):
    companions = with_karim.companions = Companions(with_karim.rooms, with_karim.bell)
    companions.start(ROOM, with_karim.cast, "none")
    await asyncio.sleep(0.05)
    assert with_karim.acts() == 1
    companions.captions(ROOM)
    await until(lambda: with_karim.acts() > 3)


async def test_companions_take_their_seats_before_the_room_is_open(tmp_path, monkeypatch):
    monkeypatch.setattr("codev.companions.play.LOOK_AGAIN", 0.01)
    house = House(tmp_path)
    house.companions.start(ROOM, house.cast, "none")
    await asyncio.sleep(0.05)
    await house.open()
    await house.companions.ended(ROOM)
    assert kinds(house.facts())[-1] == "SessionClosed"
    await house.close()


async def test_they_leave_a_room_that_is_erased(with_karim):
    with_karim.companions.start(ROOM, with_karim.cast, "none")
    await until(lambda: with_karim.acts() > 4)
    await with_karim.rooms.erase(ROOM)
    await asyncio.wait_for(with_karim.companions.ended(ROOM), 60)
    assert not with_karim.companions.playing(ROOM)


async def test_at_a_human_pace_one_hears_the_opening_line_by_line(with_karim):
    rung = []
    with_karim.bell.listen(captions_stream(ROOM), rung.append)
    with_karim.companions.start(ROOM, with_karim.cast, "normal")
    with_karim.companions.hasten(ROOM)
    await until(lambda: rung)
    said = with_karim.companions.captions(ROOM)
    assert ([line.by for line in said], rung) == (["odile"], [1])
    assert said[0].words in (await with_karim.sees("odile", p.SayPart)).open


async def test_whoever_has_read_enough_hastens_the_next_line_then_the_next_act(with_karim):
    companions = with_karim.companions
    companions.start(ROOM, with_karim.cast, "slower")
    companions.hasten(ROOM)
    await until(lambda: companions.captions(ROOM))
    opening = len((await with_karim.sees("odile", p.SayPart)).open)
    for n in range(2, opening + 1):
        companions.hasten(ROOM)
        await until(lambda n=n: len(companions.captions(ROOM)) == n)
    companions.hasten(ROOM)
    await until(lambda: with_karim.acts() == 3)
    assert kinds(with_karim.facts()) == ["SessionPlanned", "SessionStarted", "StepEntered", "TurnGiven"]


async def test_what_was_said_last_stands_until_something_else_is_said(with_karim):
    companions = with_karim.companions
    companions.start(ROOM, with_karim.cast, "slower")
    while with_karim.acts() < 4:
        companions.hasten(ROOM)
        await asyncio.sleep(0.01)
    assert kinds(with_karim.facts())[-1] == "TurnDone"
    assert [line.words.fr for line in companions.captions(ROOM)] == ["Un peu tendue."]


async def test_a_human_is_told_what_her_person_would_say(with_karim):
    with_karim.companions.start(ROOM, with_karim.cast, "none")
    await until(lambda: with_karim.companions.prompt(ROOM, "karim"))
    assert [line.words.fr for line in with_karim.companions.prompt(ROOM, "karim")] == ["Curieux."]


async def test_while_a_human_speaks_what_was_said_before_still_stands(with_karim):
    with_karim.companions.start(ROOM, with_karim.cast, "none")
    await until(lambda: with_karim.companions.prompt(ROOM, "karim"))
    assert [line.words.fr for line in with_karim.companions.captions(ROOM)] == ["Un peu tendue."]


async def test_a_human_client_is_told_her_answer_while_she_is_asked(tmp_path):
    house = await House(tmp_path, ("client",)).open()
    house.companions.start(ROOM, house.cast, "none")
    play, _ = house.companions._plays[ROOM]
    play._course = Course(joined="", now=Turn("thomas", "question", 1))
    assert [line.words.en for line in play.prompt("solene")] == ["I used to talk to Martine."]
    assert play.prompt("karim") == ()
    await house.close()


async def test_a_human_who_facilitates_is_told_how_to_catch_advice(tmp_path):
    house = await House(tmp_path, ("facilitator",)).open()
    house.companions.start(ROOM, house.cast, "none")
    play, _ = house.companions._plays[ROOM]
    play._course = Course(joined="", now=Turn("thomas", "question", 0))
    assert [line.words.en.split(".")[0] for line in play.prompt("odile")] == ["There’s a suggestion in there, Thomas"]
    await house.close()


async def test_in_a_trial_the_humans_person_comes_prepared(tmp_path):
    house = await House(tmp_path, ("client",)).open()
    members = {person: member for member, person in house.cast.persons.items()}
    trial = SimpleNamespace(case="counter", room=ROOM, language="fr", members=members, companions=frozenset(house.cast.companions))
    for _ in range(2):
        await house.companions.seat(trial, "none")
    prepared = await house.sees("solene", p.PreparationPart)
    assert prepared.text.startswith("Comment faire accepter")
    assert prepared.situation.splitlines()[0].startswith("Je dirige l’accueil")
    assert len(house.log.read("member:solene")) == 1
    await house.close()


async def test_a_trial_that_cannot_be_read_holds_up_nobody(house, caplog):
    broken = SimpleNamespace(case="of nobody", room="other.1", language="fr", members={}, companions=frozenset())
    members = {person: member for member, person in house.cast.persons.items()}
    whole = SimpleNamespace(case="counter", room=ROOM, language="fr", members=members, companions=frozenset(members))

    async def trials():
        return [broken, whole]

    await house.companions.resume_all(trials)
    assert (house.companions.playing(ROOM), "KeyError" in caplog.text) == (True, True)


async def test_trials_that_can_not_be_found_do_not_keep_the_server_from_starting(house, caplog):
    async def trials():
        raise LookupError("words of somebody")

    await house.companions.resume_all(trials)
    assert ("LookupError" in caplog.text, "words" in caplog.text) == (True, False)


async def test_moods_are_felt_and_are_not_in_the_log(with_karim):
    with_karim.companions.start(ROOM, with_karim.cast, "none")
    await until(lambda: with_karim.acts() > 4)
    assert with_karim.rooms.presence.moods(ROOM)["solene"] == "un peu tendue"


async def test_an_unknown_pace_is_refused_at_once(house):
    with pytest.raises(KeyError):
        house.companions.start(ROOM, house.cast, "at a gallop")


async def test_a_refused_act_is_not_sent_again_and_again(house, monkeypatch, caplog):
    sent = []

    async def refuses(room, order, key):
        from codev.rooms import NOT_A_MEMBER

        sent.append(order)
        return NOT_A_MEMBER

    monkeypatch.setattr(house.rooms, "act", refuses)
    house.companions.start(ROOM, house.cast, "none")
    await asyncio.sleep(0.1)
    assert (len(sent), "not_a_member" in caplog.text) == (1, True)
