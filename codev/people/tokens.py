"""Addresses that are a key by themselves: derived from a member and a number, never stored, withdrawn by another number.

token = base32(member, number, HMAC-SHA256(link secret, purpose, member, number) cut to 144 bits)
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from . import ids

NUMBER = 2
SEAL = 18
SPELLED = 48


def make(purpose: str, member: str, number: int) -> str:
    body = ids.unspell(member) + number.to_bytes(NUMBER)
    return ids.spell(body + _seal(purpose, body))


def read(purpose: str, token: str) -> tuple[str, int] | None:
    """(member, number), if we made it for this purpose. Whether the number still opens is for the caller to say."""
    try:
        raw = ids.unspell(token) if len(token) == SPELLED else b""
    except ValueError:
        raw = b""
    body = raw[:-SEAL]
    if not raw or not hmac.compare_digest(raw[-SEAL:], _seal(purpose, body)):
        return None
    return ids.spell(body[:-NUMBER]), int.from_bytes(body[-NUMBER:])


def _seal(purpose: str, body: bytes) -> bytes:
    text = f"codev {purpose} 1\0".encode() + body
    return hmac.digest(settings.CODEV_LINK_SECRET, text, hashlib.sha256)[:SEAL]
