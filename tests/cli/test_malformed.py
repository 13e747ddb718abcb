"""A script that can not be read is told by its line and the reason; the command exits with 2."""

import json

import pytest

from tests.cli.running import replay, run, stored

HEADER = {"format": "ninety", "facilitator": "Claire", "members": ["Nadia", "Karim", "Inès", "Paul"], "start": "2026-11-23T09:00:00+00:00"}
START = {"at": "+00:00:00", "by": "Claire", "do": "start_session"}
GIVE = {"at": "+00:00:10", "by": "Claire", "do": "give_turn", "to": "Karim"}
HEADERS = [
    ({"format": "twelve-steps"}, "twelve-steps"),
    ({"format": {"name": "mine", "steps": []}}, "at least one step"),
    ({"format": 3}, "'format' is not of the right type"),
    ({"members": "Nadia"}, "'members' is not of the right type"),
    ({"members": ["Nadia", 3]}, "people are named by words"),
    ({"members": ["Nadia", "Nadia"]}, "twice"),
    ({"members": [f"m{n}" for n in range(10)]}, "tenth_seat (B1)"),
    ({"facilitator": " "}, "people are named by words"),
    ({"start": "tomorrow"}, "is no instant"),
    ({"start": "2026-11-23T09:00:00"}, "needs its offset"),
    ({"start": "9999-12-31T23:59:59+00:00"}, "too far from today"),
    ({"colour": "blue"}, "'colour' is not known in the first line"),
    ({"subjects": [{"member": "Nadia"}]}, "a subject has a member and a text"),
    ({"plan_to_follow": {"client": "Nadia"}}, "a plan to follow has a client and actions"),
    ({"plan_to_follow": {"client": "Nadia", "actions": [3]}}, "an action to follow has a text"),
    ({"observers": ["Nadia"]}, "twice"),
]
LINES = [
    ("not json", "is not JSON"),
    ("[" * 100_000, "is not JSON"),
    ('"a word"', "is not a JSON object"),
    ({**GIVE, "do": "dance"}, "no command is called 'dance'"),
    ({**GIVE, "at": "+1h"}, "is no instant"),
    ({**GIVE, "at": 3}, "'at' is not of the right type"),
    ({**GIVE, "by": None}, "'by' is not of the right type"),
    ({"by": "Claire", "do": "give_turn", "to": "Karim"}, "'at' is missing"),
    ({"at": "+00:00:10", "by": "Claire", "do": "give_turn"}, "give_turn needs 'to'"),
    ({**GIVE, "volume": 11}, "give_turn has no 'volume'"),
    ({**GIVE, "to": 3}, "give_turn.to is not of the right type"),
    ({**GIVE, "do": "extend_step", "to": None}, "extend_step has no 'to'"),
    ({**START, "do": "extend_step", "minutes": True}, "extend_step.minutes is not of the right type"),
    ({**START, "do": "cast_sticks", "choices": "s1"}, "cast_sticks.choices is a list of words"),
    ({**START, "do": "mark_presence", "member": "Karim", "presence": "asleep"}, "mark_presence.presence is one of"),
    ({**GIVE, "facilitator_away": True}, "'facilitator_away' is not of the right type"),
    ('{"at": "+00:00:10", "by": "Claire", "do": "give_turn", "to": "\\ud83e"}', "is not JSON"),
]


def written(tmp_path, *rows):
    file = tmp_path / "script.jsonl"
    file.write_text(
        "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8"
    )
    return str(file)


@pytest.mark.parametrize(("change", "reason"), HEADERS, ids=[reason for _, reason in HEADERS])
def test_the_first_line_says_how_the_session_is_planned(capsys, tmp_path, change, reason):
    status, answers, said = replay(capsys, written(tmp_path, {**HEADER, **change}, START))
    assert (status, answers) == (2, [])
    assert said.startswith("codev replay: line 1: ")
    assert reason in said


@pytest.mark.parametrize("key", ["format", "facilitator", "members", "start"])
def test_what_the_first_line_needs(capsys, tmp_path, key):
    header = {name: value for name, value in HEADER.items() if name != key}
    status, _, said = replay(capsys, written(tmp_path, header))
    assert (status, key in said) == (2, True)


@pytest.mark.parametrize(("line", "reason"), LINES, ids=[reason for _, reason in LINES])
def test_each_further_line_is_a_command(capsys, tmp_path, line, reason):
    status, answers, said = replay(capsys, written(tmp_path, HEADER, START, line))
    assert (status, [answer["line"] for answer in answers]) == (2, [2])
    assert said.startswith("codev replay: line 3: ")
    assert reason in said


def test_an_empty_file_is_no_script(capsys, tmp_path):
    assert replay(capsys, written(tmp_path, ""))[0] == 2


def test_empty_lines_are_passed_over_and_counted(capsys, tmp_path):
    status, answers, _ = replay(capsys, written(tmp_path, HEADER, "", START))
    assert (status, answers[0]["line"]) == (0, 3)


def test_a_separator_of_lines_inside_a_text_does_not_end_the_line(capsys, tmp_path):
    note = {"at": "+00:00:01", "by": "Karim", "do": "write_note", "text": "one\u2028two\x85three"}
    assert replay(capsys, written(tmp_path, HEADER, note))[1][0]["events"][0]["text"] == "one\u2028two\x85three"


def test_a_file_that_is_not_there_or_is_no_text(capsys, tmp_path):
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    assert [replay(capsys, str(tmp_path / name))[0] for name in ("nowhere.jsonl", "bytes")] == [2, 2]


def test_a_view_of_nobody_is_told(capsys, tmp_path):
    status, answers, said = replay(capsys, written(tmp_path, HEADER, START), "--view", "Otto")
    assert (status, answers, "nobody is called 'Otto'" in said) == (2, [], True)


def test_a_script_is_needed(capsys):
    assert replay(capsys)[0] == 2


def test_someone_unknown_in_a_line_is_refused_and_not_malformed(capsys, tmp_path):
    status, answers, _ = replay(capsys, written(tmp_path, HEADER, {**START, "by": "Otto"}))
    assert (status, answers[0]["refusal"]) == (0, "not_a_member")


def test_in_a_process_of_its_own_it_exits_with_2_without_a_traceback(tmp_path):
    done = run("replay", written(tmp_path, stored("classic")[0], "{"))
    assert (done.returncode, done.stderr.count("\n"), "Traceback" in done.stderr) == (2, 1, False)
