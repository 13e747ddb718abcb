"""The invented cases that companions play: complete, in both languages, true to the method."""

import pytest

from codev.phrases.cases import cases

IDS = list(cases())


@pytest.mark.parametrize("case_id", IDS)
def test_whoever_speaks_is_one_of_the_people(case_id: str) -> None:
    story = cases()[case_id]
    people = {person["id"] for person in story["people"]} | {"client"}
    spoken = [line["by"] for part in ("questions", "reformulations", "reactions", "bag", "learnings") for line in story[part]]
    assert set(spoken) | {story["facilitator"], story["client"]} <= people


@pytest.mark.parametrize("case_id", IDS)
def test_every_consultant_asks_reformulates_reacts_and_learns_s24(case_id: str) -> None:
    story = cases()[case_id]
    consultants = {person["id"] for person in story["people"]} - {story["facilitator"], story["client"]}
    for part in ("questions", "reformulations", "reactions", "learnings"):
        assert {line["by"] for line in story[part]} >= consultants


@pytest.mark.parametrize("case_id", IDS)
def test_each_slip_is_caught_and_said_anew_s12_s15(case_id: str) -> None:
    slips = [q for q in cases()[case_id]["questions"] if q["kind"] == "advice"] + [r for r in cases()[case_id]["reactions"] if "note" in r]
    assert slips
    assert all(words["fr"] and words["en"] for slip in slips for words in (slip["catch"], slip["reworded"]))


@pytest.mark.parametrize("case_id", IDS)
def test_a_case_shows_what_the_method_is_about(case_id: str) -> None:
    story = cases()[case_id]
    assert story["first_request"] != story["final_request"]  # S14
    assert len(story["actions"]) >= 3  # S19
    assert any(line.get("not_yet") for line in story["bag"])  # S16
    assert any(person.get("for_information") for person in story["people"])  # B10
    assert {reaction["kind"] for reaction in story["reactions"]} == {"experience", "proposal", "open_question", "resource"}  # S15


def test_companions_of_one_case_say_vous_and_of_the_other_tu() -> None:
    assert {key: story["register"] for key, story in cases().items()} == {"counter": "vous", "workshop": "tu"}
