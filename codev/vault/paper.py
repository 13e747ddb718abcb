"""The secrets on paper: twelve lines that a person can type in again, each with a check of its own.

A line is a letter and a number, eight bytes as thirteen letters, and three letters that check both: K1  ABCD EFGH JKMN PQRS.
K1 to K4 are the operator's key, L1 to L4 the secret of personal links, D1 to D4 that of logins.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nothing that a hand or an eye mistakes
READ_AS = str.maketrans("ILO", "110")
PARTS = {"operator": "K", "links": "L", "django": "D"}
BYTES, LETTERS, CHECK = 8, 13, 3
NEEDED = tuple(f"K{number}" for number in range(1, 5))


class Mistyped(ValueError):
    """A line that is not as it was printed; its name is the first argument."""


def lines(secrets: Mapping[str, bytes]) -> list[str]:
    """`secrets`: "operator", "links", "django" to 32 bytes each."""
    return [
        f"{letter}{number + 1}  {_spell(f'{letter}{number + 1}', secrets[name][number * BYTES : (number + 1) * BYTES])}"
        for name, letter in PARTS.items()
        for number in range(4)
    ]


def names() -> list[str]:
    return [f"{letter}{number}" for letter in PARTS.values() for number in range(1, 5)]


def read(name: str, typed: str) -> bytes:
    """The eight bytes of a line, its name left out or not. Raises Mistyped."""
    letters = "".join(typed.upper().split()).replace("-", "").translate(READ_AS)
    letters = letters.removeprefix(name.translate(READ_AS)) if len(letters) > LETTERS + CHECK else letters
    if len(letters) != LETTERS + CHECK or not set(letters) <= set(ALPHABET):
        raise Mistyped(name)
    number = 0
    for letter in letters[:LETTERS]:
        number = number * 32 + ALPHABET.index(letter)
    if number >= 256**BYTES or letters[LETTERS:] != _check(name, number.to_bytes(BYTES)):
        raise Mistyped(name)
    return number.to_bytes(BYTES)


def joined(found: Mapping[str, bytes]) -> dict[str, bytes]:
    """The secrets of which all four lines are there."""
    whole = {name: [f"{letter}{number}" for number in range(1, 5)] for name, letter in PARTS.items()}
    return {name: b"".join(found[line] for line in needed) for name, needed in whole.items() if set(needed) <= set(found)}


def _spell(name: str, part: bytes) -> str:
    number = int.from_bytes(part)
    letters = _letters(number, LETTERS) + _check(name, part)
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _check(name: str, part: bytes) -> str:
    return _letters(int.from_bytes(hashlib.sha256(f"codev paper {name} ".encode() + part).digest()), CHECK)


def _letters(number: int, count: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in _places(count))


def _places(count: int) -> Iterable[int]:
    return range(count - 1, -1, -1)
