"""`codev replay`: a script through the rules, without a server and without a database."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from codev.protocol import Fact, Notebook, Order, OwnCommand, OwnFact, Refusal, Session, decide, decide_own, evolve, evolve_own, view_for
from codev.protocol import replay as replay_facts
from codev.protocol.words import Words

from . import script
from .describe import schema


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", metavar="FILE", help="JSON Lines; - for standard input")
    parser.add_argument("--view", metavar="NAME", help="print this person's final view, last")
    parser.add_argument("--describe", action="store_true", help="print the JSON Schema of every command")


def run(arguments: argparse.Namespace) -> int:
    """0 for a script that was read to its end, refusals included; 2 for malformed input."""
    if arguments.describe:
        print(json.dumps(schema(), ensure_ascii=False, indent=2))
        return 0
    if not arguments.file:
        return _malformed("a script is needed: codev replay FILE")
    try:
        return _replay(arguments.file, arguments.view)
    except script.MalformedScript as fault:
        return _malformed(str(fault))
    except (OSError, UnicodeDecodeError) as fault:
        return _malformed(f"{arguments.file}: {fault}")


@dataclasses.dataclass
class Player:
    """Plays a script: the state of the session and of each person's notebook, and the last instant."""

    session: Session
    last: datetime
    notebooks: dict[str, Notebook] = dataclasses.field(default_factory=dict)

    def play(self, order: Order) -> tuple[Fact, ...] | tuple[OwnFact, ...] | Refusal:
        """Take the order, or refuse it. An act is never older than the one before."""
        self.last = max(self.last, order.at)
        order = dataclasses.replace(order, at=self.last)
        if isinstance(order.command, OwnCommand):
            return self._play_own(order)
        outcome = decide(self.session, order)
        if not isinstance(outcome, Refusal):
            for fact in outcome:
                self.session = evolve(self.session, fact, self.last)
        return outcome

    def _play_own(self, order: Order) -> tuple[OwnFact, ...] | Refusal:
        if not self.session.role(order.by):
            return Refusal("not_a_member", "C3")
        book = self.notebooks.get(order.by, Notebook())
        outcome = decide_own(book, self.session, order)
        if not isinstance(outcome, Refusal):
            for fact in outcome:
                book = evolve_own(book, fact, self.last)
            self.notebooks[order.by] = book
        return outcome

    def view(self, name: str) -> dict[str, Any]:
        names = {member: member for member in self.session.people}
        parts = view_for(self.session, name, names, self.last, self.notebooks.get(name, Notebook()))
        language = self.session.setting.language
        return {"view": name, "parts": [{"kind": part.kind, **_plain(part, language)} for part in parts]}


def _replay(file: str, view: str | None) -> int:
    text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    planned, start, lines = script.read(text.split("\n"))
    player = Player(replay_facts([(start, (planned,))]), start)
    if view and not player.session.role(view):
        raise script.MalformedScript(1, f"nobody is called {view!r}")
    for answer in _answers(player, lines):
        print(json.dumps(answer, ensure_ascii=False))
    if view:
        print(json.dumps(player.view(view), ensure_ascii=False))
    return 0


def _answers(player: Player, lines: Iterator[script.Line]) -> Iterator[dict[str, Any]]:
    for line in lines:
        outcome = player.play(line.order)
        if isinstance(outcome, Refusal):
            yield {"line": line.number, "ok": False, "refusal": outcome.code, "rule": outcome.rule, "step": outcome.step or None}
        else:
            yield {"line": line.number, "ok": True, "events": [_event(fact) for fact in outcome]}


def _event(fact: Fact | OwnFact) -> dict[str, Any]:
    return {"event": type(fact).__name__, **{field.name: getattr(fact, field.name) for field in dataclasses.fields(fact)}}  # type: ignore[arg-type]  # every fact is a dataclass: base.py makes it so


def _plain(value: Any, language: str) -> Any:
    """A part as JSON; the format's words in the language of the script."""
    if isinstance(value, Words):
        return (value.tu or value.fr) if language == "fr-tu" else value.fr if language.startswith("fr") else value.en
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name), language) for field in dataclasses.fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {key: _plain(item, language) for key, item in value._asdict().items()}
    return [_plain(item, language) for item in value] if isinstance(value, tuple) else value


def _malformed(reason: str) -> int:
    print(f"codev replay: {reason}", file=sys.stderr)
    return 2
