"""Every promise of SECURITY.md names a test, and the test is there."""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def section(name: str) -> str:
    return (ROOT / "SECURITY.md").read_text(encoding="utf8").partition(f"## {name}\n")[2].partition("\n## ")[0]


@cache
def text_of(file: str) -> str:
    path = ROOT / file
    return path.read_text(encoding="utf8") if path.exists() else ""


def test_every_promise_names_its_test() -> None:
    promises = re.findall(r"^- .+?(?=\n- |\n\n|\Z)", section("What is promised, and what holds it"), re.M | re.S)
    assert len(promises) > 20
    assert [promise for promise in promises if not NAMED.search(promise)] == []


def test_every_test_that_a_document_names_exists() -> None:
    named = {found for page in ("SECURITY.md", "docs/privacy.md") for found in NAMED.findall((ROOT / page).read_text(encoding="utf8"))}
    assert [f"{file}::{name}" for file, name in sorted(named) if f"def {name}(" not in text_of(file)] == []
