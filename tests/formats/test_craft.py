"""What no machine can enforce is at hand for the facilitator: the line is there, in the right step, in both languages."""

import pytest

from codev import phrases
from codev.formats import craft, load, names, parsed
from codev.phrases.reading import sentences

every_format = pytest.mark.parametrize("name", names())


def doing(name: str, act: str) -> list[str]:
    """The steps of a format in which someone may do this."""
    return [step.id for step in parsed(name).steps if any(act in acts for stage in step.stages for acts in stage.may.values())]


def first(name: str) -> list[str]:
    """The steps that open a session: the first one, and the one after it where the first may not exist."""
    steps = parsed(name).steps
    return [step.id for step in steps[: 2 if steps[0].requires else 1]]


def said(name: str, rule: str, steps: list[str]) -> list[str]:
    """The places in these steps of lines that keep this rule, each of them in both languages."""
    lines = [line for line in craft(name) if rule in line.rules and line.step in steps]
    words = [line.words.get("say", line.words) for line in lines]
    assert all(each.get("fr") and each.get("en") for each in words), (name, rule)
    return [line.place for line in lines]


def holds(name: str, rule: str, steps: list[str], *places: str) -> bool:
    """Whether a line for this rule stands at each of these places (`open`, `watch`, `client.now`…) in one of these steps."""
    found = said(name, rule, steps)
    return all(any(place in where for where in found) for place in places)


@every_format
def test_a_subject_is_invited_with_how_and_turned_towards_what_is_wanted_b9(name: str) -> None:
    assert holds(name, "B9", doing(name, "offer_subject"), "open", "watch")


@every_format
def test_a_subject_that_is_not_ripe_is_welcome_b10(name: str) -> None:
    assert holds(name, "B10", doing(name, "offer_subject"), "open", "may")


@every_format
def test_the_place_is_closed_with_a_sheet_of_the_steps_or_a_camera_on_b11(name: str) -> None:
    opening = first(name)
    assert holds(name, "B11", opening, "in_room", "remote")


@every_format
def test_a_subject_is_lived_now_and_in_ones_own_hands_b15(name: str) -> None:
    assert holds(name, "B15", doing(name, "offer_subject"), "open", "watch")


@every_format
def test_the_charter_is_recalled_in_a_line_at_the_start_b7(name: str) -> None:
    assert holds(name, "B7", first(name), "open")


@every_format
def test_the_rules_and_roles_are_told_at_the_start_s3(name: str) -> None:
    assert holds(name, "S3", first(name), "open")


@every_format
def test_everyone_is_invited_to_say_how_she_arrives_s4(name: str) -> None:
    assert holds(name, "S4", first(name), "open", "everyone.now")


@every_format
def test_the_follow_up_supports_and_does_not_judge_s5(name: str) -> None:
    assert holds(name, "S5", doing(name, "follow_up"), "open", "last_client.now", "everyone.now", "facilitator.now")


@every_format
def test_everyone_is_invited_to_give_a_subject_and_all_can_see_it_s6(name: str) -> None:
    assert holds(name, "S6", doing(name, "offer_subject"), "open", "in_room", "everyone.now", "facilitator.now")


@every_format
def test_a_subject_is_chosen_by_sticks_or_by_talk_and_sticks_do_not_decide_s7(name: str) -> None:
    assert holds(name, "S7", doing(name, "vote"), "open", "watch", "everyone.now")


@every_format
def test_both_yeses_are_asked_for_aloud_s9(name: str) -> None:
    assert holds(name, "S9", doing(name, "consent"), "open_consent", "proposed.now_consent", "everyone.now_consent", "facilitator.now")


@every_format
def test_the_client_tells_what_the_subject_is_to_her_with_an_aid_at_hand_s10(name: str) -> None:
    telling = ["presentation"] if name != "explore-first" else ["exploration"]
    assert holds(name, "S10", telling, "open", "client.now", "client.aside", "consultant.now", "facilitator.now")


@every_format
def test_questions_are_for_understanding_and_may_stay_unanswered_s11(name: str) -> None:
    assert holds(name, "S11", doing(name, "ask"), "open", "client.now", "client.may", "watch")


@every_format
def test_an_answer_inside_a_question_is_caught_s12(name: str) -> None:
    assert holds(name, "S12", doing(name, "ask"), "watch", "facilitator.may")


@every_format
def test_the_questions_end_with_is_it_clear_s13(name: str) -> None:
    assert holds(name, "S13", doing(name, "ask"), "close", "facilitator.may")


@every_format
def test_the_request_stays_in_the_clients_words_s14_p2(name: str) -> None:
    contract = doing(name, "word_request")
    assert holds(name, "S14", contract, "open", "close", "watch", "consultant.now")
    assert holds(name, "P2", contract, "client.may_request", "facilitator.now_request", "watch")


@every_format
def test_reactions_start_from_experience_and_nobody_comments_on_a_peer_s15(name: str) -> None:
    assert holds(name, "S15", doing(name, "react"), "open", "consultant.now", "consultant.may", "watch[0]", "watch[1]")


@every_format
def test_the_client_receives_in_silence_s16(name: str) -> None:
    assert holds(name, "S16", doing(name, "react"), "open", "client.now", "watch")


@every_format
def test_the_silence_is_opened_and_held_s18(name: str) -> None:
    assert holds(name, "S18", doing(name, "draft_plan"), "open", "client.now", "consultant.now", "facilitator.now")


@every_format
def test_an_action_is_operational_and_in_a_slot_s19(name: str) -> None:
    assert holds(name, "S19", doing(name, "plan"), "open", "client.now", "client.aside", "facilitator.now", "watch")


@every_format
def test_the_plan_is_read_aloud_as_one_text_s20(name: str) -> None:
    assert holds(name, "S20", doing(name, "plan"), "close", "facilitator.may", "watch")


@every_format
def test_everyone_says_what_she_learned_enjoyed_and_will_apply_s21(name: str) -> None:
    assert holds(name, "S21", doing(name, "conclude"), "open", "everyone.now", "client.now", "watch")


@every_format
def test_the_client_may_choose_a_learning_partner_s22(name: str) -> None:
    assert holds(name, "S22", doing(name, "conclude"), "client.may", "watch")


@every_format
def test_everyone_checks_the_next_date_before_leaving_s23(name: str) -> None:
    assert holds(name, "S23", doing(name, "conclude"), "everyone.may", "facilitator.may")


@every_format
def test_everyone_has_room_in_the_questions_and_in_the_reactions_s24(name: str) -> None:
    assert holds(name, "S24", doing(name, "ask"), "close", "watch", "facilitator.now")
    assert holds(name, "S24", doing(name, "react"), "close", "watch")


@every_format
def test_the_facilitator_asks_what_nobody_asks_and_brings_back_to_the_request_s25(name: str) -> None:
    assert holds(name, "S25", doing(name, "ask"), "facilitator.may")
    assert holds(name, "S25", doing(name, "react"), "facilitator.may", "watch")


@every_format
def test_each_step_says_what_it_is_for_to_everyone_to_the_client_and_to_consultants_s26(name: str) -> None:
    for step in load(name)["steps"]:
        purpose = step["words"]["purpose"]
        assert all(purpose[who]["fr"] and purpose[who]["en"] for who in ("everyone", "client", "consultants")), step["id"]


@every_format
def test_contributions_leave_time_to_write_s28(name: str) -> None:
    assert holds(name, "S28", doing(name, "react"), "open", "client.may", "facilitator.now", "watch")


@every_format
def test_care_is_at_hand_where_people_are_exposed_s29(name: str) -> None:
    assert holds(name, "S29", doing(name, "ask"), "watch")
    assert phrases.exists("care.button")


@every_format
def test_understanding_comes_first_s30(name: str) -> None:
    assert holds(name, "S30", doing(name, "ask"), "purpose.everyone")


@every_format
def test_consultants_leave_with_learning_of_their_own_s32(name: str) -> None:
    assert holds(name, "S32", doing(name, "react"), "purpose.consultants")
    assert holds(name, "S32", doing(name, "conclude"), "everyone.now", "watch")


def test_the_others_write_meanwhile_where_the_format_says_so_s18() -> None:
    writing = [name for name in names() if holds(name, "S32", doing(name, "draft_plan"), "consultant.now", "open")]
    assert writing == ["ninety", "explore-first"]


@every_format
def test_the_last_round_is_not_shortened_p1(name: str) -> None:
    assert holds(name, "P1", doing(name, "conclude"), "facilitator.now", "watch")


@every_format
def test_each_step_has_a_line_to_open_it_and_things_to_watch_for_p8(name: str) -> None:
    for step in load(name)["steps"]:
        words = step["words"]
        watch = [each for key in words if key.startswith("watch") for each in words[key]]
        assert any(key.startswith("open") for key in words), step["id"]
        assert len(watch) >= 4, step["id"]
        assert all(each[part]["fr"] and each[part]["en"] for each in watch for part in ("see", "do", "say")), step["id"]


@every_format
def test_keep_it_say_i_one_at_a_time_and_the_pace_have_their_line_where_they_are_needed_p8(name: str) -> None:
    assert holds(name, "P8", doing(name, "ask"), "watch[0]" if name != "explore-first" else "watch[1]")
    assert holds(name, "P8", doing(name, "react"), "watch")


def test_the_interventions_of_any_step_are_at_hand_p8() -> None:
    wanted = {"keep_for_later", "say_with_i", "one_at_a_time", "pace", "note_it", "time_out"}
    assert wanted <= set(phrases.keys("interventions"))
    spoken = [sentences()[f"interventions.{name}.{part}"] for name in phrases.keys("interventions") for part in ("label", "say")]
    assert all(line["fr"] and line["en"] for line in spoken)


@every_format
def test_every_rule_that_a_line_keeps_is_one_of_the_method(name: str) -> None:
    rules = {f"{letter}{n}" for letter, most in (("B", 16), ("S", 32), ("C", 5), ("P", 13)) for n in range(1, most + 1)}
    assert {rule for line in craft(name) for rule in line.rules} <= rules
