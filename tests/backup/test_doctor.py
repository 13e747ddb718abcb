"""`codev doctor` finds what is wrong, says which, and shows no word."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codev import doctor
from codev.doctor import Finding, Mark, Place, checks, databases, folder, machine, software, words
from codev.eventlog.instants import micros
from codev.phrases import exists, say
from tests.backup.conftest import Host, python
from tests.backup.furnish import ASKED, GROUP, NOTED

Found = dict[str, Mark]
HOUR = 3_600_000_000


@pytest.fixture
def place(host: Host) -> Place:
    with host.folder.held():
        pass
    return Place(host.folder, "http://127.0.0.1:1")


def about(findings: Iterable[Finding]) -> Found:
    return {finding.about: finding.mark for finding in findings}


def change(host: Host, question: str, *values: object) -> None:
    """In the log."""
    with closing(sqlite3.connect(host.folder.log, isolation_level=None)) as log:
        log.execute(question, values)


def test_a_house_in_order(place: Place) -> None:
    checks: tuple[Callable[[Place], Iterable[Finding]], ...] = (
        *(software.python, software.packages, folder.there, folder.modes, folder.leftovers, folder.secrets),
        *(machine.space, databases.files, words.sealed, machine.clock),
    )
    found = about(finding for check in checks for finding in check(place))
    assert set(found.values()) == {Mark.OK}
    assert set(found) == {*("python", "packages", "folder", "secrets", "space", "database", "keyring", "streams", "rows", "clock")}


def test_the_whole_examination_shows_no_word_and_changes_nothing(host: Host, place: Place) -> None:
    before = {path.name: path.read_bytes() for path in host.folder.path.iterdir()}
    program = "from codev.cli import main; import sys; sys.exit(main(['doctor']))"
    told = python(host.folder.path, "-c", program)
    assert [word for word in (GROUP, ASKED, NOTED, "Ines", "/l/") if word in told] == []
    assert len(told.splitlines()) > 12
    assert {path.name: path.read_bytes() for path in host.folder.path.iterdir()} == before


def test_files_that_others_can_read(host: Host, place: Place) -> None:
    host.folder.log.chmod(0o640)
    [found] = folder.modes(place)
    assert (found.about, found.mark, found.params["names"]) == ("folder_open", Mark.BROKEN, "log.sqlite3")


def test_a_folder_that_is_not_there_is_the_last_thing_said_and_is_not_made(host: Host) -> None:
    nowhere = Place(type(host.folder)(host.target / "nowhere"), "http://127.0.0.1:1")
    found = list(doctor.examine(nowhere))
    assert (found[-1].about, nowhere.folder.path.exists()) == ("folder_lacks", False)


@pytest.mark.parametrize(("gone", "about"), [("secrets.json", "gone_secrets"), ("keys.sqlite3", "gone_keys")])
def test_what_brings_a_lost_key_back_is_said_and_no_first_start_is_offered(host: Host, place: Place, gone: str, about: str) -> None:
    (host.folder.path / gone).unlink()
    assert [finding.about for finding in doctor.examine(place)][-2:] == ["folder_lacks_some", about]
    assert "backup" in say(f"doctor.{about}", "en") or "keys restore" in say(f"doctor.{about}", "en")


def test_a_folder_that_cannot_be_written_is_not_called_damaged(host: Host, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A restore would be the wrong advice."""
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert [finding.about for finding in doctor.examine(place)][-1] == "folder_shut"


def test_a_setting_that_is_written_wrong_is_said_once_and_shows_no_password(host: Host) -> None:
    program = "import os; os.environ['CODEV_SMTP_URL'] = 'smtq://me:hunter2@example.org'; from codev.cli import main; main(['doctor'])"
    told = python(host.folder.path, "-c", program)
    assert (told.count("CODEV_SMTP_URL"), "hunter2" in told, "could not be looked at" in told) == (1, False, False)


def test_what_a_restore_kept_aside(host: Host, place: Place) -> None:
    (host.folder.path / "before-20261122T120000.000000Z").mkdir()
    assert about(folder.leftovers(place)) == {"aside": Mark.LOOK}


@pytest.mark.parametrize("content", ["", "{}", '{"django": "", "operator": "", "links": ""}', "[]"])
def test_secrets_that_are_not_whole(host: Host, place: Place, content: str) -> None:
    host.folder.secrets_file.write_text(content)
    assert about(folder.secrets(place)) == {"secrets_spoilt": Mark.BROKEN}


def test_a_house_whose_secrets_are_spoilt_is_examined_to_the_end(host: Host) -> None:
    host.folder.secrets_file.write_text("{}")
    told = python(host.folder.path, "-c", "from codev.cli import main; print(main(['doctor']))").splitlines()
    assert ("secrets.json can not be read" in "".join(told), "could not be looked at" in "".join(told), told[-1]) == (True, False, "1")


def test_a_damaged_database_is_named(host: Host, place: Place) -> None:
    host.folder.app.write_bytes(b"no database" * 500)
    damaged = [finding.params["file"] for finding in databases.files(place) if finding.mark is Mark.BROKEN]
    assert damaged == ["app.sqlite3"]


def test_another_operators_key(host: Host, place: Place) -> None:
    told = json.loads(host.folder.secrets_file.read_text())
    host.folder.secrets_file.write_text(json.dumps({**told, "operator": told["links"]}))
    assert about(words.sealed(place)) == {"operators_key": Mark.BROKEN}


def test_a_stream_without_a_key(host: Host, place: Place) -> None:
    change(host, "UPDATE acts SET stream = 'session:unknown' WHERE stream = ?", host.room)
    found = {finding.about: finding.params["n"] for finding in words.sealed(place)}
    assert found == {"keyring": 3, "streams_keyless": 1, "rows": 1}


def test_an_erased_stream_is_told_by_its_number(host: Host, place: Place) -> None:
    """C3: its rows go with the next look."""
    host.erase(host.room)
    assert about(words.sealed(place))["streams_erased"] is Mark.LOOK


def test_an_act_that_is_missing(host: Host, place: Place) -> None:
    change(host, "DELETE FROM acts WHERE stream = ? AND version = 2", host.room)
    assert about(words.sealed(place))["streams_with_gaps"] is Mark.BROKEN


def test_an_act_that_was_altered(host: Host, place: Place) -> None:
    change(host, "UPDATE acts SET at = at + 1 WHERE stream = ? AND version = 3", host.room)
    assert about(words.sealed(place))["rows_unreadable"] is Mark.BROKEN


def test_a_clock_that_has_gone_back_behind_the_last_act(host: Host, place: Place) -> None:
    change(host, "UPDATE acts SET at = ?", micros(datetime.now(UTC)) + HOUR)
    assert about(machine.clock(place)) == {"clock_behind": Mark.BROKEN}


def test_a_clock_that_jumps_meanwhile(host: Host) -> None:
    place = Place(host.folder, "", wall=time.time() - 3600)
    assert about(machine.clock(place)) == {"clock_jumps": Mark.LOOK, "clock": Mark.OK}


def test_what_a_check_meets_unforeseen_is_a_finding_and_the_next_goes_on(host: Host, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(place: Place) -> Iterable[Finding]:
        raise RuntimeError(ASKED)

    monkeypatch.setattr(checks, "WITH_A_FOLDER", (stumble, machine.space))
    monkeypatch.setattr(checks, "WITH_SETTINGS", ())
    found = list(doctor.examine(place))[-2:]
    assert ([finding.about for finding in found], ASKED in str(found)) == (["could_not", "space"], False)


def test_every_finding_has_its_sentence() -> None:
    source = "".join(path.read_text() for path in Path(doctor.__file__).parent.glob("*.py"))
    keys = re.findall(r"""(?:ok|look|broken|found|enough\))\(\s*"([a-z_]+)\"""", source)
    assert [key for key in keys if not exists(f"doctor.{key}")] == []
    assert (len(set(keys)) > 35, say("doctor.mark_ok", "fr")) == (True, "bien")
