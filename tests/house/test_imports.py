"""The protocol knows the standard library and itself, nothing else."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROTOCOL = Path(__file__).parents[2] / "codev" / "protocol"
KINDS_OF_IO = {
    "os",
    "io",
    "socket",
    "random",
    "secrets",
    "time",
    "asyncio",
    "threading",
    "subprocess",
    "sqlite3",
    "logging",
    "urllib",
    "http",
}


def imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("file", sorted(PROTOCOL.rglob("*.py")), ids=lambda file: file.stem)
def test_a_file_of_the_protocol_imports_the_standard_library_alone(file: Path) -> None:
    foreign = {name for name in imported(file) if name.split(".")[0] not in sys.stdlib_module_names}
    assert {name for name in foreign if not name.startswith("codev.protocol")} == set()


@pytest.mark.parametrize("file", sorted(PROTOCOL.rglob("*.py")), ids=lambda file: file.stem)
def test_a_file_of_the_protocol_has_no_clock_no_chance_and_no_io(file: Path) -> None:
    assert {name.split(".")[0] for name in imported(file)} & KINDS_OF_IO == set()


@pytest.mark.parametrize("words", [["--help"], ["replay", "--describe"], ["format", "classic"]])
def test_the_command_line_starts_without_django(words: list[str]) -> None:
    program = f"import sys; from codev.cli import main\ntry: main({words})\nfinally: sys.exit('django' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout != b"") == (0, True)
