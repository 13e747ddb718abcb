"""Two invented sessions, as data: who is there and what they say, in both languages (see the head of cases.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def cases() -> Mapping[str, Mapping[str, Any]]:
    """Each case by its id, in the order of the file."""
    text = (files("codev.phrases") / "cases.toml").read_text("utf-8")
    return {case["id"]: case for case in tomllib.loads(text)["case"]}
