from pathlib import Path

import pytest

from codev.vault import KeyDestroyed, KeyMissing, Vault

OPERATOR = b"o" * 32
SESSION = "session:one"


@pytest.fixture
def ring(tmp_path: Path) -> Path:
    return tmp_path / "keys.sqlite3"


@pytest.fixture
def vault(ring: Path):
    vault = Vault(ring, OPERATOR)
    vault.create(SESSION)
    yield vault
    vault.close()


def pieces(secret):
    return {secret[at : at + 6] for at in range(len(secret) - 6)}


def left_of(secret, file):
    raw = file.read_bytes()
    return {piece for piece in pieces(secret) if piece in raw}


def test_words_are_gone_with_their_key(vault):
    """C3: a session's words are gone once their time is over."""
    box = vault.seal(SESSION, b"words", b"")
    vault.destroy(SESSION)
    with pytest.raises(KeyDestroyed):
        vault.open(SESSION, box, b"")


def test_a_destroyed_key_goes_from_memory_too(vault):
    """C3."""
    vault.wake(SESSION)
    vault.destroy(SESSION)
    with pytest.raises(KeyDestroyed):
        vault.seal(SESSION, b"words", b"")


def test_no_byte_of_a_destroyed_key_stays_in_the_keyring(vault, ring):
    """C3: the raw file is searched, and nothing else lies beside it."""
    wrapped = vault._wrapped(SESSION)
    assert left_of(wrapped, ring) == pieces(wrapped)
    vault.destroy(SESSION)
    assert left_of(wrapped, ring) == set()
    assert [path.name for path in ring.parent.iterdir()] == [ring.name]


def test_no_byte_of_the_old_wrapping_stays_after_a_rotation(vault, ring):
    wrapped = vault._wrapped(SESSION)
    vault.rewrap(b"p" * 32)
    assert left_of(wrapped, ring) == set()


def test_an_erased_owner_never_gets_a_second_key(vault, ring):
    """C3, C5: a late write cannot bring her back, after a restart neither."""
    vault.destroy(SESSION)
    vault.close()
    again = Vault(ring, b"o" * 32)
    with pytest.raises(KeyDestroyed):
        again.create(SESSION)
    assert not again.has(SESSION)
    again.close()


def test_erasing_is_harmless_when_repeated_or_early(vault):
    for owner in (SESSION, SESSION, "session:never-seen"):
        vault.destroy(owner)
    with pytest.raises(KeyDestroyed):
        vault.create("session:never-seen")


def test_destroyed_keys_are_nobodys_loss_at_the_next_start(vault, ring):
    vault.destroy(SESSION)
    vault.close()
    Vault(ring, b"p" * 32).close()


def test_a_key_is_in_memory_only_while_its_owner_is_awake(vault):
    vault.seal(SESSION, b"words", b"")
    assert vault._awake == {}
    vault.wake(SESSION)
    assert set(vault._awake) == {SESSION}
    vault.sleep(SESSION)
    assert vault._awake == {}


def test_an_owner_without_a_key_cannot_be_woken(vault):
    with pytest.raises(KeyMissing):
        vault.wake("session:two")


def test_the_keyring_is_the_operators_alone(ring, vault):
    assert ring.stat().st_mode & 0o777 == 0o600
