"""`codev backup` and `codev restore`: what whoever hosts the server reads, in her language, and how they end."""

from __future__ import annotations

from pathlib import Path

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
