"""The formats that come with the product: whole, within their minutes, true to the order of the method (S1)."""

import json
import re
from pathlib import Path

import pytest

from codev import formats
from codev.formats import UnknownFormat, load, names, parsed
from codev.protocol.format import Step
from codev.protocol.roles import AUDIENCES

SEEN_BY_ONE = {"bag", "draft", "kept_question", "learning", "ballot"}
FOLDER = Path(formats.__file__).parent
every_format = pytest.mark.parametrize("name", names())


def step_with(name: str, act: str) -> Step:
    """The first step of a format in which someone may do this."""
    return next(step for step in parsed(name).steps if any(act in acts for stage in step.stages for acts in stage.may.values()))


def acts_of(name: str, act: str) -> dict[str, frozenset[str]]:
    stages = step_with(name, act).stages
    return next(dict(stage.may) for stage in stages if any(act in acts for acts in stage.may.values()))


def test_four_formats_come_with_the_product() -> None:
    assert names() == ("classic", "ninety", "seven-steps", "explore-first")


def test_an_unknown_format_is_said_to_be_unknown() -> None:
    for name in ("twelve-steps", "steps/plan", "../classic"):
        with pytest.raises(UnknownFormat):
            load(name)


@every_format
def test_a_format_is_read_and_is_plain_data_for_the_log(name: str) -> None:
    assert json.loads(json.dumps(load(name))) == load(name)
    assert (parsed(name).name, parsed(name).raw) == (name, load(name))


def test_minutes_sum_to_the_length_of_the_session_s1() -> None:
    assert [parsed(name).minutes for name in names()] == [180, 90, 0, 90]


def test_the_minutes_of_the_classic_steps_are_those_of_the_method_s1() -> None:
    minutes = {step.id: step.minutes for step in parsed("classic").steps}
    start, end = sum(minutes[s] for s in ("reception", "follow_up", "choice")), minutes["synthesis"] + minutes["plan"]
    assert (start, minutes["presentation"], minutes["clarification"], minutes["contract"]) == (30, 15, 30, 10)
    assert (minutes["reactions"], end, minutes["conclusion"]) == (45, 30, 20)


def test_most_of_the_time_before_the_plan_goes_to_understanding_s30() -> None:
    understanding = {"classic": ("presentation", "clarification", "contract"), "explore-first": ("exploration", "clarification")}
    for name, steps in understanding.items():
        minutes = {step.id: step.minutes for step in parsed(name).steps}
        assert sum(minutes[step] for step in steps) > minutes.get("reactions", minutes.get("consulting", 0))


def test_a_break_is_proposed_before_the_reactions_of_the_classic_format_alone() -> None:
    assert {(name, step.id) for name in names() for step in parsed(name).steps if step.break_before} == {("classic", "reactions")}


@every_format
def test_the_minutes_of_the_plan_and_of_the_conclusion_are_reserved_p1(name: str) -> None:
    steps = parsed(name).steps
    reserved = [step.reserved for step in steps]
    assert reserved == sorted(reserved)
    assert step_with(name, "plan").reserved
    assert step_with(name, "conclude") is steps[-1]


@every_format
def test_a_follow_up_exists_only_where_a_plan_is_to_follow_s5(name: str) -> None:
    assert [step.requires for step in parsed(name).steps if step.requires] == ["plan_to_follow"]
    assert step_with(name, "follow_up").gates == ("follow_up_done",)
    assert acts_of(name, "follow_up") == {"last_client": frozenset({"follow_up"})}


@every_format
def test_two_consents_end_the_choice_s9(name: str) -> None:
    assert step_with(name, "consent").gates == ("client_consents", "group_consents")


@every_format
def test_the_client_alone_words_the_request_and_the_consultants_agree_s14_p2(name: str) -> None:
    assert acts_of(name, "word_request") == {"client": frozenset({"word_request"}), "consultant": frozenset({"agree"})}
    assert step_with(name, "word_request").gates == ("all_reformulated", "request_said", "request_agreed")
    assert step_with(name, "word_request").returns_to == step_with(name, "ask").id


@every_format
def test_questions_end_when_all_could_ask_and_all_find_it_clear_s13(name: str) -> None:
    assert step_with(name, "ask").gates == ("all_could_ask", "clear_to_all")


@every_format
def test_only_consultants_have_a_voice_in_the_reactions_s16(name: str) -> None:
    stages = step_with(name, "react").stages
    assert [(stage.floor, stage.voices) for stage in stages] == [("one_at_a_time", ("consultant",))]
    assert step_with(name, "react").gates == ("all_reacted",)


def test_the_client_may_have_something_made_clear_except_where_the_format_wants_silence_s16() -> None:
    may = {name: "make_clearer" in acts_of(name, "react")["client"] for name in names()}
    assert may == {"classic": True, "ninety": True, "seven-steps": True, "explore-first": False}


@every_format
def test_the_client_has_a_sign_for_one_moment_s28(name: str) -> None:
    assert "moment" in acts_of(name, "react")["client"]


@every_format
def test_nobody_speaks_while_the_client_goes_back_to_her_notes_s18(name: str) -> None:
    silence = next(stage for step in parsed(name).steps for stage in step.stages if "draft_plan" in stage.may.get("client", ()))
    assert (silence.floor, silence.voices) == ("nobody", ())


@every_format
def test_the_plan_has_its_two_gates_and_the_end_has_a_round_s19_s20_s21(name: str) -> None:
    assert step_with(name, "plan").gates == ("three_actions", "same_plan")
    assert step_with(name, "conclude").gates == ("all_concluded",)
    assert [(stage.floor, stage.voices) for stage in parsed(name).steps[-1].stages] == [("go_round", ("everyone", "facilitator"))]


@every_format
def test_what_is_one_person_s_own_is_seen_by_its_author_alone_c1_c2(name: str) -> None:
    yields = {item.what: item for step in parsed(name).steps for item in step.yields}
    assert {what: yields[what].seen_by for what in SEEN_BY_ONE & yields.keys()} == dict.fromkeys(SEEN_BY_ONE & yields.keys(), "author")
    assert (yields["reaction"].seen_by, yields["mood"].kept, yields["plan"].kept) == ("client", "moment", "author")


@every_format
def test_what_is_welcome_later_names_a_step_that_comes_later(name: str) -> None:
    order = [step.id for step in parsed(name).steps]
    said = [(step["id"], later) for step in load(name)["steps"] for later in laters(step["words"])]
    assert said
    lost = [(here, there) for here, there in said if there != "after" and (there not in order or order.index(there) < order.index(here))]
    assert lost == []


def laters(words: object, key: str = "") -> list[str]:
    if isinstance(words, dict):
        return [found for name, value in words.items() for found in laters(value, name)]
    if isinstance(words, list) and key.startswith("later"):
        return [line["step"] for line in words]
    return []


VARIANTS = {"first", "two", "counted", "criteria"}


@every_format
def test_no_words_are_carried_for_a_stage_that_a_step_does_not_have(name: str) -> None:
    for step in load(name)["steps"]:
        stages = {stage["id"] for stage in step["stages"]}
        keys = {*step["words"], *(key for who in AUDIENCES for key in step["words"].get(who, ()))} - {*AUDIENCES}
        parts = {part for key in keys for part in key.removeprefix("in_room").split("_")[1:]}
        assert parts <= stages | VARIANTS, step["id"]


@every_format
def test_everyone_at_the_table_finds_an_instruction_in_every_stage(name: str) -> None:
    for step in load(name)["steps"]:
        for stage in step["stages"]:
            for table in ("facilitator", "client", "consultant"):
                reads = [step["words"].get(table, {}), step["words"].get("everyone", {}) if table != "facilitator" else {}]
                assert any({"now", f"now_{stage['id']}"} & words.keys() for words in reads), (step["id"], stage["id"], table)


@every_format
def test_every_stage_has_a_line_to_say_to_open_it(name: str) -> None:
    for step in load(name)["steps"]:
        for stage in step["stages"]:
            assert step["words"].get(f"open_{stage['id']}") or step["words"].get("open"), (step["id"], stage["id"])


def test_no_file_of_words_is_left_unused() -> None:
    taken = " ".join(path.read_text("utf-8") for path in FOLDER.rglob("*.toml"))
    files = {str(path.relative_to(FOLDER / "steps").with_suffix("")) for path in (FOLDER / "steps").rglob("*.toml")}
    assert files - set(re.findall(r'"([a-z_-]+(?:/[a-z_-]+)?)"', taken)) == set()
