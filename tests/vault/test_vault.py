from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from codev.vault import KeyMissing, Unreadable, Vault, WrongOperatorKey

OPERATOR, OTHER_OPERATOR = b"o" * 32, b"p" * 32
INES, PAUL = "member:ines", "member:paul"


@pytest.fixture
def ring(tmp_path: Path) -> Path:
    return tmp_path / "keys.sqlite3"


@pytest.fixture
def vault(ring: Path):
    vault = Vault(ring, OPERATOR)
    vault.create(INES)
    yield vault
    vault.close()


def test_what_is_sealed_opens_again(vault):
    box = vault.seal(INES, "le mot d'Inès".encode(), b"here")
    assert vault.open(INES, box, b"here").decode() == "le mot d'Inès"


def test_the_same_words_never_look_the_same_twice(vault):
    assert vault.seal(INES, b"yes", b"") != vault.seal(INES, b"yes", b"")


def test_no_nonce_comes_twice_from_however_many_threads(vault):
    vault.create("session:one")
    with ThreadPoolExecutor(8) as threads:
        boxes = list(threads.map(lambda _: vault.seal("session:one", b"words", b"place"), range(2000)))
    assert len({box[1:13] for box in boxes}) == 2000


def test_a_box_moved_to_another_place_does_not_open(vault):
    box = vault.seal(INES, b"words", b"version 3")
    with pytest.raises(Unreadable):
        vault.open(INES, box, b"version 4")


def test_nobody_opens_a_box_with_another_owners_key(vault):
    """One owner, one key, one audience."""
    vault.create(PAUL)
    with pytest.raises(Unreadable):
        vault.open(PAUL, vault.seal(INES, b"words", b""), b"")


@pytest.mark.parametrize("box", [b"", b"\x01", b"\x02" + b"0" * 40, b"\x01" + b"0" * 40])
def test_what_is_no_box_is_unreadable(vault, box):
    with pytest.raises(Unreadable):
        vault.open(INES, box, b"")


def test_an_altered_box_is_unreadable(vault):
    box = bytearray(vault.seal(INES, b"words", b""))
    box[-1] ^= 1
    with pytest.raises(Unreadable):
        vault.open(INES, bytes(box), b"")


def test_an_owner_without_a_key_is_named(vault):
    with pytest.raises(KeyMissing) as missing:
        vault.seal(PAUL, b"words", b"")
    assert missing.value.owner == PAUL
    assert not vault.has(PAUL)


def test_making_a_key_twice_keeps_the_first(vault):
    box = vault.seal(INES, b"words", b"")
    vault.create(INES)
    assert vault.open(INES, box, b"") == b"words"


def test_keys_outlive_a_restart(vault, ring):
    box = vault.seal(INES, b"words", b"")
    vault.close()
    again = Vault(ring, OPERATOR)
    assert again.open(INES, box, b"") == b"words"
    again.close()


def test_another_operators_key_is_told_at_the_start_with_what_it_cannot_read(vault, ring):
    vault.create(PAUL)
    vault.close()
    with pytest.raises(WrongOperatorKey, match="the words of 2 owners are unreadable") as wrong:
        Vault(ring, OTHER_OPERATOR)
    assert wrong.value.unreadable == 2


def test_an_operators_key_of_the_wrong_length_is_refused(ring):
    with pytest.raises(ValueError, match="32 bytes, not 5"):
        Vault(ring, b"short")


def test_a_rotation_leaves_every_word_readable_and_the_old_key_useless(vault, ring):
    box = vault.seal(INES, b"words", b"")
    assert vault.rewrap(OTHER_OPERATOR) == 1
    assert vault.open(INES, box, b"") == b"words"
    vault.close()
    with pytest.raises(WrongOperatorKey):
        Vault(ring, OPERATOR)
    Vault(ring, OTHER_OPERATOR).close()


def test_a_wrapped_key_put_under_another_name_does_not_open(vault):
    """The owner's name is bound into the wrapping: keys cannot be swapped in the file."""
    vault.create(PAUL)
    vault._ring._db.execute("UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE owner = ?) WHERE owner = ?", (INES, PAUL))
    with pytest.raises(Unreadable):
        vault.seal(PAUL, b"words", b"")


def test_threads_share_one_vault(vault):
    """Django's pages open sealed columns in their own threads while the rooms seal."""

    def there_and_back(number):
        word = str(number).encode()
        return vault.open(INES, vault.seal(INES, word, word), word) == word

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(there_and_back, range(200)))
