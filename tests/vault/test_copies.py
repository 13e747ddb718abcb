"""A copy of the keyring, and what two of them know together (C3)."""

import os
from contextlib import ExitStack, closing

import pytest

from codev.vault import KeyDestroyed, Vault

OPERATOR, ANOTHER = b"o" * 32, b"a" * 32
PLACE = b"place"


@pytest.fixture
def opened(tmp_path):
    """Opens a keyring by its name, and closes it at the end."""
    with ExitStack() as stack:
        yield lambda name, operator=OPERATOR: stack.enter_context(closing(Vault(tmp_path / f"{name}.sqlite3", operator)))


@pytest.fixture
def vault(opened):
    vault = opened("keys")
    vault.create("session:one")
    vault.create("session:two")
    return vault


@pytest.fixture
def copied(vault, opened, tmp_path):
    def copy():
        vault.copy(tmp_path / "copy.sqlite3")
        return opened("copy")

    return copy


def test_a_copy_opens_what_was_sealed(vault, copied):
    box = vault.seal("session:one", b"words", PLACE)
    assert copied().open("session:one", box, PLACE) == b"words"


def test_a_copy_takes_the_place_of_the_one_before_and_is_its_owners_only(vault, copied, tmp_path):
    copied().close()
    vault.destroy("session:one")
    assert copied().owners() == {"session:one": False, "session:two": True}
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy.sqlite3", "keys.sqlite3"]
    assert os.stat(tmp_path / "copy.sqlite3").st_mode & 0o777 == 0o600


def test_a_destroyed_key_leaves_no_byte_in_a_copy(vault, copied, tmp_path):
    [(_, wrapped, _), *_] = vault._ring.rows()
    vault.destroy("session:one")
    copied().close()
    assert wrapped not in (tmp_path / "copy.sqlite3").read_bytes()


@pytest.mark.parametrize("old_takes_in_new", [True, False])
def test_whoever_was_erased_in_one_of_two_stays_erased(vault, copied, tmp_path, old_takes_in_new):
    """C3: whichever of them is the older."""
    box, old = vault.seal("session:one", b"words", PLACE), copied()
    vault.destroy("session:one")
    joined, other = (old, tmp_path / "keys.sqlite3") if old_takes_in_new else (vault, tmp_path / "copy.sqlite3")
    joined.join(other)
    with pytest.raises(KeyDestroyed):
        joined.open("session:one", box, PLACE)
    assert joined.has("session:two")


def test_keys_that_only_the_other_holds_come_along(vault, copied, tmp_path):
    old = copied()
    vault.create("session:three")
    old.join(tmp_path / "keys.sqlite3")
    assert old.open("session:three", vault.seal("session:three", b"words", PLACE), PLACE) == b"words"


def test_another_operators_keyring_gives_its_erasures_and_no_key(vault, opened, tmp_path):
    foreign = opened("foreign", ANOTHER)
    foreign.create("session:three")
    foreign.destroy("session:one")
    vault.join(tmp_path / "foreign.sqlite3")
    assert vault.owners() == {"session:one": False, "session:two": True}


def test_a_keyring_that_is_gone_does_not_answer(vault):
    assert vault.well()
    vault.close()
    assert not vault.well()


def test_a_keyring_that_was_moved_away_does_not_answer(tmp_path):
    with closing(Vault(tmp_path / "keys.sqlite3", OPERATOR)) as vault:
        assert vault.well()
        (tmp_path / "keys.sqlite3").rename(tmp_path / "elsewhere")
        assert not vault.well()
        Vault(tmp_path / "keys.sqlite3", OPERATOR).close()
        assert not vault.well()
