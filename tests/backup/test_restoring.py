"""Words of any age are joined with the newest keyring; what was erased since stays erased (C3); nothing is overwritten unasked."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from codev.backup import Restored, Taken, put_back
from codev.datafolder import DataFolder, FolderHeld
from tests.backup.conftest import Host, asked, python, rows, words
from tests.backup.furnish import ASKED, GROUP, NOTED

SESSION_STATES = "SELECT state FROM groups_plannedsession"
LOGINS = "SELECT session_key FROM django_session"


@pytest.fixture
def elsewhere(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "elsewhere" / "data")


def restore(host: Host, taken: Taken, into: DataFolder, **how: bool) -> Restored:
    return put_back(taken.words, taken.keys, into, secrets=host.folder.secrets_file, **how)


@pytest.mark.usefixtures("settled")
def test_everything_is_back_in_another_folder(host: Host, elsewhere: DataFolder) -> None:
    restored = restore(host, host.back_up(), elsewhere)
    assert [rows(elsewhere, stream) for stream in (host.room, host.notebook)] == [
        rows(host.folder, stream) for stream in (host.room, host.notebook)
    ]
    assert (ASKED in words(elsewhere, host.room), NOTED in words(elsewhere, host.notebook)) == (True, True)
    assert (restored.erased, restored.keyless, restored.aside) == (0, 0, None)
    assert sorted(file.name for file in elsewhere.path.iterdir()) == ["app.sqlite3", "keys.sqlite3", "lock", "log.sqlite3", "secrets.json"]


@pytest.mark.usefixtures("settled")
def test_the_words_of_the_group_open_there(host: Host, elsewhere: DataFolder) -> None:
    restore(host, host.back_up(), elsewhere)
    program = "import django; django.setup(); from codev.groups.models import Group; print(Group.objects.get().name)"
    assert python(elsewhere.path, "-c", program).strip() == GROUP


@pytest.mark.usefixtures("settled")
def test_what_came_back_is_for_its_owner_only(host: Host, elsewhere: DataFolder) -> None:
    restore(host, host.back_up(), elsewhere)
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in elsewhere.path.iterdir()}
    assert (set(modes.values()), oct(elsewhere.path.stat().st_mode & 0o777)) == ({"0o600"}, "0o700")


@pytest.mark.usefixtures("settled")
def test_browsers_stay_signed_in(host: Host, elsewhere: DataFolder) -> None:
    """Links are spent once claimed: whoever was signed in could not come back otherwise."""
    restore(host, host.back_up(), elsewhere)
    assert asked(elsewhere, LOGINS) == [host.made["login"]]


def test_an_older_words_part_with_the_newest_keyring_gives_no_word_of_what_was_erased_since(host: Host, elsewhere: DataFolder) -> None:
    """C3: backups included; everyone keeps what is hers."""
    old = host.back_up()
    host.erase(host.room)
    host.back_up()
    restored = restore(host, old, elsewhere)
    assert (restored.erased, rows(elsewhere, host.room), asked(elsewhere, SESSION_STATES)) == (1, [], ["erased"])
    assert NOTED in words(elsewhere, host.notebook)


@pytest.mark.usefixtures("settled")
def test_an_erasure_that_only_the_folders_own_keyring_knows_holds_too(host: Host) -> None:
    """C3: the last backup of the keys was made before it."""
    taken = host.back_up()
    host.erase(host.room)
    restored = put_back(taken.words, taken.keys, host.folder, replace=True)
    assert (restored.erased, rows(host.folder, host.room)) == (1, [])


def test_an_erased_group_does_not_come_back(host: Host, elsewhere: DataFolder) -> None:
    old = host.back_up()
    host.erase(f"group:{host.made['group']}")
    host.back_up()
    restore(host, old, elsewhere)
    assert [asked(elsewhere, f"SELECT id FROM {table}") for table in ("groups_group", "groups_member", "groups_seat")] == [[], [], []]
    assert asked(elsewhere, "SELECT member FROM people_invitation") == []


@pytest.mark.usefixtures("settled")
def test_what_stood_there_is_kept_aside(host: Host) -> None:
    taken = host.back_up()
    before = {path.name: path.read_bytes() for path in host.folder.path.iterdir() if path.name != "lock"}
    restored = put_back(taken.words, taken.keys, host.folder, replace=True)
    assert restored.aside is not None
    assert {path.name: path.read_bytes() for path in restored.aside.iterdir()} == before
    assert ASKED in words(host.folder, host.room)


@pytest.mark.usefixtures("settled")
def test_a_restore_can_be_repeated(host: Host) -> None:
    taken = host.back_up()
    asides = {put_back(taken.words, taken.keys, host.folder, replace=True).aside for _ in range(2)}
    assert (len(asides), ASKED in words(host.folder, host.room)) == (2, True)


def test_databases_of_an_older_version_are_brought_up_to_date(host: Host, elsewhere: DataFolder) -> None:
    python(host.folder.path, "-m", "django", "migrate", "-v0", "auth", "0011")
    restore(host, host.back_up(), elsewhere)
    assert asked(elsewhere, "SELECT name FROM django_migrations WHERE app = 'auth' AND name LIKE '0012%'") != []


@pytest.mark.usefixtures("settled")
def test_a_server_does_not_start_where_a_restore_was_cut_short_and_a_restore_does(host: Host) -> None:
    taken = host.back_up()
    host.folder.restoring.mkdir()
    with pytest.raises(FolderHeld, match="cut short"), host.folder.held():
        pass
    put_back(taken.words, taken.keys, host.folder, replace=True)
    with host.folder.held():
        pass


@pytest.mark.usefixtures("settled")
def test_a_keyring_that_lay_there_damaged_is_told(host: Host) -> None:
    """It may have known of erasures that the copy of the keys does not."""
    taken = host.back_up()
    secrets = host.target / "secrets.json"
    secrets.write_bytes(host.folder.secrets_file.read_bytes())
    host.folder.keyring.write_bytes(b"no keyring" * 500)
    assert put_back(taken.words, taken.keys, host.folder, secrets=secrets, replace=True).deaf


@pytest.mark.usefixtures("settled")
def test_words_that_are_newer_than_every_key_come_back_shut_if_so_wished(host: Host, elsewhere: DataFolder) -> None:
    keys = host.back_up().keys / "keys.sqlite3"
    with closing(host.vault()) as vault:
        vault._ring._db.execute("DELETE FROM keys WHERE owner = ?", (host.room,))
        keys.unlink()
        vault.copy(keys)
    [taken] = host.target.glob("words-*")
    restored = put_back(taken, keys.parent, elsewhere, secrets=host.folder.secrets_file, incomplete=True)
    assert (restored.keyless, NOTED in words(elsewhere, host.notebook)) == (1, True)
