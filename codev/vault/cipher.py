"""AES-256-GCM. A box is: its shape (1 byte), a random nonce (12 bytes), the ciphertext and its tag (16 bytes)."""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
SHAPE = b"\x01"
NONCE_BYTES = 12
BODY = len(SHAPE) + NONCE_BYTES
AT_ONCE = 256


class Unreadable(Exception):
    """A box that this key and these associated data do not open: altered, moved, or sealed by another key."""


Key = AESGCM


def fresh_key() -> bytes:
    return AESGCM.generate_key(bit_length=KEY_BYTES * 8)


def cipher(key: bytes) -> Key:
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes, not {len(key)}")
    return AESGCM(key)


def key_id(key: bytes) -> str:
    """Tells two keys apart and gives nothing of them away."""
    return hmac.digest(key, b"codev: the name of an operator's key", hashlib.sha256)[:8].hex()


def seal(with_key: Key, plaintext: bytes, aad: bytes) -> bytes:
    nonce = _nonce()
    return SHAPE + nonce + with_key.encrypt(nonce, plaintext, aad)


def _nonce() -> bytes:
    """Random; drawn many at a time, for each draw lets another of Python's threads go first. Safe to call from any of them."""
    try:
        return _nonces.pop()
    except IndexError:
        drawn = os.urandom(NONCE_BYTES * AT_ONCE)
        _nonces.extend(drawn[at : at + NONCE_BYTES] for at in range(NONCE_BYTES, len(drawn), NONCE_BYTES))
        return drawn[:NONCE_BYTES]


_nonces: list[bytes] = []
os.register_at_fork(after_in_child=_nonces.clear)  # no nonce twice


def unseal(with_key: Key, box: bytes, aad: bytes) -> bytes:
    """Raises Unreadable."""
    if len(box) < BODY or not box.startswith(SHAPE):
        raise Unreadable
    try:
        return with_key.decrypt(box[len(SHAPE) : BODY], box[BODY:], aad)
    except InvalidTag:
        raise Unreadable from None
