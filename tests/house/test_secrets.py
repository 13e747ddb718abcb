"""No secret lies in the project: no key, no password, no link that opens."""

import math
import re
import subprocess
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
KINDS = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a cloud key": re.compile(r"\b(AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a token of a forge": re.compile(r"\b(ghp|gho|ghs|github_pat|glpat)[_-][0-9A-Za-z_-]{20,}"),
    "a personal link": re.compile(r"/l/[a-z2-7]{48}\b"),
    "a password in an address": re.compile(
        r"\b[a-z+]{3,12}://[^/\s:@{}<>\"']{1,64}:(?!password@|secret@)[^/\s:@{}<>\"']{3,}@(?!\S*example\.org)"
    ),
}
ASSIGNED = re.compile(r"""(?i)(secret|token|passw(?:or)?d|api_?key)\w*["']?\s*[:=]\s*["']([A-Za-z0-9+/=_-]{20,})["']""")
LOCKS = re.compile(r"requirements/\w+\.txt$|package-lock|\.svg$|\.png$|samples/")


def files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode().split("\0")
    return [ROOT / name for name in listed if name and not LOCKS.search(name)]


def text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf8")
    except (UnicodeDecodeError, FileNotFoundError):
        return ""


def found_in(text: str) -> list[str]:
    kinds = [kind for kind, pattern in KINDS.items() if pattern.search(text)]
    return kinds + [f"a value for {name}" for name, value in ASSIGNED.findall(text) if at_random(value)]


def at_random(value: str) -> bool:
    """More than 3.5 bits a letter: no word that a person would write."""
    counts = Counter(value)
    bits = -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())
    return bits > 3.5 and re.search(r"\d", value) is not None


def test_no_file_of_the_project_holds_a_secret() -> None:
    assert [f"{file.relative_to(ROOT)}: {kind}" for file in files() for kind in found_in(text_of(file))] == []


def test_the_scan_finds_what_is_planted() -> None:
    planted = [
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "/l/" + "a2" * 24,
        "postgres://codev:" + "hunter2@db",
        'SECRET_KEY = "' + "x9Jq2mP7vL4kT8wZ1nB6" + '"',
    ]
    assert [text for text in planted if not found_in(text)] == []
