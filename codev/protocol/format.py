"""A format is data: the ordered steps of a session, with their minutes, voices and gates (S1, S2).

`parse_format(data)` takes what a TOML or JSON file holds and answers a `Format`, or raises `FaultyFormat`
with the place and the reason. The engine knows no step by name: all that it does follows from what stands here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from .checking import FaultyFormat, choices, distinct, fault, flag, one_of, only, rows, sentences, short_name, whole, words
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

__all__ = ["ACTS", "AUDIENCES", "FLOORS", "GATES", "FaultyFormat", "Format", "Stage", "Step", "Yield", "parse_format"]


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

    @cached_property
    def acts(self) -> frozenset[str]:
        """What it gives to anybody."""
        return frozenset().union(*self.may.values())


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

    @cached_property
    def title(self) -> Words:
        return words_from(self.words["title"])

    @cached_property
    def acts(self) -> frozenset[str]:
        """What any of its stages gives to anybody."""
        return frozenset().union(*(stage.acts for stage in self.stages))


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


def shared_format(data: Mapping[str, Any]) -> Format:
    """The same, and one object for all sessions that have it: a thousand of them hold its words once."""
    return _shared(json.dumps(data))


@lru_cache(maxsize=64)
def _shared(text: str) -> Format:
    return parse_format(json.loads(text))


def parse_format(data: Mapping[str, Any]) -> Format:
    """Read a format from plain data. Raises FaultyFormat."""
    if not isinstance(data, Mapping):
        fault("format", "is not a table")
    only(data, "format", {"name", "version", "title", "note", "inspired", "steps"})
    steps = tuple(_step(row, f"steps[{i}]") for i, row in enumerate(rows(data.get("steps"), "steps", "a format has at least one step")))
    if all(step.requires for step in steps):
        fault("steps", "a format has at least one step that every session has")
    distinct([step.id for step in steps], "steps")
    _returns(steps)
    return Format(
        name=short_name(data.get("name"), "name"),
        version=whole(data.get("version", 1), "version", 1, 10_000),
        title=words(data.get("title"), "title"),
        note=words(data["note"], "note") if "note" in data else Words("", ""),
        inspired=flag(data.get("inspired", False), "inspired"),
        steps=steps,
        raw=data,
    )


def _step(row: Any, place: str) -> Step:
    known = {"id", "minutes", "stages", "gates", "yields", "words", "reserved", "requires", "break_before", "returns_to"}
    only(row, place, known)
    stages = rows(row.get("stages"), f"{place}.stages", "a step has at least one stage")
    parsed = tuple(_stage(stage, f"{place}.stages[{i}]") for i, stage in enumerate(stages))
    distinct([stage.id for stage in parsed], f"{place}.stages")
    return Step(
        id=short_name(row.get("id"), f"{place}.id"),
        minutes=whole(row.get("minutes", 0), f"{place}.minutes", 0, 600),
        stages=parsed,
        gates=choices(row.get("gates", ()), f"{place}.gates", GATES),
        yields=tuple(_yield(item, f"{place}.yields[{i}]") for i, item in enumerate(rows(row.get("yields", ()), f"{place}.yields"))),
        words=_step_words(row.get("words"), f"{place}.words"),
        reserved=flag(row.get("reserved", False), f"{place}.reserved"),
        requires=one_of(row.get("requires", ""), f"{place}.requires", ("", *REQUIRES)),
        break_before=whole(row.get("break_before", 0), f"{place}.break_before", 0, 60),
        returns_to=str(row.get("returns_to", "")),
    )


def _stage(row: Any, place: str) -> Stage:
    only(row, place, {"id", "floor", "voices", "may", "answers", "minutes"})
    floor = one_of(row.get("floor"), f"{place}.floor", FLOORS)
    voices = choices(row.get("voices", ()), f"{place}.voices", AUDIENCES)
    if floor == "nobody" and voices:
        fault(f"{place}.voices", "in a silence nobody has a voice")
    if floor != "nobody" and not voices:
        fault(f"{place}.voices", "says who may take a turn")
    may = row.get("may", {})
    if not isinstance(may, Mapping):
        fault(f"{place}.may", "is a table: who = [acts]")
    for audience in may:
        one_of(audience, f"{place}.may", AUDIENCES)
    return Stage(
        id=short_name(row.get("id"), f"{place}.id"),
        floor=floor,
        voices=voices,
        may={who: _acts(acts, f"{place}.may.{who}") for who, acts in may.items()},
        answers=one_of(row.get("answers", ""), f"{place}.answers", ("", "client", LAST_CLIENT)),
        minutes=whole(row.get("minutes", 0), f"{place}.minutes", 0, 600),
    )


def _acts(value: Any, place: str) -> frozenset[str]:
    """Whoever may plan may also draft."""
    acts = frozenset(choices(value, place, ACTS))
    return acts | {"draft_plan"} if "plan" in acts else acts


def _yield(row: Any, place: str) -> Yield:
    only(row, place, {"what", "seen_by", "kept"})
    return Yield(
        what=short_name(row.get("what"), f"{place}.what"),
        seen_by=one_of(row.get("seen_by"), f"{place}.seen_by", SEEN_BY),
        kept=one_of(row.get("kept"), f"{place}.kept", KEPT),
    )


def _step_words(data: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        fault(place, "a step has its words: title, sentence, purpose")
    for key in ("title", "sentence"):
        words(data.get(key), f"{place}.{key}")
    purpose = data.get("purpose")
    if not isinstance(purpose, Mapping):
        fault(f"{place}.purpose", "says what the step is for (S26)")
    words(purpose.get("everyone"), f"{place}.purpose.everyone")
    sentences(data, place)
    for i, watch in enumerate(rows(data.get("watch", ()), f"{place}.watch")):
        for key in ("see", "do", "say"):
            words(watch.get(key) if isinstance(watch, Mapping) else None, f"{place}.watch[{i}].{key}")
    for who in AUDIENCES:
        _later(data.get(who, {}), f"{place}.{who}")
    return data


def _later(table: Any, place: str) -> None:
    """What an audience is told will be welcome later, and in which step."""
    if not isinstance(table, Mapping):
        fault(place, "is a table")
    for i, row in enumerate(rows(table.get("later", ()), f"{place}.later")):
        words(row, f"{place}.later[{i}]")


def _returns(steps: tuple[Step, ...]) -> None:
    seen: list[str] = []
    for i, step in enumerate(steps):
        if step.returns_to and step.returns_to not in seen:
            fault(f"steps[{i}].returns_to", "names an earlier step that every session has")
        if not step.requires:
            seen.append(step.id)
