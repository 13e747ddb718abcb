"""`codev dates`: JSON in, the best set out; 1 where there is none, 2 and the place for what can not be read."""

import json

import pytest

from codev.cli import main
from tests.cli.running import run, run_and_tell_imports

WISH = {
    "sessions": 2,
    "spacing_days": [21, 35],
    "slots": [
        {"id": "january", "start": "2027-01-14T09:30"},
        {"id": "february", "start": "2027-02-11T09:30:00"},
        {"id": "late february", "start": "2027-02-18T09:30"},
        {"id": "april", "start": "2027-04-15T09:30"},
    ],
    "answers": {
        "Nadia": {"january": "yes", "february": "yes", "april": "yes"},
        "Karim": {"january": "yes", "february": "maybe", "late february": "yes", "april": "yes"},
    },
}
BEST = {
    "chosen": ["january", "february"],
    "absent": {"january": [], "february": []},
    "maybe": {"january": [], "february": ["Karim"]},
}
SLOT = {"id": "x", "start": "2027-01-14T09:30"}
MALFORMED = [
    ("", "is not JSON"),
    ("[]", "the input is a JSON object"),
    ("[" * 100_000, "is not JSON"),
    ('{"sessions": 1, "sessions": 2}', "'sessions' stands twice"),
    ('{"sessions": NaN}', "NaN is no number"),
    ('{"sessions": 1e99999999999999999999}', "is not JSON"),
    ('{"sessions": "\\ud83e"}', "half a character"),
    ({"sessions": 0}, "sessions: "),
    ({"sessions": True}, "sessions: "),
    ({"sessions": 2.0}, "sessions: "),
    ({"spacing_days": [21]}, "spacing_days: has two numbers"),
    ({"spacing_days": 21}, "spacing_days: is a JSON list"),
    ({"spacing_days": [35, 21]}, "spacing_days: begins with the least"),
    ({"spacing_days": [-1, 21]}, "spacing_days[0]: "),
    ({"spacing_days": [21, False]}, "spacing_days[1]: "),
    ({"spacing_days": ["21", 35]}, "spacing_days[0]: "),
    ({"slots": {}}, "slots: is a JSON list"),
    ({"slots": [SLOT, SLOT]}, "slots[1].id: 'x' stands twice"),
    ({"slots": ["x"]}, "slots[0]: is a JSON object"),
    ({"slots": [{"id": "x"}]}, "slots[0]: needs 'start'"),
    ({"slots": [{**SLOT, "id": 3}]}, "slots[0].id: is a text"),
    ({"slots": [{**SLOT, "id": " "}]}, "slots[0].id: is a text"),
    ({"slots": [{**SLOT, "end": "2027-01-14T12:30"}]}, "slots[0]: has no 'end'"),
    ({"slots": [{**SLOT, "start": "14 January"}]}, "slots[0].start: "),
    ({"slots": [{**SLOT, "start": "2027-02-30T09:30"}]}, "slots[0].start: "),
    ({"slots": [{**SLOT, "start": "2027-01-14"}]}, "slots[0].start: '2027-01-14' needs its hour"),
    ({"slots": [{**SLOT, "start": "2027-01-14T09:30+01:00"}]}, "it has no zone"),
    ({"slots": [{**SLOT, "start": "2027-01-14T09:30Z"}]}, "it has no zone"),
    ({"answers": []}, "answers: is a JSON object"),
    ({"answers": {"Nadia": None}}, "answers.Nadia: is a JSON object"),
    ({"answers": {"Nadia": {"march": "yes"}}}, "answers.Nadia.march: is about no slot"),
    ({"answers": {"Nadia": {"april": "perhaps"}}}, "answers.Nadia.april: is one of yes, maybe, no"),
    ({"answers": {"Nadia": {"april": True}}}, "answers.Nadia.april: is one of"),
    ({"colour": "blue"}, "the input has no 'colour'"),
]


def plan(capsys, tmp_path, wish):
    """Exit status, what was written, what was said on the error stream."""
    file = tmp_path / "wish.json"
    file.write_text(wish if isinstance(wish, str) else json.dumps(wish), encoding="utf-8")
    status = main(["dates", str(file)])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_the_best_dates_are_written_with_who_misses_what():
    ran = run("dates", said=json.dumps(WISH))
    assert (ran.returncode, json.loads(ran.stdout), ran.stderr) == (0, BEST, "")


def test_a_file_is_read_as_standard_input_is(capsys, tmp_path):
    status, out, _ = plan(capsys, tmp_path, WISH)
    assert (status, json.loads(out)) == (0, BEST)


def test_names_and_ids_come_back_as_they_were_written(capsys, tmp_path):
    wish = {"sessions": 1, "spacing_days": [0, 0], "slots": [{**SLOT, "id": "été"}], "answers": {"Inès 🌱": {}}}
    assert plan(capsys, tmp_path, wish)[1] == '{"chosen": ["été"], "absent": {"été": ["Inès 🌱"]}, "maybe": {"été": []}}\n'


@pytest.mark.parametrize(("spacing", "status"), [([28, 28], 0), ([27.5, 28.0], 0), ([28.00001, 34.9], 1), ([0, 27.99999], 1)])
def test_spacing_is_in_whole_days_or_parts_of_days_both_ends_allowed(capsys, tmp_path, spacing, status):
    two = {"slots": WISH["slots"][:2], "answers": {}}
    assert plan(capsys, tmp_path, {**WISH, **two, "spacing_days": spacing})[0] == status


def test_where_no_set_is_possible_the_reason_is_told(capsys, tmp_path):
    status, out, said = plan(capsys, tmp_path, {**WISH, "sessions": 3})
    assert (status, out) == (1, "")
    assert said == "codev dates: no possible set: with this spacing at most 2 of 3 sessions fit into these slots\n"


def test_more_sessions_than_slots_is_no_possible_set(capsys, tmp_path):
    status, _, said = plan(capsys, tmp_path, {**WISH, "sessions": 10**9, "spacing_days": [0, 10**30]})
    assert (status, said) == (1, "codev dates: no possible set: 1000000000 sessions out of 4 slots\n")


@pytest.mark.parametrize(("change", "reason"), MALFORMED, ids=[reason for _, reason in MALFORMED])
def test_what_can_not_be_read_is_told_with_its_place(capsys, tmp_path, change, reason):
    status, out, said = plan(capsys, tmp_path, change if isinstance(change, str) else {**WISH, **change})
    assert (status, out) == (2, "")
    assert said.startswith("codev dates: ")
    assert reason in said


@pytest.mark.parametrize("key", list(WISH))
def test_what_the_input_needs(capsys, tmp_path, key):
    status, _, said = plan(capsys, tmp_path, {name: value for name, value in WISH.items() if name != key})
    assert (status, said) == (2, f"codev dates: the input needs {key!r}\n")


def test_a_file_that_is_not_there_or_not_text_is_told(capsys, tmp_path):
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    assert [main(["dates", str(tmp_path / name)]) for name in ("nothing", "bytes")] == [2, 2]
    assert capsys.readouterr().err.count("codev dates: ") == 2


def test_it_starts_without_django(tmp_path):
    file = tmp_path / "wish.json"
    file.write_text(json.dumps(WISH), encoding="utf-8")
    ran = run_and_tell_imports("dates", str(file))
    assert (ran.returncode, "'django'" in ran.stderr) == (0, False)
