"""A faulty format is refused with the place and the reason."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from codev.formats import load, whole
from codev.protocol.format import FaultyFormat, parse_format

Format = dict[str, Any]


def of(name: str = "classic") -> Format:
    return copy.deepcopy(dict(load(name)))


def put(data: Format, path: str, value: object) -> None:
    """Set what stands at steps.3.stages.0.floor; a value of `...` takes it away."""
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    for part in way:
        data = data[part]  # type: ignore[index]
    if value is ...:
        del data[last]  # type: ignore[arg-type]
    else:
        data[last] = value  # type: ignore[index]


FAULTS: list[tuple[str, object, str, str]] = [
    ("name", "Classic", "name", "lower-case"),
    ("name", ..., "name", "lower-case"),
    ("version", 0, "version", "whole number"),
    ("version", "1", "version", "whole number"),
    ("title", {"fr": "Trois heures"}, "title", "fr and en"),
    ("title", {"fr": "Trois heures", "en": " "}, "title", "fr and en"),
    ("note", "three hours", "note", "fr and en"),
    ("inspired", "no", "inspired", "true or false"),
    ("author", "me", "format.author", "not known"),
    ("steps", [], "steps", "at least one step"),
    ("steps", "classic", "steps", "at least one step"),
    ("steps.0", "reception", "steps[0]", "not a table"),
    ("steps.0.colour", "red", "steps[0].colour", "not known"),
    ("steps.0.id", "Accueil", "steps[0].id", "lower-case"),
    ("steps.1.id", "reception", "steps[1].id", "twice"),
    ("steps.0.minutes", -1, "steps[0].minutes", "whole number"),
    ("steps.0.minutes", 601, "steps[0].minutes", "whole number"),
    ("steps.0.minutes", True, "steps[0].minutes", "whole number"),
    ("steps.0.minutes", 7.5, "steps[0].minutes", "whole number"),
    ("steps.0.stages", [], "steps[0].stages", "at least one stage"),
    ("steps.0.stages", ..., "steps[0].stages", "at least one stage"),
    ("steps.2.stages.1.id", "subjects", "steps[2].stages[1].id", "twice"),
    ("steps.0.stages.0.floor", "anarchy", "steps[0].stages[0].floor", "not one of"),
    ("steps.0.stages.0.floor", ..., "steps[0].stages[0].floor", "not one of"),
    ("steps.0.stages.0.voices", [], "steps[0].stages[0].voices", "who may take a turn"),
    ("steps.0.stages.0.voices", ["boss"], "steps[0].stages[0].voices[0]", "not one of"),
    ("steps.0.stages.0.voices", "everyone", "steps[0].stages[0].voices", "a list"),
    ("steps.2.stages.1.voices", ["client"], "steps[2].stages[1].voices", "nobody has a voice"),
    ("steps.4.stages.0.may", ["ask"], "steps[4].stages[0].may", "a table"),
    ("steps.4.stages.0.may", {"boss": ["ask"]}, "steps[4].stages[0].may", "not one of"),
    ("steps.4.stages.0.may", {"consultant": ["rank"]}, "steps[4].stages[0].may.consultant[0]", "not one of"),
    ("steps.4.stages.0.may", {"consultant": "ask"}, "steps[4].stages[0].may.consultant", "a list"),
    ("steps.4.stages.0.answers", "everyone", "steps[4].stages[0].answers", "not one of"),
    ("steps.4.stages.0.minutes", -5, "steps[4].stages[0].minutes", "whole number"),
    ("steps.4.stages.0.recorded", True, "steps[4].stages[0].recorded", "not known"),
    ("steps.4.gates", ["best_idea"], "steps[4].gates[0]", "not one of"),
    ("steps.4.gates", "all_could_ask", "steps[4].gates", "a list"),
    ("steps.5.returns_to", "reactions", "steps[5].returns_to", "an earlier step"),
    ("steps.5.returns_to", "nowhere", "steps[5].returns_to", "an earlier step"),
    ("steps.1.requires", "good_weather", "steps[1].requires", "not one of"),
    ("steps.6.break_before", 61, "steps[6].break_before", "whole number"),
    ("steps.7.reserved", 1, "steps[7].reserved", "true or false"),
    ("steps.0.yields", [{"what": "mood", "seen_by": "employer", "kept": "moment"}], "steps[0].yields[0].seen_by", "not one of"),
    ("steps.0.yields", [{"what": "mood", "seen_by": "everyone", "kept": "forever"}], "steps[0].yields[0].kept", "not one of"),
    ("steps.0.yields", [{"what": "Mood", "seen_by": "everyone", "kept": "moment"}], "steps[0].yields[0].what", "lower-case"),
    ("steps.0.words", ..., "steps[0].words", "title, sentence, purpose"),
    ("steps.0.words.title", ..., "steps[0].words.title", "fr and en"),
    ("steps.0.words.sentence", {"en": "We arrive."}, "steps[0].words.sentence", "fr and en"),
    ("steps.0.words.purpose", ..., "steps[0].words.purpose", "S26"),
    ("steps.0.words.purpose.everyone", ..., "steps[0].words.purpose.everyone", "fr and en"),
    ("steps.0.words.open", [{"fr": "Bonjour."}], "steps[0].words.open[0]", "both fr and en"),
    ("steps.0.words.everyone.now", {"en": "On your turn."}, "steps[0].words.everyone.now", "both fr and en"),
]


@pytest.mark.parametrize(("path", "value", "place", "reason"), FAULTS, ids=[f"{fault[0]}={fault[1]!r}"[:60] for fault in FAULTS])
def test_a_fault_is_told_with_its_place_and_its_reason(path: str, value: object, place: str, reason: str) -> None:
    data = of()
    put(data, path, value)
    with pytest.raises(FaultyFormat) as fault:
        parse_format(data)
    assert fault.value.place == place
    assert reason in fault.value.reason


@pytest.mark.parametrize("data", [None, [], "classic", 3])
def test_what_is_no_table_is_no_format(data: Any) -> None:
    with pytest.raises(FaultyFormat, match="not a table"):
        parse_format(data)


MISSING_WORDS: list[tuple[object, str]] = [
    ("nowhere", "steps[0].words"),
    ("../classic", "steps[0].words"),
    ("/etc/hostname", "steps[0].words"),
    ({"from": "nowhere"}, "steps[0].words"),
    ({"from": {"round": "nowhere"}}, "steps[0].words.from.round"),
    ({"from": {"round": 3}}, "steps[0].words.from.round"),
    ({"from": 3}, "steps[0].words.from"),
]


@pytest.mark.parametrize(("words", "place"), MISSING_WORDS, ids=str)
def test_words_that_are_nowhere_are_told_with_their_place(words: object, place: str) -> None:
    data = of()
    put(data, "steps.0.words", words)
    with pytest.raises(FaultyFormat) as fault:
        whole(data)
    assert fault.value.place == place


@pytest.mark.parametrize("spoil", [lambda d: d.update(steps=3), lambda d: d.update(steps=["x"]), lambda d: d.update(steps=[{"words": 3}])])
def test_what_is_no_step_is_left_for_the_parser_to_refuse(spoil: Callable[[Format], None]) -> None:
    data = of()
    spoil(data)
    with pytest.raises(FaultyFormat):
        parse_format(whole(data))


def words_of(words: object) -> Format:
    data = of()
    put(data, "steps.0.words", words)
    return dict(whole(data)["steps"][0]["words"])


def test_what_stands_beside_from_goes_before_and_leaves_no_language_of_the_old_line() -> None:
    now = {"fr": "Bonjour.", "en": "Hello."}
    words = words_of({"from": "reception", "everyone": {"now": now}})
    assert words["everyone"]["now"] == now
    assert words["everyone"]["may"] == words_of("reception")["everyone"]["may"]


def test_two_words_become_the_stages_of_one_step() -> None:
    words = words_of({"from": {"silence": "synthesis", "planning": "plan"}, "title": {"fr": "Les deux", "en": "Both"}})
    assert words["client"]["now_silence"] == words_of("synthesis")["client"]["now"]
    assert words["watch"] == words_of("synthesis")["watch"] + words_of("plan")["watch"]
    assert not {"purpose", "sentence", "now"} & (words.keys() | words["client"].keys())


def test_a_fifth_format_is_a_new_file_and_no_new_code() -> None:
    stage = {"id": "talk", "floor": "go_round", "voices": ["everyone"], "may": {"consultant": ["ask"]}}
    step = {"id": "only", "stages": [stage], "words": {"from": "clarification"}}
    short = whole({"name": "short", "title": {"fr": "Court", "en": "Short"}, "inspired": True, "steps": [step]})
    assert parse_format(short).steps[0].title.fr == "Clarification"
