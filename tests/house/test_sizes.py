"""Small enough to read at once."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(file for folder in ("codev", "bench", "tests") for file in (ROOT / folder).rglob("*.py") if "migrations" not in file.parts)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_has_at_most_300_lines_and_a_function_30(file: Path) -> None:
    text = file.read_text(encoding="utf8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > 30}
    assert (text.count("\n") <= 300, long) == (True, set())
