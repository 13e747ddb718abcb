"""The words of a step, joined from shared files and its own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import Any

from codev.protocol.format import FaultyFormat
from codev.protocol.roles import AUDIENCES

SHARED = Path(__file__).parent / "steps"
NAME = re.compile(r"[a-z_-]{1,40}(/[a-z_-]{1,40})?\Z")
SAID_BY_STAGE = ("open", "now", "may", "starters", "aside")


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
    stages = [_for_stage(_shared(name, f"{place}.from.{stage}", asked), stage) for stage, name in source.items()]
    watch = [item for words in stages for item in words["watch"]]
    return _over(reduce(_over, stages, {}), {"watch": watch} | own)


def _shared(name: Any, place: str, asked: tuple[str, ...]) -> Mapping[str, Any]:
    path = SHARED / f"{name}.toml"
    if not isinstance(name, str) or not NAME.match(name) or not path.is_file():
        raise FaultyFormat(place, f"no words are called {name!r}")
    if name in asked:
        raise FaultyFormat(place, f"the words {name!r} are taken from themselves")
    return _join(tomllib.loads(path.read_text(encoding="utf-8")), place, (*asked, name))


def _over(base: Mapping[str, Any], own: Mapping[str, Any]) -> Mapping[str, Any]:
    """Tables are joined; a sentence or a list replaces the other whole, so that no language is left of the old one."""
    return {**base, **{key: _over(base[key], value) if _is_table(base.get(key), value) else value for key, value in own.items()}}


def _is_table(*values: Any) -> bool:
    return all(isinstance(value, Mapping) and "fr" not in value for value in values)


def _for_stage(words: Mapping[str, Any], stage: str) -> dict[str, Any]:
    """What is said to people, for one stage of a larger step: `now` becomes `now_silence`. The larger step has a title of its own."""
    people = {who: _suffixed(words[who], stage) for who in AUDIENCES if who in words}
    return {"watch": words.get("watch", []), **people, **_suffixed(words, stage)}


def _suffixed(table: Mapping[str, Any], stage: str) -> dict[str, Any]:
    return {f"{key}_{stage}": table[key] for key in SAID_BY_STAGE if key in table}
