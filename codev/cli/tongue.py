"""The language in which a command speaks: the terminal's own."""

from __future__ import annotations

import os


def tongue() -> str:
    """fr, fr-CA or en, by LC_ALL, LC_MESSAGES, LANG."""
    named = next((found for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (found := os.environ.get(name))), "")
    if not named.startswith("fr"):
        return "en"
    return "fr-CA" if named.startswith("fr_CA") else "fr"
