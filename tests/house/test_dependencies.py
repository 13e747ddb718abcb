"""Each dependency has its reason, its lock has hashes, and no address."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REASONS = (ROOT / "docs" / "decisions.md").read_text(encoding="utf8").lower()


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_every_dependency_stands_with_its_reason_in_the_decisions(lock: str) -> None:
    lines = (ROOT / "requirements" / f"{lock}.in").read_text().splitlines()
    named = [re.split(r"[\s;<>=\[!~]", line)[0].lower() for line in lines if line and line[0] not in "#-"]
    assert [name for name in named if name not in REASONS] == []


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_a_lock_pins_by_hash_and_names_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    pinned, hashed = re.findall(r"^[\w.\[\]-]+==", text, re.M), re.findall(r"--hash=sha256:[0-9a-f]{64}", text)
    assert len(hashed) >= len(pinned) > 0
    assert re.findall(r"https?://|--index-url|--find-links", text) == []
