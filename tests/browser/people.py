"""One person in a browser of her own: she opens her link, sees, taps and types; nothing that a person could not do."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, Request, Response, expect

from .watching import Watch

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LAPTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
BESIDE_A_CALL: dict[str, Any] = {"viewport": {"width": 360, "height": 800}}


FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


def launch(playwright: Playwright) -> Browser:
    path = os.environ.get("CODEV_CHROMIUM") or shutil.which("chromium")
    return playwright.chromium.launch(executable_path=path, args=list(FLAGS))


class Person:
    """`id`: her member id, once she is in the room. `script`: whether her browser runs scripts."""

    def __init__(self, browser: Browser, link: str, name: str = "", device: dict[str, Any] | None = None, **more: Any) -> None:
        self.name, self.link = name, link
        self.context: BrowserContext = browser.new_context(**{"reduced_motion": "reduce", **(device or LAPTOP), **more})
        self.script = bool(more.get("java_script_enabled", True))
        self.watch = Watch(self.context)
        self.page = self.new_page()

    def __repr__(self) -> str:
        return f"{self.name} at {self.page.url}"

    # ------------------------------------------------------------ coming in

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(30_000)
        return page

    def knock(self) -> Person:
        """From her link to the door."""
        self.page.goto(self.link)
        self.page.locator("main form button.main").click()
        expect(self.page.locator("form#enter")).to_be_visible()
        return self

    def step_in(self) -> Person:
        """From the door into the room."""
        accept = self.page.locator("input[name=charter]")
        if accept.count():
            accept.check()
        self.page.locator("form#enter button.main").click()
        expect(self.page.locator("body.room")).to_be_visible()
        return self

    def enter(self) -> Person:
        """From her link, through the door, into the room."""
        return self.knock().step_in()

    @property
    def address(self) -> str:
        return self.page.url.partition("?")[0]

    @property
    def id(self) -> str:
        return str(self.page.locator("body").get_attribute("data-member"))

    def reads(self, language: str) -> None:
        """She chooses the language of her own page."""
        self.reach(self.page.locator(f'form.languages button[value="{language}"]')).click()
        expect(self.page.locator("html")).to_have_attribute("lang", re.compile(f"^{language}"))

    # ------------------------------------------------------------ seeing

    def part(self, name: str) -> Locator:
        return self.page.locator(f'[id="{name}"]')

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    def has_heard(self, text: str) -> bool:
        """Whether it stands in her page, shown or hidden, or in anything that her browser was ever sent."""
        return text in self.page.content() or text in self.watch.heard()

    def is_in(self, step: str, stage: str = "") -> None:
        """Which step her page shows."""
        expect(self.part("step")).to_have_attribute("data-step", step)
        if stage:
            expect(self.part("step")).to_have_attribute("data-stage", stage)

    def is_shown(self, do: str) -> None:
        expect(self.button(do)).not_to_have_count(0)

    def is_not_offered(self, do: str) -> None:
        """`do`, or whatever begins with it when it ends in `*`."""
        expect(self.button(do)).to_have_count(0)

    def text_in(self, field: str) -> Locator:
        return self.page.locator(f'[name="{field}"]').first

    def scrolls_sideways(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    # ------------------------------------------------------------ acting

    def button(self, do: str) -> Locator:
        like = f'^="{do[:-1]}"' if do.endswith("*") else f'="{do}"'
        return self.page.locator(f"button[name=do][value{like}]")

    def do(self, do: str) -> None:
        """She taps what bears this order, and it is taken."""
        answer = self.tap(do)
        assert answer.status in (204, 303), f"{self.name}: {do}: {answer.status} {self.told(answer)}"

    def is_refused(self, do: str) -> str:
        """She taps it, it is not taken, and her page says why. Returns the words."""
        answer = self.tap(do)
        assert answer.status >= 400, f"{self.name}: {do} was taken"
        words = self.told(answer)
        if words:
            self.sees(words.split("\n")[0])
        return words

    def tap(self, do: str) -> Response:
        button = self.reach(self.button(do))
        with self.answer_to(do) as answered:
            button.click()
        response: Response = answered[0].value
        if not self.script:
            self.page.wait_for_load_state()
        return response

    @contextmanager
    def answer_to(self, do: str) -> Iterator[list[Any]]:
        value = do.removesuffix("*")

        def is_it(response: Response) -> bool:
            return response.url.endswith("/act") and _do(response.request).startswith(value)

        found: list[Any] = []
        with self.page.expect_response(is_it) as answered:
            found.append(answered)
            yield found

    def told(self, answer: Response) -> str:
        return str(answer.json().get("words", "")) if self.script and answer.status not in (204, 303) else ""

    def write(self, field: str, text: str) -> None:
        self.reach(self.page.locator(f'[name="{field}"]')).fill(text)

    def choose(self, field: str, value: str) -> None:
        """One of several chips."""
        self.reach(self.page.locator(f'label:has([name="{field}"][value="{value}"])')).click()

    def reach(self, found: Locator) -> Locator:
        """What is visible; otherwise the drawers that it stands in are opened first, as she would."""
        found.first.wait_for(state="attached")
        visible = found.filter(visible=True)
        if not visible.count():
            drawers = found.first.locator("xpath=ancestor::details[not(@open)]")
            while drawers.count():
                drawers.first.locator("xpath=./summary").click()
        return visible.first

    def speaks(self) -> None:
        """Her turn comes, and she is done with it."""
        self.do("finish_turn")

    def leave(self) -> None:
        self.watch.ended = True
        self.context.close()


def _do(request: Request) -> str:
    return parse_qs(request.post_data or "").get("do", [""])[0]
