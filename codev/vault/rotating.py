"""A new operator's key: the keyring is wrapped anew, no word is touched. Whatever stops it, the next try goes on from there."""

from __future__ import annotations

import dataclasses
import secrets
from contextlib import closing
from dataclasses import dataclass

from codev.datafolder import KEY_BYTES, DataFolder, FolderHeld, Secrets, sync, write_secrets

from .cipher import key_id
from .vault import Vault, WrongOperatorKey


@dataclass(frozen=True)
class Rotated:
    """keys: how many were wrapped anew. id: of the operator's key as it is now."""

    keys: int
    id: str


def rotate(folder: DataFolder) -> Rotated:
    """While nobody else works on the folder. Raises FolderHeld, KeyLost, WrongOperatorKey; then the old key still opens everything.

    First the new secrets lie beside the old ones; then the keyring changes over, whole or not at all; then the new ones take their place.
    """
    with folder.held(mending=True):
        if folder.restoring.exists():
            raise FolderHeld(f"A restore into {folder.path} was cut short: run it again first.")
        now = folder.secrets()
        if not folder.next_secrets.exists():
            with closing(Vault(folder.keyring, now.operator)):
                pass  # opened before anything is written: another folder's key leaves nothing behind
            write_secrets(folder.next_secrets, dataclasses.replace(now, operator=secrets.token_bytes(KEY_BYTES)))
            sync(folder.path)
        new = folder.read_secrets(folder.next_secrets)
        keys = _wrap_anew(folder, now, new)
        folder.next_secrets.replace(folder.secrets_file)
        sync(folder.path)
    return Rotated(keys, key_id(new.operator))


def _wrap_anew(folder: DataFolder, now: Secrets, new: Secrets) -> int:
    try:
        with closing(Vault(folder.keyring, now.operator)) as vault:
            return vault.rewrap(new.operator)
    except WrongOperatorKey:
        # A try before this one was stopped after the keyring had changed over. Another key than both raises again.
        with closing(Vault(folder.keyring, new.operator)) as vault:
            return sum(vault.owners().values())
