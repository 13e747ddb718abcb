"""A part is rendered once for everyone who sees the same, remembered for a while, and sees nothing but its own value."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from codev.protocol.activities.timing import PauseClock
from codev.protocol.views.parts import KINDS, LearningPart
from codev.web import parts, trial
from codev.web.parts import Memory
from tests.doors.world import World
from tests.web.asking import Browser, Page

NO = LearningPart("learning-1", "learned", "Dire non.", "Inès")
YES = LearningPart("learning-2", "learned", "Oui.", "Paul")


class Counted:
    def __init__(self) -> None:
        self.made: list[tuple[Any, str]] = []
        self.now = 0.0
        self.memory = Memory(self.make, lambda: self.now)

    def make(self, part: Any, language: str) -> bytes:
        self.made.append((part, language))
        return bytes(part.id, "ascii")


def test_the_same_value_in_the_same_language_is_rendered_once() -> None:
    counted = Counted()
    for language in ("fr", "fr", "en", "fr"):
        counted.memory.get(LearningPart("learning-1", "learned", "Dire non.", "Inès"), language)
    assert counted.made == [(NO, "fr"), (NO, "en")]


def test_what_is_asked_for_again_stays_and_what_is_not_is_forgotten() -> None:
    """These are people's words: they leave the memory."""
    counted = Counted()
    counted.memory.get(YES, "fr")
    for _ in range(3):
        counted.memory.get(NO, "fr")
        counted.now += parts.SECONDS
        counted.memory.age()
    counted.memory.get(YES, "fr")
    assert counted.made == [(YES, "fr"), (NO, "fr"), (YES, "fr")]


def test_an_erased_session_takes_what_was_rendered_with_it() -> None:
    """C3."""
    counted = Counted()
    counted.memory.get(NO, "fr")
    counted.memory.forget()
    assert (counted.memory._new, counted.memory._old) == ({}, {})


async def test_an_act_seen_by_three_renders_each_changed_value_once(
    here: World, browser: Callable[[str], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make = parts.memory._make
    async with Page(browser("client")) as a, Page(browser("consultant")) as b, Page(browser("facilitator")) as c:
        for page in (a, b, c):
            await page.until("parts")
        monkeypatch.setattr(parts.memory, "_make", lambda part, language: made.append(part.kind) or make(part, language))
        await here.order("facilitator", PauseClock())
        for page in (a, b, c):
            await page.until("parts", 2)
    assert sorted(made) == ["bar", "clock"]


def test_a_template_sees_the_part_and_the_words_of_one_language_and_nothing_else() -> None:
    seen = parts.templates().globals.keys() | parts.voice("fr").keys()
    assert not {"request", "user", "token", "csrf_token", "settings", "place", "session", "member"} & seen


def test_every_kind_of_part_has_a_template_and_its_container_stands_in_the_page() -> None:
    page = "".join((parts.TEMPLATES / "pages" / name).read_text() for name in ("room.html", "wall.html"))
    missing = [kind for kind in KINDS if not (parts.TEMPLATES / "parts" / f"{kind}.html").exists()]
    adrift = [part.slot for part in KINDS.values() if f'id="slot-{part.slot}"' not in page]
    assert (missing, adrift, trial.PacePart.kind in KINDS) == ([], [], True)


@pytest.mark.parametrize("name", ["room", "wall"])
def test_each_page_of_the_rooms_script_has_words_for_every_state_of_its_connection(name: str) -> None:
    script = (parts.TEMPLATES.parent / "static" / "room.js").read_text(encoding="utf8")
    states = {*re.findall(r'state\("(\w+)"\)', script), "slow", "reconnecting", "offline"}
    page = (parts.TEMPLATES / "pages" / f"{name}.html").read_text(encoding="utf8")
    assert {state for state in states if f"data-{state}=" not in page} == set()
