"""The command `codev`: one file a subcommand, and only the one that is asked for is imported."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from codev import __version__

COMMANDS = {
    "serve": "start the server on this machine",
    "upkeep": "do once what the server does each minute: send what is due",
    "backup": "copy the words and, apart from them, their keys, while the server runs",
    "restore": "put a backup back: words of any age, joined with the newest keys",
    "keys": "the operator's key: on paper, back from paper, a new one",
    "erase": "destroy the words of a session, a person or a group, or all that is due",
    "doctor": "look whether this server is well, in one line a check",
    "demo": "show the demonstration group's personal links",
    "replay": "play a script of a session through the rules, without a server",
    "dates": "the best dates of a cycle, out of what people answered",
    "print": "make a sheet to print: the steps, a role's sheet, the guide, the charter, ballots, attendance",
    "format": "check a format file, or show one of the house",
}


def main(argv: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if argv is None else argv)
    arguments = _parser(words).parse_args(words)
    try:
        status: int = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read along has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as reason:
        if not _of_the_machine(reason):
            raise
        print(f"codev {arguments.command}: {reason}", file=sys.stderr)
        return 1
    return status


def _of_the_machine(reason: Exception) -> bool:
    """A disk that is full or takes nothing, whoever has met it: a line says so, and no list of calls."""
    database = sys.modules.get("sqlite3")  # not imported for this: a replay needs none
    kinds = (OSError, database.Error) if database else (OSError,)
    return isinstance(reason, kinds) or isinstance(reason.__cause__, kinds)


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="codev", description="Professional codevelopment, step by step.")
    parser.add_argument("--version", action="version", version=f"codev {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose)
        if name in words[:1]:
            module = import_module(f"codev.cli.{name}")
            module.configure(command)
            command.set_defaults(run=module.run)
    return parser
