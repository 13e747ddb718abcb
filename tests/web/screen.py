"""What a page of the room shows, by the messages that reach it: `room.js` re-stated, without the fields that somebody is typing in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tests.fault.page import Page

SLOT = re.compile(r'data-into="([^"]*)"')
SEVERAL = 2


@dataclass
class Screen:
    """slots: the parts of each container, id to HTML, in their order. older: how often in a row what came was older than the page."""

    version: int = 0
    seen: str = ""
    slots: dict[str, dict[str, str]] = field(default_factory=dict)
    older: int = 0

    @property
    def html(self) -> str:
        return "".join(html for slot in self.slots.values() for html in slot.values())

    @property
    def page(self) -> Page:
        return Page(self.html)

    def hear(self, news: Any) -> bool:
        """A message of the stream. False: the page opens its stream anew."""
        if self.older >= SEVERAL:
            self.version = 0
        shown = self.show(news)
        self.older = 0 if shown else self.older + 1
        return shown

    def show(self, news: Any) -> bool:
        """What is older than the page is dropped."""
        if news["v"] < self.version:
            return False
        if news["whole"]:
            for name in [name for slot in self.slots.values() for name in slot if name not in news["parts"]]:
                self._put(name, None, None)
        for name, html in news["parts"].items():
            self._put(name, html, news["after"].get(name))
        self.version, self.seen = news["v"], news["seen"]
        return True

    def _put(self, name: str, html: str | None, after: str | None) -> None:
        slot = next((parts for parts in self.slots.values() if name in parts), None)
        if slot is None:
            self._insert(name, html, after)
        elif html is None:
            del slot[name]
        else:
            slot[name] = html

    def _insert(self, name: str, html: str | None, after: str | None) -> None:
        if html is None:
            return
        slot = self.slots.setdefault(slot_of(html), {})
        names = list(slot)
        at = 0 if after == "" else names.index(after) + 1 if after in slot else len(names)
        before = [(other, slot.pop(other)) for other in names[at:]]
        slot[name] = html
        slot.update(before)


def slot_of(html: str) -> str:
    found = SLOT.search(html)
    assert found, html
    return found[1]


def filled(slots: dict[str, dict[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """To compare: containers with nothing in them are as none."""
    return {name: list(parts.items()) for name, parts in slots.items() if parts}
