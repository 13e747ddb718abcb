"""A QR code, drawn here: one path of an SVG, in units of its dots."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

import segno

QUIET = 4
"""Dots of white around it, which readers need."""


@lru_cache(maxsize=256)
def drawn(text: str) -> tuple[str, str]:
    """The path, and the width of the whole."""
    matrix = segno.make(text, error="m", micro=False).matrix
    rows = (_row(row, y) for y, row in enumerate(matrix, QUIET))
    return "".join(rows), str(len(matrix) + 2 * QUIET)


def _row(row: bytes | bytearray, y: int) -> str:
    x, drawn = QUIET, ""
    for dark, dots in groupby(row):
        width = len(list(dots))
        drawn += f"M{x} {y}h{width}v1h-{width}z" if dark & 1 else ""
        x += width
    return drawn
