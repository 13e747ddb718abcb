"""The script that a facilitator's page keeps is the way that the rules take (S1)."""

from __future__ import annotations

import pytest

from codev.formats import load
from codev.protocol import Order, Refusal, decide, evolve, place_in, plan, script_of
from codev.protocol.activities.moving import GoOn, NextStage, StartSession
from codev.protocol.session import begin
from tests.protocol.cast import NINE

PEOPLE = ("ines", "malik", "zoe", "leo")


def walk(session, command):
    facts = decide(session, Order("odile", command, NINE))
    assert not isinstance(facts, Refusal), facts
    for fact in facts:
        session = evolve(session, fact, NINE)
    return session


@pytest.mark.parametrize("name", ["classic", "ninety", "seven-steps", "explore-first"])
def test_until_somebody_is_chosen_each_cue_leads_to_the_next_S1(name):
    session = begin(plan(load(name), PEOPLE, "odile", NINE), NINE)
    cues = script_of(session)
    commands = {"start_session": StartSession(reason="other"), "next_stage": NextStage(), "go_on": GoOn(reason="other")}
    for n, cue in enumerate(cues):
        outcome = decide(session, Order("odile", commands[cue.do], NINE))
        if isinstance(outcome, Refusal):  # nobody is proposed yet: the way goes no further without a client (S9)
            break
        session = walk(session, commands[cue.do])
        assert (place_in(session), session.step.id, session.stage.id) == (n, cue.step, cue.stage)
    assert n >= 2


def test_a_step_that_this_session_does_not_have_is_no_cue_S5():
    session = begin(plan(load("ninety"), PEOPLE, "odile", NINE), NINE)
    assert "follow_up" not in {cue.step for cue in script_of(session)}


def test_every_cue_has_something_to_say_S3():
    for name in ("classic", "ninety", "seven-steps", "explore-first"):
        session = begin(plan(load(name), PEOPLE, "odile", NINE), NINE)
        assert [cue for cue in script_of(session) if not cue.opening or not cue.title.fr] == []
