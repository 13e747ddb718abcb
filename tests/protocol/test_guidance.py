"""The lines at hand: each reaches whom it is for, in its step, in both languages (S3, S26, P8, P9)."""

import dataclasses
import json
from functools import cache
from itertools import chain

import pytest

from codev.cli import script
from codev.cli.replay import Player
from codev.formats import craft, names
from codev.protocol import replay, view_for
from codev.protocol.activities.choosing import CloseVote, OfferSubject, ProposeSubject
from codev.protocol.activities.consenting import AcceptToBeClient
from codev.protocol.activities.moving import GoOn, NextStage, StartSession
from codev.protocol.activities.turning import FinishTurn
from codev.protocol.words import Words, words_from
from tests.cli.running import stored
from tests.protocol.cast import CLAIRE, MEMBERS, NADIA, PLAN, Play, at_presentation, at_synthesis, at_vote


def words_in(value):
    if isinstance(value, Words):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from words_in(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from words_in(getattr(value, field.name))


@cache
def read(format):
    """Step to all the words that someone's page showed in it, whole sessions long: a first one, and a later one."""
    found = {}
    for step, words in chain(pages(format, True), pages(format, False), beginning(format, 2), beginning(format, 3)):
        found.setdefault(step, set()).add(words)
    return found


def pages(format, first):
    header, *lines = stored(format)
    header = {**header, "first_session": first}
    planned, start, orders = script.read(json.dumps(line) for line in (header, *lines))
    player = Player(replay([(start, (planned,))]), start)
    for line in orders:
        player.play(line.order)
        yield from pages_of(player.session, player.last)


def beginning(format, subjects):
    """A plan to follow; then so many subjects, a vote, and a choice by talk."""
    play = Play(format, plan_to_follow=PLAN).lead(StartSession())
    while play.here[0] != "choice":
        yield from pages_of(play.session, play.at)
        play.lead(GoOn(reason="time"))
    for member in MEMBERS[:subjects]:
        play.do(member, OfferSubject("How to begin?"))
    for _ in range(2):
        play.lead(NextStage())
        yield from pages_of(play.session, play.at)
        if play.session.choosing.vote and not play.session.choosing.vote.closed:
            play.lead(CloseVote())
            yield from pages_of(play.session, play.at)


def pages_of(session, at):
    for member in session.people:
        for words in words_in(tuple(view_for(session, member, {}, at))):
            yield session.step.id if session.step else "", words


@pytest.mark.parametrize("format", names())
def test_every_line_that_keeps_a_rule_reaches_someones_page_in_its_step(format):
    shown = read(format)
    lost = [(line.step, line.place) for line in craft(format) if not sentences(line.words) <= shown.get(line.step, set())]
    assert lost == []


def sentences(words):
    """A line is one sentence, or a thing to watch for with what to do and to say."""
    return {words_from(row) for row in (words, *words.values()) if isinstance(row, dict) and "fr" in row}


def test_the_way_on_is_in_ink_only_where_it_cuts_nobody_S2():
    assert at_presentation().part(CLAIRE, "bar").calm is False
    assert at_presentation().do(NADIA, FinishTurn()).part(CLAIRE, "bar").calm is True
    assert at_synthesis().part(CLAIRE, "bar").calm is False
    assert at_vote().part(CLAIRE, "bar").calm is False
    assert at_vote().lead(CloseVote()).part(CLAIRE, "bar").calm is True


def test_the_way_on_says_that_the_proposed_client_has_not_said_yes_S9():
    play = at_vote().lead(CloseVote(), ProposeSubject("sticks", "s1", reason="It presses", anyway=True))
    while play.part(CLAIRE, "bar").on == "next_stage":
        play.lead(NextStage())
    bar = play.part(CLAIRE, "bar")
    assert (bar.on, bar.unasked, bool(bar.client)) == ("go_on", True, True)
    assert play.do(play.session.choosing.proposed_member, AcceptToBeClient()).part(CLAIRE, "bar").unasked is False
