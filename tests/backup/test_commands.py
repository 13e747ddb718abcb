"""`codev backup` and `codev restore`: what whoever hosts the server reads, in her language, and how they end."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

from codev.cli import main
from tests.backup.conftest import Host
from tests.backup.furnish import GROUP

pytestmark = pytest.mark.usefixtures("settled")


@pytest.fixture(autouse=True)
def here(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODEV_DATA", str(host.folder.path))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def words_of(host: Host) -> str:
    [words] = host.target.glob("words-*")
    return str(words)


def test_a_backup_says_where_everything_lies_and_what_must_lie_elsewhere(host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(host.target)]) == 0
    told = capsys.readouterr().out
    assert (words_of(host) in told, str(host.target / "keys") in told, str(host.folder.secrets_file) in told) == (True, True, True)
    assert (GROUP in told, "in no copy" in told) == (False, True)


def test_it_speaks_the_language_of_the_terminal(host: Host, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert main(["backup", str(host.target)]) == 0
    assert "À garder en trois lieux" in capsys.readouterr().out


def test_a_folder_without_data_is_said_and_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CODEV_DATA", str(tmp_path / "nowhere"))
    assert main(["backup", str(tmp_path / "backup")]) == 1
    assert ("Nothing to copy" in capsys.readouterr().err, (tmp_path / "nowhere").exists()) == (True, False)


def test_a_restore_says_what_came_back_and_what_it_can_not_know(host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["backup", str(host.target)])
    host.erase(host.room)
    main(["backup", str(host.target)])
    older = str(sorted(host.target.glob("words-*"))[0])
    how = ["--keys", str(host.target / "keys"), "--secrets", str(host.folder.secrets_file), "--into", str(tmp_path / "new")]
    assert main(["restore", older, *how]) == 0
    told = capsys.readouterr().out
    assert ("4 acts are back" in told, "1 stream has been erased since" in told, "Do it again" in told) == (True, True, True)


def test_a_refusal_names_the_way_on(host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    main(["backup", str(host.target)])
    assert main(["restore", words_of(host), "--keys", str(host.target / "keys")]) == 1
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", words_of(host), "--keys", str(host.target / "keys"), "--replace"]) == 0


def test_a_disk_that_is_full_is_not_called_a_damaged_database(
    host: Host, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    host.target.mkdir(exist_ok=True)
    monkeypatch.setattr("codev.cli.backup.take", torn)
    assert main(["backup", str(host.target)]) == 1
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=4096))
    assert main(["backup", str(host.target)]) == 1
    damaged, full = capsys.readouterr().err.splitlines()
    assert ("damaged" in damaged, "No space is left" in full) == (True, True)


def test_a_torn_copy_of_the_secrets_is_named_by_its_own_path(host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["backup", str(host.target)])
    torn = tmp_path / "mine.json"
    torn.write_text(host.folder.secrets_file.read_text()[:40])
    how = ["--keys", str(host.target / "keys"), "--secrets", str(torn), "--into", str(tmp_path / "new")]
    assert main(["restore", words_of(host), *how]) == 1
    assert f"{torn} is no whole copy" in capsys.readouterr().err


def test_the_links_of_a_demonstration_are_asked_of_an_empty_folder_without_making_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEV_DATA", str(tmp_path / "nowhere"))
    assert main(["demo"]) == 1
    assert ("nothing in" in capsys.readouterr().err, (tmp_path / "nowhere").exists()) == (True, False)
