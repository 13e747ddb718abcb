"""docs/protocol.md tells the truth: every rule has its row, every row that holds names tests that exist."""

import ast
import re
from pathlib import Path

import pytest

from codev.phrases.refusing import codes
from tests.protocol import invariants

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
RULES = [f"{letter}{n}" for letter, last in (("B", 16), ("S", 32), ("C", 5), ("P", 13)) for n in range(1, last + 1)]
STRENGTHS = {"law", "gate", "advice", "craft", "ours"}
ROW = re.compile(r"^\| \*\*([BSCP]\d+)\*\* ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ROWS = {row[0]: row for row in ROW.findall(PAGE)}


def named_by(rule):
    return re.findall(r"`(test_\w+)`", ROWS[rule][5])


def names_in(file):
    return {
        node.name
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


@pytest.fixture(scope="module")
def known():
    return {name for file in (ROOT / "tests").rglob("test_*.py") for name in names_in(file) if name.startswith("test_")}


def test_every_rule_of_the_method_has_one_row_in_its_order():
    assert [row[0] for row in ROW.findall(PAGE)] == RULES


@pytest.mark.parametrize("rule", RULES)
def test_a_row_says_its_strength_what_is_done_and_whether_it_holds(rule):
    _, name, strength, done, state, _ = ROWS[rule]
    assert set(strength.split(", ")) <= STRENGTHS
    assert name.strip()
    assert done.strip().endswith(".")
    assert re.match(r"(holds|not yet): \w", state)


@pytest.mark.parametrize("rule", [rule for rule in RULES if ROWS[rule][4].startswith("holds")])
def test_a_rule_that_holds_names_its_tests(rule):
    assert named_by(rule)


def test_every_test_that_the_page_names_exists(known):
    assert {name for rule in RULES for name in named_by(rule)} - known == set()


def test_where_a_rule_lives_is_a_place_in_the_house():
    places = {place for rule in RULES if ROWS[rule][4].startswith("holds") for place in ROWS[rule][4].removeprefix("holds: ").split(", ")}
    house = {str(path.relative_to(ROOT / "codev").with_suffix("")) for path in (ROOT / "codev").rglob("*.py")}
    packages = {str(Path(place).parent) for place in house}
    assert {place for place in places if not (place in packages or any(p == place or p.endswith(f"/{place}") for p in house))} == set()


def test_the_page_lists_the_invariants_that_are_tried():
    told = [f"- {invariant.__name__.replace('_', ' ')}" for invariant in (*invariants.STATE, *invariants.STEP)]
    assert [line for line in told if line not in PAGE.splitlines()] == []


def test_every_refusal_of_the_rules_has_words():
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "codev" / "protocol").rglob("*.py"))
    used = set(re.findall(r'Refusal\(\s*"(\w+)"', source))
    assert (len(used) > 30, used - set(codes())) == (True, set())


def test_every_rule_that_a_refusal_names_is_one_of_the_method():
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "codev" / "protocol").rglob("*.py"))
    named = set(re.findall(r'Refusal\(\s*"\w+", "(\w+)"', source)) | set(re.findall(r'rule: ClassVar\[str\] = "(\w+)"', source))
    assert named <= set(RULES)
