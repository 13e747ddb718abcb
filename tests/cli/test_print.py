"""codev print: a sheet as a file, or on the standard output (B11)."""

import io
import sys

import pytest

from codev.cli import main
from codev.outbound.sheets import SHEETS
from tests.cli.running import run_and_tell_imports
from tests.outbound.paper import read


@pytest.mark.parametrize("sheet", SHEETS)
def test_each_sheet_is_printed_into_a_file(sheet, tmp_path):
    out = tmp_path / "sheet.pdf"
    asked = ["print", sheet, "--format", "ninety", "--language", "en", "--paper", "letter", "--out", str(out)]
    assert main(asked) == 0
    assert (read(out.read_bytes()).pages, read(out.read_bytes()).language) == (1, "en")


def test_a_dash_sends_it_to_the_standard_output(monkeypatch):
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written))
    assert main(["print", "ballots", "--language", "fr", "--out", "-"]) == 0
    assert read(written.getvalue()).title == "Bulletins à bâtons"


def test_without_a_name_it_is_called_after_the_sheet(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    assert main(["print", "facilitator"]) == 0
    assert read((tmp_path / "facilitator.pdf").read_bytes()).title == "Guide d’animation"


def test_a_format_that_is_not_there_is_told_with_those_that_are(capsys, tmp_path):
    assert main(["print", "steps", "--format", "quick", "--out", str(tmp_path / "x")]) == 2
    assert "quick is not there; there are classic, ninety, seven-steps, explore-first" in capsys.readouterr().err


def test_a_file_that_is_no_format_is_told_with_the_reason(capsys, tmp_path):
    faulty = tmp_path / "mine.toml"
    faulty.write_text('name = "mine"', encoding="utf-8")
    assert main(["print", "steps", "--format", str(faulty), "--out", str(tmp_path / "x")]) == 2
    assert "a format has at least one step" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["posters"], ["steps", "--language", "de"], ["steps", "--paper", "a3"], []])
def test_a_wrong_word_is_two_and_says_what_there_is(wrong, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["print", *wrong])
    assert ended.value.code == 2
    assert capsys.readouterr().err


def test_a_folder_that_is_not_there_is_two(capsys, tmp_path):
    assert main(["print", "steps", "--out", str(tmp_path / "none" / "x.pdf")]) == 2
    assert "none" in capsys.readouterr().err


def test_it_needs_no_server(tmp_path):
    ended = run_and_tell_imports("print", "charter", "--out", str(tmp_path / "charter.pdf"))
    assert ended.returncode == 0
    assert "'django'" not in ended.stderr
