"""A format is data: the ordered steps of a session, with their minutes, voices and gates (S1, S2).

`parse_format(data)` takes what a TOML or JSON file holds and answers a `Format`, or raises `FaultyFormat`
with the place and the reason. The engine knows no step by name: all that it does follows from what stands here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from .roles import AUDIENCES, LAST_CLIENT
from .words import Words, words_from

FLOORS = ("role", "go_round", "one_at_a_time", "nobody")
GATES = (
    "follow_up_done",
    "client_consents",
    "group_consents",
    "all_could_ask",
    "clear_to_all",
    "all_reformulated",
    "request_said",
    "request_agreed",
    "all_reacted",
    "three_actions",
    "same_plan",
    "all_concluded",
)
ACTS = (
    "mood",
    "follow_up",
    "offer_subject",
    "vote",
    "consent",
    "ask",
    "answer",
    "reformulate",
    "word_request",
    "agree",
    "react",
    "make_clearer",
    "moment",
    "draft_plan",
    "plan",
    "help_plan",
    "conclude",
)
SEEN_BY = ("everyone", "client", "author", "facilitator")
KEPT = ("moment", "session", "author", "group")
REQUIRES = ("plan_to_follow",)
NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}\Z")


class FaultyFormat(ValueError):
    """A format that can not be used. `place` is a path such as `steps[3].stages[0].floor`."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


@dataclass(frozen=True)
class Yield:
    """What a step leaves behind, who sees it, and how long it is kept (C3)."""

    what: str
    seen_by: str
    kept: str


@dataclass(frozen=True)
class Stage:
    """A part of a step with one way of speaking. `voices`: who may take a turn; `may`: audience to acts (S2)."""

    id: str
    floor: str
    voices: tuple[str, ...]
    may: Mapping[str, frozenset[str]]
    answers: str = ""
    minutes: int = 0


@dataclass(frozen=True)
class Step:
    """One phase of a session. `minutes` 0: untimed. `reserved`: its minutes are taken last, its gates asked at closing (P1)."""

    id: str
    minutes: int
    stages: tuple[Stage, ...]
    gates: tuple[str, ...]
    yields: tuple[Yield, ...]
    words: Mapping[str, Any]
    reserved: bool = False
    requires: str = ""
    break_before: int = 0
    returns_to: str = ""

    @property
    def title(self) -> Words:
        return words_from(self.words["title"])


@dataclass(frozen=True)
class Format:
    name: str
    version: int
    title: Words
    note: Words
    inspired: bool
    steps: tuple[Step, ...]
    raw: Mapping[str, Any]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    def step(self, step_id: str) -> Step:
        return next(step for step in self.steps if step.id == step_id)

    def index(self, step_id: str) -> int:
        return next(i for i, step in enumerate(self.steps) if step.id == step_id)


def parse_format(data: Mapping[str, Any]) -> Format:
    """Read a format from plain data. Raises FaultyFormat."""
    if not isinstance(data, Mapping):
        _fault("format", "is not a table")
    _only(data, "format", {"name", "version", "title", "note", "inspired", "steps"})
    rows = data.get("steps")
    if not isinstance(rows, Sequence) or isinstance(rows, str) or not rows:
        _fault("steps", "a format has at least one step")
    steps = tuple(_step(row, f"steps[{i}]") for i, row in enumerate(rows))
    _distinct([step.id for step in steps], "steps")
    _returns(steps)
    return Format(
        name=_name(data.get("name"), "name"),
        version=_whole(data.get("version", 1), "version", 1, 10_000),
        title=_words(data.get("title"), "title"),
        note=_words(data["note"], "note") if "note" in data else Words("", ""),
        inspired=_flag(data.get("inspired", False), "inspired"),
        steps=steps,
        raw=data,
    )


def _step(row: Any, place: str) -> Step:
    known = {"id", "minutes", "stages", "gates", "yields", "words", "reserved", "requires", "break_before", "returns_to"}
    _only(row, place, known)
    stages = row.get("stages")
    if not isinstance(stages, Sequence) or isinstance(stages, str) or not stages:
        _fault(f"{place}.stages", "a step has at least one stage")
    parsed = tuple(_stage(stage, f"{place}.stages[{i}]") for i, stage in enumerate(stages))
    _distinct([stage.id for stage in parsed], f"{place}.stages")
    return Step(
        id=_name(row.get("id"), f"{place}.id"),
        minutes=_whole(row.get("minutes", 0), f"{place}.minutes", 0, 600),
        stages=parsed,
        gates=_choices(row.get("gates", ()), f"{place}.gates", GATES),
        yields=tuple(_yield(item, f"{place}.yields[{i}]") for i, item in enumerate(row.get("yields", ()))),
        words=_step_words(row.get("words"), f"{place}.words"),
        reserved=_flag(row.get("reserved", False), f"{place}.reserved"),
        requires=_one(row.get("requires", ""), f"{place}.requires", ("", *REQUIRES)),
        break_before=_whole(row.get("break_before", 0), f"{place}.break_before", 0, 60),
        returns_to=str(row.get("returns_to", "")),
    )


def _stage(row: Any, place: str) -> Stage:
    _only(row, place, {"id", "floor", "voices", "may", "answers", "minutes"})
    floor = _one(row.get("floor"), f"{place}.floor", FLOORS)
    voices = _choices(row.get("voices", ()), f"{place}.voices", AUDIENCES)
    if floor == "nobody" and voices:
        _fault(f"{place}.voices", "in a silence nobody has a voice")
    if floor != "nobody" and not voices:
        _fault(f"{place}.voices", "says who may take a turn")
    may = row.get("may", {})
    if not isinstance(may, Mapping):
        _fault(f"{place}.may", "is a table: who = [acts]")
    for audience in may:
        _one(audience, f"{place}.may", AUDIENCES)
    return Stage(
        id=_name(row.get("id"), f"{place}.id"),
        floor=floor,
        voices=voices,
        may={who: _acts(acts, f"{place}.may.{who}") for who, acts in may.items()},
        answers=_one(row.get("answers", ""), f"{place}.answers", ("", "client", LAST_CLIENT)),
        minutes=_whole(row.get("minutes", 0), f"{place}.minutes", 0, 600),
    )


def _acts(value: Any, place: str) -> frozenset[str]:
    """Whoever may plan may also draft."""
    acts = frozenset(_choices(value, place, ACTS))
    return acts | {"draft_plan"} if "plan" in acts else acts


def _yield(row: Any, place: str) -> Yield:
    _only(row, place, {"what", "seen_by", "kept"})
    return Yield(
        what=_name(row.get("what"), f"{place}.what"),
        seen_by=_one(row.get("seen_by"), f"{place}.seen_by", SEEN_BY),
        kept=_one(row.get("kept"), f"{place}.kept", KEPT),
    )


def _step_words(data: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        _fault(place, "a step has its words: title, sentence, purpose")
    for key in ("title", "sentence"):
        _words(data.get(key), f"{place}.{key}")
    purpose = data.get("purpose")
    if not isinstance(purpose, Mapping):
        _fault(f"{place}.purpose", "says what the step is for (S26)")
    _words(purpose.get("everyone"), f"{place}.purpose.everyone")
    _sentences(data, place)
    return data


def _sentences(data: Any, place: str) -> None:
    """Whoever writes French somewhere writes English beside it, and the reverse."""
    if isinstance(data, Mapping):
        if ("fr" in data) != ("en" in data):
            _fault(place, "needs both fr and en")
        for key, value in data.items():
            _sentences(value, f"{place}.{key}")
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for i, value in enumerate(data):
            _sentences(value, f"{place}[{i}]")


def _returns(steps: tuple[Step, ...]) -> None:
    seen: list[str] = []
    for i, step in enumerate(steps):
        if step.returns_to and step.returns_to not in seen:
            _fault(f"steps[{i}].returns_to", "names an earlier step")
        seen.append(step.id)


def _words(data: Any, place: str) -> Words:
    if not isinstance(data, Mapping) or not all(isinstance(data.get(k), str) and data[k].strip() for k in ("fr", "en")):
        _fault(place, "needs words in fr and en")
    return words_from(data)


def _name(value: Any, place: str) -> str:
    if not isinstance(value, str) or not NAME.match(value):
        _fault(place, "is a short lower-case name: letters, digits, - and _")
    return value


def _whole(value: Any, place: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        _fault(place, f"is a whole number from {least} to {most}")
    return value


def _flag(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        _fault(place, "is true or false")
    return value


def _one(value: Any, place: str, known: Sequence[str]) -> str:
    if not isinstance(value, str) or value not in known:
        _fault(place, f"{value!r} is not one of: {', '.join(repr(k) for k in known)}")
    return value


def _choices(value: Any, place: str, known: Sequence[str]) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        _fault(place, "is a list")
    return tuple(_one(item, f"{place}[{i}]", known) for i, item in enumerate(value))


def _only(data: Any, place: str, known: set[str]) -> None:
    if not isinstance(data, Mapping):
        _fault(place, "is not a table")
    for key in data:
        if key not in known:
            _fault(f"{place}.{key}", "is not known here")


def _distinct(ids: list[str], place: str) -> None:
    for i, item in enumerate(ids):
        if item in ids[:i]:
            _fault(f"{place}[{i}].id", f"{item!r} stands there twice")


def _fault(place: str, reason: str) -> NoReturn:
    raise FaultyFormat(place, reason)
