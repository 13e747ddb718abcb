"""`codev format`: is this file a format? Its steps and minutes, or the place and the reason why it is none."""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

from codev import formats
from codev.protocol import FaultyFormat, Format, parse_format


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a TOML file, or the name of a format of the house")


def run(arguments: argparse.Namespace) -> int:
    """0 and a line a step; 2 with the place and the reason."""
    try:
        found = read(arguments.file)
    except (FaultyFormat, tomllib.TOMLDecodeError, OSError, UnicodeDecodeError) as fault:
        print(f"codev format: {arguments.file}: {fault}", file=sys.stderr)
        return 2
    print(f"{found.name}: {found.title.en} · {found.title.fr}, {found.minutes} minutes")
    for step in found.steps:
        stages = ", ".join(f"{stage.id} ({stage.floor})" for stage in step.stages)
        print(f"  {step.id}: {step.minutes or 'no set'} minutes; {stages}; waits for {', '.join(step.gates) or 'nothing'}")
    return 0


def read(file: str) -> Format:
    """A format of the house by its name, or a file. Raises OSError, TOMLDecodeError, UnicodeDecodeError, FaultyFormat."""
    if file in formats.names():
        return formats.parsed(file)
    return parse_format(formats.whole(tomllib.loads(Path(file).read_text(encoding="utf-8"))))
