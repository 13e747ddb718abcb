"""A quiet tool: no ranks, no counts of people, one instruction, one clock; nobody listens (P3 to P5, P11, S15)."""

import typing
from pathlib import Path

import pytest

import codev
from codev.phrases import say
from codev.protocol import COMMANDS, FACTS, OWN_COMMANDS
from codev.protocol.base import snake
from codev.protocol.views.parts import KINDS
from tests.protocol.cast import CLAIRE, MEMBERS, STORY, at

NUMBERS = {
    "StepPart.number": "the step's place among the steps",
    "StepPart.count": "how many steps there are",
    "ClockPart.remaining": "seconds left in a pause",
    "ClockPart.minutes": "the step's minutes",
    "TurnPart.ahead": "how many asked before me",
    "GateRow.missing": "how many actions a gate still waits for",
    "OfferRow.minutes": "by how much to shorten a step",
    "LatePart.minutes": "how late the session is",
    "BreakPart.minutes": "how long the break is",
    "SubjectRow.sticks": "the totals of a closed vote",
    "VotePart.weights": "three sticks, two, one",
    "VotePart.voted": "how many have voted",
    "VotePart.voters": "how many may vote",
    "ReformulationsPart.written": "how many sentences stand ready",
    "PlanPart.version": "which text was read",
    "PlanPart.missing": "how many actions are missing",
}


def numbers_in(kind, seen):
    for name, hint in typing.get_type_hints(kind).items():
        for found in (hint, *typing.get_args(hint)):
            if found is int:
                yield f"{kind.__name__}.{name}"
            elif isinstance(found, type) and hasattr(found, "_fields") and found not in seen:
                seen.add(found)
                yield from numbers_in(found, seen)


def test_no_page_holds_a_number_that_ranks_or_counts_people_P3():
    """A new number in a page is written down here first, with what it is for."""
    seen = set()
    assert {number for kind in KINDS.values() for number in numbers_in(kind, seen)} == set(NUMBERS)


def test_nothing_can_be_liked_scored_or_recorded_by_ear_P3_P4():
    words = {word for do in (*COMMANDS, *OWN_COMMANDS, *map(snake, FACTS)) for word in do.split("_")}
    assert words & {"like", "rate", "score", "rank", "star", "sound", "voice", "camera", "transcribe", "listen", "time"} == set()


@pytest.mark.parametrize("place", [name for name, _ in STORY if name not in ("planned", "follow_up", "closed")])
def test_each_page_has_one_instruction_and_one_clock_P5(place):
    play = at(place)
    for member in (CLAIRE, *MEMBERS):
        kinds = [part.kind for part in play.view(member)]
        assert (kinds.count("now"), kinds.count("clock")) == (1, 1)
        assert play.part(member, "now").now.fr


def test_people_are_told_at_the_door_that_nobody_listens_P4():
    door = Path(codev.__path__[0]) / "templates" / "pages" / "door.html"
    assert '"door.no_record"' in door.read_text(encoding="utf-8")
    assert ("transcript" in say("door.no_record", "en"), "transcription" in say("door.no_record", "fr")) == (True, True)


def test_a_title_says_the_methods_name_in_full_P11():
    assert "codéveloppement professionnel" in say("landing.title", "fr")
