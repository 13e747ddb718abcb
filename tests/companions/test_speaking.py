"""What is said aloud, from the case: captions, in both languages, that never enter the log."""

import pytest

from codev.companions.cast import cast_for
from codev.companions.course import Turn
from codev.companions.speaking import SAYING, spoken, voiced
from codev.phrases.cases import cases

COUNTER = cast_for("counter", "fr")


def english(*turn, before=None, cast=COUNTER):
    return [(line.by, line.words.en) for line in spoken(cast, Turn(*turn), before)]


def test_the_client_tells_the_whole_story_in_one_turn_and_once():
    assert [text for _, text in english("solene", "story")] == [row["en"] for row in cases()["counter"]["story"]]
    assert english("solene", "story", 1) == []


def test_each_turn_has_the_next_line_of_its_speaker():
    asked = [english("brigitte", "question", nth) for nth in range(3)]
    assert [len(lines) for lines in asked] == [1, 1, 0]
    assert asked[0] != asked[1]


def test_advice_in_the_shape_of_a_question_is_caught_and_asked_again():
    first, catch, again = english("thomas", "question", 0)
    assert (first[0], catch[0], again[0]) == ("thomas", "odile", "thomas")
    assert again[1] == "How did you share the Saturdays out among people?"


def test_an_answer_is_to_the_question_that_was_asked():
    assert english("solene", "answer", 4, before=Turn("thomas", "question", 1)) == [("solene", "I used to talk to Martine.")]


def test_an_answer_that_is_declined_is_said_within_the_question():
    assert [by for by, _ in english("awa", "question", 1)] == ["awa", "solene"]


def test_a_question_that_the_case_does_not_know_has_an_answer_all_the_same():
    assert english("solene", "answer", 0, before=Turn("thomas", "question", 7)) != []


def test_an_address_is_written_not_said():
    said = [line for nth in range(voiced(COUNTER, "thomas", "reaction")) for line in english("thomas", "reaction", nth)]
    assert not any("circle of front-desk managers" in text for _, text in said)


def test_whoever_is_client_in_her_stead_has_words_too():
    for kind in ("story", "answer", "request", "plan"):
        assert english("leo", kind) != []


@pytest.mark.parametrize("case", cases())
@pytest.mark.parametrize("kind", SAYING)
def test_every_line_is_there_in_both_languages(case, kind):
    cast = cast_for(case, "fr")
    found = [line for who in cast.persons for line in spoken(cast, Turn(who, kind), None)]
    assert [line for line in found if not (line.words.fr and line.words.en)] == []


def test_a_cast_knows_who_plays_what():
    cast = cast_for("workshop", "en", ("facilitator", "lise"))
    assert (cast.humans, cast.facilitator, cast.client) == ({"renaud", "lise"}, "renaud", "maude")
    assert "lise" not in cast.companions
