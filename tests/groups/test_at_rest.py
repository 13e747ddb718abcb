"""What stands on the disk after a first start: no name, no title, no link, in no file of the data folder (C4)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from codev.phrases.cases import cases

FIRST_START = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "codev.settings"
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from codev.groups import demo
demo.trial("counter", "client", "fr", "ninety")
for name, link in demo.seed("http://127.0.0.1:8000"):
    print(link.rpartition("/")[2])
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("data")
    settings = {**os.environ, "CODEV_DATA": str(folder), "PYTHONPATH": os.pathsep.join(sys.path)}
    return folder, subprocess.run([sys.executable, "-c", FIRST_START], env=settings, capture_output=True, text=True, check=True)


def files_with(folder: Path, words: list[str]) -> set[tuple[str, str]]:
    contents = {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert "app.sqlite3" in contents
    return {(name, word) for name, content in contents.items() for word in words if word.encode() in content}


def test_no_file_holds_the_name_of_a_person_or_a_group(started: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    people = [person["name"] for case in cases().values() for person in case["people"] if len(person["name"]) > 3]
    titles = [case["title"][language] for case in cases().values() for language in ("fr", "en")]
    assert files_with(started[0], people + titles) == set()


def test_no_file_holds_a_personal_link_or_its_seal(started: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    tokens = started[1].stdout.split()
    assert len(tokens) == 14
    assert files_with(started[0], [part for token in tokens for part in (token[:24], token[16:])]) == set()


def test_a_first_start_says_nothing_but_what_it_was_asked(started: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    assert started[1].stderr == ""
