"""codev replay --describe: the JSON Schema of every command."""

import json

import pytest

from codev.cli import main
from codev.protocol import COMMANDS, OWN_COMMANDS
from tests.cli.running import WHOLE, rows, run, stored
from tests.cli.schema import faults


@pytest.fixture
def schema(capsys):
    assert main(["replay", "--describe"]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_command_is_described_with_its_name_as_a_const(schema):
    assert {row["properties"]["do"]["const"] for row in schema["oneOf"]} == {*COMMANDS, *OWN_COMMANDS}


def test_every_command_says_what_it_does(schema):
    assert [row["title"] for row in schema["oneOf"] if len(row["description"]) < 10] == []


@pytest.mark.parametrize("name", [*WHOLE, "refusals"])
def test_every_line_of_the_scripts_is_as_described(schema, name):
    header, *lines = stored(name)
    assert faults(header, schema["$defs"]["header"]) == []
    assert [faults(line, schema) for line in lines if faults(line, schema)] == []


@pytest.mark.parametrize(
    "line",
    [
        {"at": "+00:00:00", "by": "Claire", "do": "dance"},
        {"at": "+00:00:00", "by": "Claire", "do": "give_turn"},
        {"at": "+00:00:00", "by": "Claire", "do": "give_turn", "to": 3},
        {"at": "+00:00:00", "by": "Claire", "do": "give_turn", "to": "Karim", "volume": 11},
        {"at": "+00:00:00", "by": "Claire", "do": "extend_step", "minutes": True},
        {"at": "+00:00:00", "by": "Claire", "do": "signal_care", "sign": "angry"},
        {"at": "+00:00:00", "by": "Claire", "do": "cast_sticks", "choices": [1]},
        {"by": "Claire", "do": "go_on"},
    ],
)
def test_what_is_malformed_is_not_as_described(schema, line):
    assert faults(line, schema) != []


def test_the_description_imports_no_server():
    done = run("replay", "--describe")
    assert (done.returncode, rows(done.stdout.replace("\n", ""))[0]["title"]) == (0, "a line of a codev script, after the first")
