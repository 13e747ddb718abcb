"""The JSON Schema of a script's lines, made from the commands themselves."""

from __future__ import annotations

import dataclasses
import inspect
import typing
from typing import Any

from codev.protocol import COMMANDS, LONGEST_TEXT, OWN_COMMANDS

from .script import REQUIRED, fields_of

TEXT = {"type": "string", "maxLength": LONGEST_TEXT}
WORDS = {"type": "array", "items": {"type": "string"}}
ENVELOPE: dict[str, Any] = {
    "at": {"type": "string", "description": "an ISO 8601 instant with its offset, or +HH:MM:SS from the start"},
    "by": {"type": "string", "description": "who gives the order, by name"},
    "for": {"type": "string", "description": "for whom the facilitator records, by name"},
    "seen": {"type": "string", "description": "the step that the sender's page showed; a stale one is refused (S1)"},
    "facilitator_away": {"type": "integer", "minimum": 0, "description": "seconds since the facilitator was last seen"},
}
HEADER: dict[str, Any] = {
    "type": "object",
    "description": "the first line of a script",
    "properties": {
        "format": {"type": ["string", "object"], "description": "the name of a format, or a whole format as data"},
        "language": {"type": "string"},
        "facilitator": {"type": "string", "description": "may be one of the members (B12)"},
        "members": WORDS,
        "already_client": WORDS,
        "start": {"type": "string", "description": "an ISO 8601 instant with its offset"},
        "observers": WORDS,
        "paper": {**WORDS, "description": "members without a device"},
        "zone": {"type": "string"},
        "first_session": {"type": "boolean"},
        "plan_to_follow": {
            "type": "object",
            "description": '{"client": name, "actions": [{"text", "when"}], "others": the same of others} (S5)',
        },
        "subjects": {"type": "array", "description": '[{"member", "text", "for_information"}]: already on the table'},
        "next_start": {"type": "string"},
    },
    "required": list(REQUIRED),
    "additionalProperties": False,
}


def schema() -> dict[str, Any]:
    """One schema a command; `do` is its name as a const."""
    commands = {**COMMANDS, **OWN_COMMANDS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "a line of a codev script, after the first",
        "oneOf": [_command(do, kind) for do, kind in sorted(commands.items())],
        "$defs": {"header": HEADER},
    }


def _command(do: str, kind: type[Any]) -> dict[str, Any]:
    hints = fields_of(kind)
    needed = [field.name for field in dataclasses.fields(kind) if field.default is dataclasses.MISSING]
    return {
        "title": kind.__name__,
        "description": inspect.cleandoc(kind.__doc__ or ""),
        "type": "object",
        "properties": {"do": {"const": do}, **ENVELOPE, **{name: _type(hint) for name, hint in hints.items()}},
        "required": ["at", "by", "do", *needed],
        "additionalProperties": False,
    }


def _type(hint: Any) -> dict[str, Any]:
    if typing.get_origin(hint) is typing.Literal:
        return {"enum": list(typing.get_args(hint))}
    if typing.get_origin(hint) is tuple:
        return WORDS
    plain: dict[Any, dict[str, Any]] = {str: TEXT, int: {"type": "integer"}, bool: {"type": "boolean"}}
    return plain[hint]
