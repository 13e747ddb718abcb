"""What every test stands on: no test is left out in silence, and the browser comes last."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from typing import Any

import pytest

CHROMIUM = os.environ.get("CODEV_CHROMIUM") or shutil.which("chromium") or ""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Playwright keeps its event loop for as long as its browser lives: no other loop could run in this thread after it.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    for item in items:
        if item.get_closest_marker("browser") and not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason="chromium is not installed"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"left out, and CI leaves nothing out: {item.nodeid}: {report.longrepr}"
    return report
