"""The vault: seals and opens an owner's words, and destroys her key."""

import os
from contextlib import closing
from pathlib import Path
from threading import RLock

from codev.datafolder import sync

from . import cipher
from .keyring import Keyring


class KeyMissing(Exception):
    """This owner has no key."""

    def __init__(self, owner: str) -> None:
        super().__init__(owner)
        self.owner = owner


class KeyDestroyed(KeyMissing):
    """This owner's words were erased; she never gets a key again."""


class WrongOperatorKey(Exception):
    """The keyring was wrapped by another operator's key than the one given."""

    def __init__(self, unreadable: int) -> None:
        owners = "1 owner are" if unreadable == 1 else f"{unreadable} owners are"
        super().__init__(f"This is not the operator's key that wrapped the keyring: the words of {owners} unreadable with it.")
        self.unreadable = unreadable


class Vault:
    """Owners are "session:<id>", "member:<id>", "group:<id>". Safe to call from any thread.

    A key is unwrapped for each use and not kept, except for an owner who is awake (a room in use): hers
    stays in memory from `wake` to `sleep`.
    """

    def __init__(self, path: Path, operator_key: bytes) -> None:
        """Opens or makes the keyring. `operator_key`: 32 bytes. Raises WrongOperatorKey, ValueError (length)."""
        self._operator = cipher.cipher(operator_key)
        self._operator_id = cipher.key_id(operator_key)
        self._guard = RLock()
        self._awake: dict[str, cipher.Key] = {}
        self._ring = Keyring(path)
        if unreadable := self._ring.foreign(self._operator_id):
            self._ring.close()
            raise WrongOperatorKey(unreadable)

    def create(self, owner: str) -> None:
        """Durable on return. Her key, if she has one, is kept. Raises KeyDestroyed for an owner once erased."""
        wrapped = cipher.seal(self._operator, cipher.fresh_key(), owner.encode())
        with self._guard:
            self._ring.add(owner, wrapped, self._operator_id)
            self._wrapped(owner)

    def has(self, owner: str) -> bool:
        with self._guard:
            return self._ring.find(owner) not in (None, (None,))

    def wake(self, owner: str) -> None:
        """Keeps her key in memory until `sleep` or `destroy`. Raises KeyMissing."""
        with self._guard:
            self._awake[owner] = self._unwrap(owner)

    def sleep(self, owner: str) -> None:
        with self._guard:
            self._awake.pop(owner, None)

    def seal(self, owner: str, plaintext: bytes, aad: bytes) -> bytes:
        """`aad` names the place where the box will stand: it opens nowhere else. Raises KeyMissing."""
        return cipher.seal(self._key(owner), plaintext, aad)

    def open(self, owner: str, sealed: bytes, aad: bytes) -> bytes:
        """Raises KeyMissing, Unreadable."""
        return cipher.unseal(self._key(owner), sealed, aad)

    def destroy(self, owner: str) -> None:
        """C3, C5: from its return on, nobody opens her words again, in a backup neither. Also for an owner never seen."""
        with self._guard:
            self._ring.destroy(owner, self._operator_id)
            self._awake.pop(owner, None)

    def rewrap(self, new_operator_key: bytes) -> int:
        """Wraps every key anew, all or none; no word is touched. Returns how many."""
        operator = cipher.cipher(new_operator_key)
        with self._guard:
            rewrapped = [
                (cipher.seal(operator, cipher.unseal(self._operator, wrapped, owner.encode()), owner.encode()), owner)
                for owner, wrapped in self._ring.everyone()
            ]
            self._ring.replace(rewrapped, cipher.key_id(new_operator_key))
            self._operator, self._operator_id = operator, cipher.key_id(new_operator_key)
        return len(rewrapped)

    def well(self) -> bool:
        """Whether the keyring answers."""
        with self._guard:
            return self._ring.answers()

    def owners(self) -> dict[str, bool]:
        """Everyone who ever had a key: whether she still has it, or was erased."""
        with self._guard:
            return {owner: wrapped is not None for owner, wrapped, _ in self._ring.rows()}

    def copy(self, into: Path) -> None:
        """A copy of the keyring, durable on return, in the place of the one that stood there: of keyrings only the newest is kept (C3)."""
        draft = into.with_name(f".{into.name}.new")
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600)) as file, self._guard:
            self._ring.copy(draft)
            os.fsync(file.fileno())
        draft.replace(into)
        sync(into.parent)

    def join(self, other: Path) -> None:
        """Takes in another copy of the keyring, of any age. Whoever was erased in either stays erased (C3); its other keys are added."""
        with self._guard, closing(Keyring(other)) as theirs:
            for owner, wrapped, operator in theirs.rows():
                if wrapped is None:
                    self.destroy(owner)
                elif operator == self._operator_id:
                    self._ring.add(owner, wrapped, operator)

    def close(self) -> None:
        with self._guard:
            self._awake.clear()
            self._ring.close()

    def _key(self, owner: str) -> cipher.Key:
        awake = self._awake.get(owner)
        if awake is not None:
            return awake
        with self._guard:
            return self._unwrap(owner)

    def _unwrap(self, owner: str) -> cipher.Key:
        return cipher.cipher(cipher.unseal(self._operator, self._wrapped(owner), owner.encode()))

    def _wrapped(self, owner: str) -> bytes:
        found = self._ring.find(owner)
        if found is None:
            raise KeyMissing(owner)
        if found[0] is None:
            raise KeyDestroyed(owner)
        return found[0]
