"""How an old fact is read today. Rows are never rewritten: a changed fact gets a new version, and here the step that leads to it.

An upcaster takes the fields of (name, version) and answers (name, version, fields) as the next version would have written them.
A sample of every version ever released stands in tests/eventlog/samples.
"""

from collections.abc import Callable
from typing import Any

Upcaster = Callable[[dict[str, Any]], tuple[str, int, dict[str, Any]]]


def nobody_told_absent(values: dict[str, Any]) -> tuple[str, int, dict[str, Any]]:
    return "SessionPlanned", 2, {**values, "absent": []}


UPCASTERS: dict[tuple[str, int], Upcaster] = {("SessionPlanned", 1): nobody_told_absent}
