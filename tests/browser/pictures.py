"""Every page as its people see it, as pictures to look at: `python -m tests.browser.pictures OUT [word …]`.

For each role, on a phone and a laptop, in French and English, light and dark: OUT/fr-phone-light/07-contract-client.png.
Words leave out the pictures whose path holds none of them: `python -m tests.browser.pictures OUT fr-phone contract`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from .house import House
from .people import LAPTOP, PHONE, Person, launch

DEVICES = {"phone": PHONE, "laptop": LAPTOP}
THEMES = ("light", "dark")
STEPS = (
    "reception:0.4 choice:0.15 choice:0.6 choice:0.9 presentation:0.5 clarification:0.5 contract:0.2 contract:0.6 contract:0.9 "
    "reactions:0.5 synthesis:0.5 plan:0.8 conclusion:0.6 closed"
)
ROLES = {"facilitator": "Odile", "client": "Solène", "consultant": "Brigitte"}
CLASSIC = {"facilitator": "Renaud", "client": "Maude", "consultant": "Lise"}
TABLES: dict[str, Any] = {
    "fr": {"case": "counter", "until": STEPS},
    "en": {"case": "counter", "language": "en", "until": STEPS},
    "fr-classic": {"case": "workshop", "format": "classic", "until": "clarification:0.8 reactions:0.7"},
}


def main(out: Path, words: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        house = House(Path(folder) / "data")
        house.seed(TABLES)
        house.start()
        browser = launch(playwright)
        try:
            for table, rows in house.tables.items():
                cast = CLASSIC if "classic" in table else ROLES
                for role, name in cast.items():
                    row = next(row for row in rows if row["name"] == name)
                    person = Person(browser, row["link"], name)
                    for page, address in visits(person, row):
                        take(person, address, out, table, f"{page}-{role}", words)
                    person.leave()
        finally:
            browser.close()
            house.stop()


def visits(person: Person, row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The pages that she comes to, in their order, by the name of their picture."""
    yield "00-landing", row["link"].partition("/l/")[0] + "/"
    yield "00-link", row["link"]
    person.knock()
    yield "00-door", person.page.url
    person.step_in()
    yield "00-charter", f"{person.address}/charter"
    for number, (step, address) in enumerate(row["addresses"].items(), 1):
        yield f"{number:02}-{step.partition(':')[0]}", address


def take(person: Person, address: str, out: Path, table: str, name: str, words: list[str]) -> None:
    """Her first screen; and, where there is more, the whole page with its bar at the end."""
    page = person.page
    for path in paths(out, table, name):
        if words and not any(word in str(path) for word in words):
            continue
        _, device, theme = path.parent.name.rsplit("-", 2)
        window = DEVICES[device]["viewport"]
        page.set_viewport_size(window)
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        if page.url != address:
            page.goto(address)
        settled(page)
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path)
        height = page.evaluate("document.documentElement.scrollHeight")
        if height > window["height"]:
            page.set_viewport_size({**window, "height": height})
            page.screenshot(path=path.with_stem(f"{path.stem}-whole"))


def settled(page: Page) -> None:
    page.locator("main").wait_for()
    if page.locator("#clock[data-state=running]").count():
        page.locator(".clock.ticking").wait_for()


def paths(out: Path, table: str, name: str) -> Iterator[Path]:
    yield from (out / f"{table}-{device}-{theme}" / f"{name}.png" for device in DEVICES for theme in THEMES)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
