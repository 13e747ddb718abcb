"""codev format: a file is a format, or the place and the reason why it is none (S1)."""

import shutil

import pytest

from codev import formats
from codev.cli import main
from codev.formats import names
from tests.cli.running import run_and_tell_imports

FILE = formats.loading.FOLDER / "ninety.toml"


def told(capsys, argument):
    return main(["format", str(argument)]), *capsys.readouterr()


@pytest.mark.parametrize("name", names())
def test_a_format_of_the_house_is_shown_step_by_step(capsys, name):
    status, said, _ = told(capsys, name)
    assert (status, len(said.splitlines())) == (0, 1 + len(formats.parsed(name).steps))


def test_a_file_is_checked(capsys):
    status, said, _ = told(capsys, FILE)
    assert (status, said.splitlines()[0]) == (0, "ninety: Ninety minutes · Quatre-vingt-dix minutes, 90 minutes")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('floor = "nobody"', 'floor = "everybody"'), "steps[2].stages[1].floor: 'everybody' is not one of"),
        (("minutes = 20", "minutes = -20"), "steps[4].minutes: is a whole number from 0 to 600"),
        (('words = "plan"', 'words = "nowhere"'), "no words are called 'nowhere'"),
        (('name = "ninety"', "name ="), "ninety.toml"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(capsys, tmp_path, change, reason):
    text = FILE.read_text(encoding="utf-8")
    file = tmp_path / "ninety.toml"
    file.write_text(text.replace(*change, 1), encoding="utf-8")
    status, _, said = told(capsys, file)
    assert (status, reason in said) == (2, True)


def test_a_file_that_is_not_there(capsys, tmp_path):
    assert told(capsys, tmp_path / "nowhere.toml")[0] == 2


def test_bytes_are_no_format(capsys, tmp_path):
    shutil.copy(FILE, tmp_path / "ninety.toml")
    (tmp_path / "ninety.toml").write_bytes(b"\xff\xfe")
    assert told(capsys, tmp_path / "ninety.toml")[0] == 2


def test_checking_a_format_imports_no_server():
    done = run_and_tell_imports("format", "classic")
    assert (done.returncode, "'django'" in done.stderr) == (0, False)
