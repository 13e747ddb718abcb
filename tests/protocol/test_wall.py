"""The wall: the view of someone with no rights, told to a whole room (S27, C1 to C3)."""

import pytest

from codev.protocol import view_of_wall
from codev.protocol.activities.caring import SignalCare
from codev.protocol.activities.choosing import CastSticks, OfferSubject
from codev.protocol.activities.gathering import MarkPresence, MarkRemote
from codev.protocol.activities.moving import GoOn
from codev.protocol.activities.reacting import OfferReaction
from codev.protocol.activities.turning import AskTurn, GiveTurn
from tests.protocol.cast import (
    INES,
    KARIM,
    NADIA,
    NAMES,
    OTTO,
    PAUL,
    QUESTION,
    STORY,
    at,
    at_choice,
    at_clarification,
    at_reactions,
    at_request,
    at_vote,
    closed,
    planned,
)

SHOWN = {"wallnotice", "wallstep", "clock", "seats", "floor", "request", "wallremote"}


def wall(play):
    return {part.kind: part for part in view_of_wall(play.session, NAMES)}


@pytest.mark.parametrize("place", [name for name, _ in STORY if name != "follow_up"])
def test_the_wall_shows_these_parts_and_no_other_at_any_moment(place):
    play = at(place)
    assert set(wall(play)) <= SHOWN
    assert {seat.mark for seat in wall(play)["seats"].seats} == {""}


def test_the_wall_and_an_observer_see_the_same_table_C3():
    play = at_clarification(observers=("olga",)).do(KARIM, AskTurn()).lead(GiveTurn(KARIM))
    hers = {part.kind: part for part in play.view("olga")}
    assert all(wall(play)[kind] == hers[kind] for kind in ("clock", "seats", "floor"))


def test_the_question_stands_on_the_wall_once_it_is_agreed_and_not_before_S27():
    assert "request" not in wall(at_request())
    assert (wall(at_reactions())["request"].question, wall(at_reactions())["request"].subject) == (QUESTION, "")


def test_no_subject_no_vote_and_no_contribution_is_on_the_wall_C2():
    before = wall(at_choice())
    assert wall(at_choice().do(INES, OfferSubject("My boss frightens me"))) == before
    play = at_vote()
    hers = next(s.id for s in play.session.choosing.votable if s.owner == NADIA)
    assert wall(play.copy().do(KARIM, CastSticks((hers,)))) == wall(play)
    assert wall(at_reactions().do(INES, OfferReaction("shared with all", shared=True))) == wall(at_reactions())


def test_neither_a_sign_of_care_nor_a_reason_reaches_the_wall_S29():
    play = at_clarification()
    assert wall(play.copy().do(NADIA, SignalCare("pause"))) == wall(play)
    assert "because" not in repr(wall(play.copy().lead(GoOn(reason="other", word="because of Nadia"))))


def test_the_wall_names_who_takes_part_from_elsewhere_and_the_floor_includes_them():
    play = at_clarification().do(INES, MarkRemote(INES)).lead(MarkRemote(PAUL)).do(INES, AskTurn())
    assert wall(play)["wallremote"].names == (NAMES[INES], NAMES[PAUL])
    assert wall(play)["floor"].following == (NAMES[INES],)
    assert "wallremote" not in wall(play.do(INES, MarkRemote(INES, remote=False)).lead(MarkPresence(PAUL, "gone")))


def test_being_remote_is_said_by_oneself_or_by_the_facilitator():
    assert at_clarification().refused(KARIM, MarkRemote(PAUL)) == ("facilitator_only", "S25", "")
    assert at_clarification().refused(OTTO, MarkRemote(OTTO))[0] == "not_a_member"
    assert planned().lead(MarkRemote(PAUL)).session.roster.remote == {PAUL}


def test_after_the_close_the_wall_says_so_and_keeps_no_words():
    assert wall(closed())["wallnotice"].state == "closed"
    assert {"request", "floor", "wallstep"} & set(wall(closed())) == set()
