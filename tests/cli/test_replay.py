"""codev replay: whole sessions, without a server and without a database (S1, S31)."""

import json

import pytest

from codev.formats import names
from tests.cli.running import WHOLE, replay, run, run_and_tell_imports, script, stored

NOT_NEEDED = {"django", "sqlite3", "cryptography", "uvicorn", "jinja2", "asyncio"}
whole_sessions = pytest.mark.parametrize("name", WHOLE)
SPOKEN = {"question", "expectation", "text"}


def test_each_format_of_the_house_has_its_session():
    assert set(WHOLE) == set(names())


@whole_sessions
def test_a_whole_session_runs_through_its_format_to_the_close(capsys, name):
    status, answers, errors = replay(capsys, script(name))
    assert (status, errors, [answer for answer in answers if not answer["ok"]]) == (0, "", [])
    assert answers[-1]["events"][-1]["event"] in ("SessionClosed", "PlanArrived")


@whole_sessions
def test_every_step_of_the_format_is_entered_in_its_order_S1(capsys, name):
    _, answers, _ = replay(capsys, script(name))
    moves = [event for answer in answers for event in answer["events"] if event["event"] == "StepEntered" and event["how"] == "forward"]
    assert [event["index"] for event in moves] == list(range(len(moves)))


@whole_sessions
def test_no_gate_of_these_sessions_is_passed_unmet(capsys, name):
    _, answers, _ = replay(capsys, script(name))
    assert [event for answer in answers for event in answer["events"] if event["event"] == "GatePassed"] == []


@whole_sessions
def test_it_is_the_same_in_a_process_of_its_own(capsys, name):
    _, answers, _ = replay(capsys, script(name))
    done = run("replay", script(name))
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", len(answers))


def test_a_session_by_voice_writes_the_request_and_the_plan_alone():
    written = [row["do"] for row in stored("ninety")[1:] if SPOKEN & row.keys()]
    assert set(written) == {"word_request", "add_action"}


def test_a_session_can_be_recorded_for_those_without_a_device(capsys):
    _, answers, _ = replay(capsys, script("ninety"))
    recorded = {event["member"] for answer in answers for event in answer["events"] if event.get("recorded_by") and "member" in event}
    assert {"Nadia", "Sofia", "Leïla"} <= recorded


def test_each_answer_names_its_line(capsys):
    _, answers, _ = replay(capsys, script("classic"))
    assert [answer["line"] for answer in answers] == list(range(2, len(answers) + 2))


def test_the_final_view_comes_last(capsys):
    _, answers, _ = replay(capsys, script("classic"), "--view", "Inès")
    view = answers[-1]
    assert view["view"] == "Inès"
    assert next(part for part in view["parts"] if part["kind"] == "request")["question"] == "Comment dire un premier non à Jo ?"
    assert next(part for part in view["parts"] if part["kind"] == "notes")["rows"][0]["text"] == "Elle sourit en parlant de Jo."


@pytest.mark.parametrize(("name", "viewer", "title"), [("classic", "Karim", "Conclusion"), ("ninety", "Karim", "Conclusion")])
def test_a_view_is_in_the_language_of_the_script(capsys, name, viewer, title):
    _, answers, _ = replay(capsys, script(name), "--view", viewer)
    assert next(part for part in answers[-1]["parts"] if part["kind"] == "step")["title"] == title


def test_a_view_holds_nothing_of_somebody_elses_notebook(capsys):
    _, answers, _ = replay(capsys, script("classic"), "--view", "Paul")
    assert [secret for secret in ("Elle sourit", "Demander avant d'aider") if secret in str(answers[-1])] == []


def test_a_script_comes_from_standard_input_too():
    with open(script("seven-steps"), encoding="utf-8") as file:
        done = run("replay", "-", said=file.read())
    assert (done.returncode, '"ok": false' in done.stdout) == (0, False)


def test_refusals_are_answers_with_their_code_rule_and_step(capsys):
    status, answers, _ = replay(capsys, script("refusals"))
    told = [{key: answer[key] for key in ("line", "ok", "refusal", "rule", "step") if key in answer} for answer in answers]
    assert (status, told) == (0, stored("refusals.answers"))


def test_a_replay_imports_no_server_and_no_database():
    done = run_and_tell_imports("replay", script("classic"))
    imported = set(eval(done.stderr))
    assert (done.returncode, imported & NOT_NEEDED) == (0, set())


def test_an_act_is_never_older_than_the_one_before(capsys, tmp_path):
    header, *lines = stored("seven-steps")
    file = tmp_path / "backwards.jsonl"
    backwards = (header, {**lines[0], "at": "+00:10:00"}, {**lines[1], "at": "+00:00:00"})
    file.write_text("\n".join(map(json.dumps, backwards)), encoding="utf-8")
    assert [answer["ok"] for answer in replay(capsys, str(file))[1]] == [True, True]
