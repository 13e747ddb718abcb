"""What is answered when something can not be done now (S2): where things stand, what to do next."""

import re
from pathlib import Path

import pytest

import codev
from codev.phrases import keeps_text, refusal_words, say
from codev.phrases.refusing import codes, rule
from codev.protocol.base import Refusal

OUT_OF_TURN = Refusal("out_of_turn", "S2", params=(("name", "m1"),))
RULES = Path(codev.__file__).parent / "protocol"
NAMED = re.compile(r'"(?P<code>[a-z]+(?:_[a-z]+)+)"')


def test_a_refusal_names_who_has_the_turn() -> None:
    words = refusal_words(OUT_OF_TURN, "fr-tu", names={"m1": "Inès"})
    assert words == "La parole est à Inès. Demande-la\u00a0: tu seras dans la file."


def test_the_step_where_it_is_welcome_is_named_by_its_title() -> None:
    refusal = Refusal("not_in_this_step", "S15", step="reactions")
    assert "“Reactions”" in refusal_words(refusal, "en", step="Reactions")


@pytest.mark.parametrize("language", ["fr", "fr-tu", "fr-CA", "en"])
def test_where_a_name_or_a_step_is_not_known_the_sentence_has_no_hole(language: str) -> None:
    bare = [refusal_words(Refusal(code, "S2"), language) for code in codes()]
    assert [words for words in bare if "{" in words or re.search(r"«\s*…|[“ ]…\.", words)] == []


def test_an_id_never_stands_in_the_place_of_a_name() -> None:
    assert "m1" not in refusal_words(OUT_OF_TURN, "en", names={})


def test_a_name_alone_makes_a_sentence_whole_and_a_general_word_takes_its_place() -> None:
    assert refusal_words(Refusal("facilitator_only", "S25"), "fr").startswith("C’est la personne qui facilite qui tient le cadre.")
    assert refusal_words(Refusal("facilitator_present", "S25"), "fr").startswith("La personne qui facilite est là.")


def test_an_unknown_code_is_answered_in_general() -> None:
    assert refusal_words(Refusal("some_new_code", "S2"), "en") == say("refusal.not_understood.say", "en")


def test_what_was_typed_is_said_to_be_kept_where_it_is() -> None:
    assert (keeps_text("not_in_this_step"), keeps_text("no_jump"), keeps_text("some_new_code")) == (True, False, False)


def test_every_refusal_keeps_a_rule_of_the_method() -> None:
    assert {rule(code) for code in codes()} <= {"B1", "B4", "B6", "B7", "B8", "B10", "B12", "B16", "C1", "C2", "C3", "P1", "P2", "P13"} | {
        f"S{n}" for n in range(1, 33)
    }


def test_every_refusal_of_the_rules_has_words() -> None:
    source = "\n".join(path.read_text("utf-8") for path in RULES.rglob("*.py"))
    refused = {match for call in re.findall(r"Refusal\(([^,)]*)", source) for match in NAMED.findall(call)}
    assert sorted(code for code in refused if code not in codes()) == []
