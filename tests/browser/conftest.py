"""A house with its server, and people who come to it, each in a browser of her own."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from .house import House
from .people import Person, launch
from .table import Table, gather

LONGEST = 240
"""Seconds that one test may take, its server's start included."""
WAITS = 30_000


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    def too_long(*_: object) -> None:
        raise TimeoutError(f"{item.name} took more than {LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(LONGEST)
    try:
        return (yield)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=WAITS)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server for a module; with the sessions that the module asks for in `TABLES`."""
    built = House(tmp_path_factory.mktemp("house") / "data")
    tables = getattr(request.module, "TABLES", {})
    if tables:
        built.seed(tables)
    built.start()
    yield built
    built.stop()
    assert "Traceback" not in built.errors


@pytest.fixture
def come(chromium: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[..., Person]]:
    """Opens a browser for somebody with a link. At the end nobody's page may have complained."""
    people: list[Person] = []

    def arrive(link: str, name: str = "", **more: Any) -> Person:
        people.append(Person(chromium, link, name, **more))
        return people[-1]

    yield arrive
    complaints = {person.name: person.watch.complaints for person in people if person.watch.complaints}
    for person in people:
        person.leave()
    assert complaints == {}


@pytest.fixture
def sit(house: House, come: Callable[..., Person]) -> Callable[..., Table]:
    """At one of the module's TABLES, these people come in; whoever facilitates first."""

    def sit(table: str, *names: str, **more: Any) -> Table:
        links = {row["name"]: row["link"] for row in house.tables[table]}
        return gather(*(come(links[name], name, **more) for name in names))

    return sit
