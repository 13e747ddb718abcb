"""The data folder keeps its secrets to itself, and has one process at a time."""

from pathlib import Path

import pytest

from codev.datafolder import DataFolder, FolderHeld, KeyLost, KeyringLost, data_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setenv("CODEV_DATA", str(tmp_path / "data"))
    return data_folder()


def test_secrets_are_made_once_and_stay_the_same(folder: DataFolder) -> None:
    first = folder.secrets()
    assert folder.secrets() == first
    assert len({first.django, first.operator, first.links}) == 3


def test_nobody_else_on_the_machine_reads_the_folder_or_the_secrets(folder: DataFolder) -> None:
    folder.secrets()
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in [folder.path, *folder.path.iterdir()]}
    assert modes == {"data": "0o700", "secrets.json": "0o600"}


def test_secrets_never_show_in_a_traceback(folder: DataFolder) -> None:
    assert folder.secrets().django.hex() not in repr(folder.secrets())


def test_a_keyring_without_its_key_stops_the_start_instead_of_getting_a_new_key(folder: DataFolder) -> None:
    folder.keyring.touch()
    with pytest.raises(KeyLost, match=r"secrets\.json"):
        folder.secrets()


def test_words_without_their_keyring_stop_the_start_instead_of_getting_an_empty_one(folder: DataFolder) -> None:
    folder.check_keyring()
    folder.app.touch()
    with pytest.raises(KeyringLost, match=r"keys\.sqlite3"):
        folder.check_keyring()


def test_a_second_process_on_the_same_folder_is_refused(folder: DataFolder) -> None:
    with folder.held(), pytest.raises(FolderHeld), folder.held():
        pass


def test_a_folder_that_was_let_go_can_be_held_again(folder: DataFolder) -> None:
    with folder.held():
        pass
    with folder.held():
        pass
