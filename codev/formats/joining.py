"""The words of a step, joined from shared files and its own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from codev.protocol.format import FaultyFormat
from codev.protocol.roles import AUDIENCES

SHARED = Path(__file__).parent / "steps"
NAME = re.compile(r"[a-z_-]{1,40}(/[a-z_-]{1,40})?\Z")
THE_STEPS_OWN = ("title", "sentence", "purpose")


def joined(words: Any, place: str) -> Any:
    """The words of a step in full. A name stands for a shared file; beside `from`, a step's own words go before."""
    if isinstance(words, str):
        return _shared(words, place, ())
    return _join(words, place, ()) if isinstance(words, Mapping) else words


def _join(words: Mapping[str, Any], place: str, asked: tuple[str, ...]) -> Mapping[str, Any]:
    source = words.get("from")
    own = {key: value for key, value in words.items() if key != "from"}
    if source is None:
        return own
    if isinstance(source, str):
        return _over(_shared(source, place, asked), own)
    if not isinstance(source, Mapping):
        raise FaultyFormat(f"{place}.from", "is a name, or a table: stage = name")
    brought: Mapping[str, Any] = {}
    for stage, name in source.items():
        brought = _over(brought, _for_stage(_shared(name, f"{place}.from.{stage}", asked), stage))
    return _over(brought, own)


def _shared(name: Any, place: str, asked: tuple[str, ...]) -> Mapping[str, Any]:
    path = SHARED / f"{name}.toml"
    if not isinstance(name, str) or not NAME.match(name) or not path.is_file():
        raise FaultyFormat(place, f"no words are called {name!r}")
    if name in asked:
        raise FaultyFormat(place, f"the words {name!r} are taken from themselves")
    return _join(tomllib.loads(path.read_text(encoding="utf-8")), place, (*asked, name))


def _over(base: Mapping[str, Any], own: Mapping[str, Any]) -> Mapping[str, Any]:
    """Tables are joined; a sentence or a list replaces the other whole, so that no language is left of the old one."""
    both = dict(base)
    for key, value in own.items():
        under = both.get(key)
        joins = isinstance(value, Mapping) and isinstance(under, Mapping) and "fr" not in value and "fr" not in under
        both[key] = _over(under, value) if joins else value
    return both


def _for_stage(words: Mapping[str, Any], stage: str) -> Mapping[str, Any]:
    """The same words, said in one stage of a larger step: `now` becomes `now_silence`."""
    kept = {key: value for key, value in words.items() if key not in THE_STEPS_OWN}
    return {
        key if key in AUDIENCES else f"{key}_{stage}": {f"{k}_{stage}": v for k, v in value.items()} if key in AUDIENCES else value
        for key, value in kept.items()
    }
