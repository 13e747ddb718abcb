"""Identities of rows: 80 random bits as sixteen small letters and digits, fit for an address and a host name."""

from __future__ import annotations

import secrets
from base64 import b32decode, b32encode

SIZE = 10
LENGTH = 16


def fresh() -> str:
    return spell(secrets.token_bytes(SIZE))


def spell(raw: bytes) -> str:
    return b32encode(raw).decode().lower()


def unspell(text: str) -> bytes:
    """The bytes behind a spelling. Raises ValueError for what `spell` cannot have written."""
    raw = b32decode(text.upper())
    if spell(raw) != text.lower():
        raise ValueError("not a spelling of ours")
    return raw
