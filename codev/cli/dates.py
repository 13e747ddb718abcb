"""`codev dates`: the best dates of a cycle out of what people answered, without a server and without a database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from codev.protocol.cycle.planner import NoDates, Wish, best_dates

from .datewish import MalformedWish, read

EPILOG = """\
input:  {"sessions": N, "spacing_days": [min, max], "slots": [{"id", "start"}],
         "answers": {member: {slot id: "yes" | "maybe" | "no"}}}
        start: an ISO local time without zone. No answer counts as no. Spacing: between consecutive
        starts, in days of 24 hours, whole or not, both ends allowed.
output: {"chosen": [slot ids in order of time], "absent": {slot id: [members]}, "maybe": {slot id: [members]}}
exit:   0 with the best set; 1 where no set is possible; 2 for malformed input, with the place
"""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG
    parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="JSON; - or nothing for standard input")


def run(arguments: argparse.Namespace) -> int:
    try:
        wish = read(_text(arguments.file))
    except MalformedWish as fault:
        return _refuse(2, str(fault))
    except (OSError, UnicodeDecodeError) as fault:
        return _refuse(2, f"{arguments.file}: {fault}")
    found = best_dates(wish)
    if isinstance(found, NoDates):
        return _refuse(1, _impossible(wish, found))
    chosen = [slot.id for slot in found.chosen]
    print(json.dumps({"chosen": chosen, "absent": found.absent, "maybe": found.maybe}, ensure_ascii=False))
    return 0


def _text(file: str) -> str:
    return (sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()).decode()


def _impossible(wish: Wish, found: NoDates) -> str:
    if found.most == len(wish.slots):
        return f"no possible set: {wish.sessions} sessions out of {found.most} slots"
    return f"no possible set: with this spacing at most {found.most} of {wish.sessions} sessions fit into these slots"


def _refuse(status: int, reason: str) -> int:
    print(f"codev dates: {reason}", file=sys.stderr)
    return status
