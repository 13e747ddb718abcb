"""A setting that is written wrong stops the start in one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from codev.settings.address import public

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("url", ["https://codev.example.org", "https://codev.example.org/", "http://127.0.0.1:8000", "http://[::1]:8000"])
def test_an_address_as_people_type_it(url: str) -> None:
    assert public(url).hostname in ("codev.example.org", "127.0.0.1", "::1")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "codev.example.org",
        "codev.example.org:8000",
        "ftp://x.org",
        "https://",
        "https://x.org/codev",
        "https://x.org:port",
        "http://[::1",
    ],
)
def test_an_address_by_which_nobody_could_come_in_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="CODEV_URL is written"):
        public(url)


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "codev.cli", "serve"], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "setting", ["CODEV_URL=codev.example.org", "CODEV_SMTP_URL=mail.example.org", "CODEV_OIDC_SERVER=https://id.example.org"]
)
def test_the_start_says_which_setting_and_nothing_of_the_program(tmp_path: Path, setting: str) -> None:
    name, _, value = setting.partition("=")
    ran = start(CODEV_DATA=str(tmp_path / "data"), **{name: value})
    assert (ran.returncode, name in ran.stderr, len(ran.stderr.splitlines())) == (1, True, 1), ran.stderr


def test_a_folder_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = start(CODEV_DATA=str(tmp_path / "file" / "data"))
    assert (ran.returncode, ran.stderr) == (1, f"codev: Not a directory: {tmp_path}/file/data\n")


def test_words_whose_keyring_is_gone_stop_the_start_and_no_other_is_made(tmp_path: Path) -> None:
    (tmp_path / "app.sqlite3").touch()
    ran = start(CODEV_DATA=str(tmp_path), LANG="en_GB.UTF-8")
    assert (ran.returncode, "The keyring is missing" in ran.stderr) == (1, True), ran.stderr
    assert not (tmp_path / "keys.sqlite3").exists()
