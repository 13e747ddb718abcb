"""`codev print`: a sheet for a session round a table, as PDF."""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

from codev import formats
from codev.outbound import sheets
from codev.phrases import LANGUAGES
from codev.protocol import FaultyFormat

from .format import read
from .tongue import tongue


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sheet", choices=sheets.SHEETS, help=", ".join(sheets.SHEETS), metavar="SHEET")
    parser.add_argument(
        "--format", default="classic", metavar="FORMAT", help="a format of the house, or a TOML file; classic if none is named"
    )
    parser.add_argument("--language", default=tongue(), choices=tuple(LANGUAGES), help="%(choices)s; this terminal's own if none is named")
    parser.add_argument("--paper", default="a4", choices=tuple(sheets.PAPERS))
    parser.add_argument("--out", metavar="FILE", help="where it goes; - for the standard output; SHEET.pdf if none is named")


def run(arguments: argparse.Namespace) -> int:
    """0 and the file; 2 with what is wrong."""
    try:
        made = sheets.sheet(arguments.sheet, read(arguments.format), arguments.language, arguments.paper)
        _put(made, arguments.out or f"{arguments.sheet}.pdf")
    except FileNotFoundError as fault:
        there = f"; there are {', '.join(formats.names())}, or a file of your own" if fault.filename == arguments.format else ""
        return _wrong(f"{fault.filename} is not there{there}")
    except (FaultyFormat, tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        return _wrong(f"{arguments.format}: {fault}")
    except OSError as fault:
        return _wrong(str(fault))
    return 0


def _put(made: bytes, out: str) -> None:
    if out == "-":
        sys.stdout.buffer.write(made)
    else:
        Path(out).write_bytes(made)


def _wrong(words: str) -> int:
    print(f"codev print: {words}", file=sys.stderr)
    return 2
