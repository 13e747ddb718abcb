"""The command as people run it: in this process, or in one of its own."""

import json
import subprocess
import sys
from pathlib import Path

from codev.cli import main

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(__file__).parent / "scripts"
WHOLE = ("classic", "ninety", "seven-steps", "explore-first")
IMPORTED = """
import sys
from codev.cli import main
status = main(sys.argv[1:])
print(sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(status)
"""


def script(name):
    return str(SCRIPTS / f"{name}.jsonl")


def rows(text):
    return [json.loads(line) for line in text.split("\n") if line]


def stored(name):
    """The lines of a script, the header first."""
    return rows((SCRIPTS / f"{name}.jsonl").read_text(encoding="utf-8"))


def replay(capsys, *arguments):
    """Exit status, the answers, and what was said on the error stream."""
    status = main(["replay", *arguments])
    said = capsys.readouterr()
    return status, rows(said.out), said.err


def run(*arguments, said=""):
    command = [str(Path(sys.executable).parent / "codev"), *arguments]
    return subprocess.run(command, input=said, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)


def run_and_tell_imports(*arguments):
    command = [sys.executable, "-c", IMPORTED, *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)
