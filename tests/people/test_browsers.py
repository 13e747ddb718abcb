"""Who a browser holds: read from the login once, remembered for half a minute, forgotten at once when it changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.backends.db import SessionStore

from codev import people
from codev.people import browsers, links
from codev.people.memory import MOST, Remembered

from .browser import Browser

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_browser_that_claimed_nothing_holds_nobody() -> None:
    headers = ("", "codev=", "codev=unknown", "a=b; ;;=", "codev=" + "x" * 9000)
    assert [(await people.held(header)).members for header in headers] == [()] * 5


async def test_one_browser_may_hold_several_members(ines: str, malik: str, browser: Browser) -> None:
    await sync_to_async(lambda: [browser.claim(links.current(member)) for member in (ines, malik)])()
    assert (await people.held(browser.cookie)).members == (ines, malik)


async def test_a_login_is_read_once_in_half_a_minute() -> None:
    read: list[str] = []
    now = [0.0]
    remembered = Remembered[str, str](lambda key: (read.append(key), key)[1], clock=lambda: now[0])
    for now[0] in (0.0, 29.9, 30.1):
        assert await remembered.get("a") == "a"
    assert read == ["a", "a"]


async def test_what_nobody_has_changed_is_not_read_again() -> None:
    read: list[str] = []
    now, mark = [0.0], [1]
    remembered = Remembered[str, str](lambda key: (read.append(key), key)[1], clock=lambda: now[0], mark=lambda: mark[0])
    for now[0], mark[0] in ((0.0, 1), (30.1, 1), (599.0, 1), (629.1, 2), (700.0, 2)):
        assert await remembered.get("a") == "a"
    assert read == ["a", "a"]


async def test_what_is_forgotten_is_read_again() -> None:
    answers = iter(["before", "after"])
    remembered = Remembered[str, str](lambda key: next(answers))
    await remembered.get("a")
    remembered.forget("a")
    assert await remembered.get("a") == "after"


async def test_a_change_during_the_reading_is_not_lost() -> None:
    answers = ["after", "before"]

    def read(key: str) -> str:
        answer = answers.pop()
        if answer == "before":
            remembered.forget(key)
        return answer

    remembered = Remembered[str, str](read)
    assert await remembered.get("a") == "after"


async def test_a_login_longer_than_any_of_ours_is_not_even_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    remembered = Remembered[str, browsers.Held](lambda key: browsers.Held(("somebody",)))
    monkeypatch.setattr(browsers, "_remembered", remembered)
    assert ((await people.held("codev=" + "x" * 41)).members, remembered._kept) == ((), {})


async def test_the_memory_stays_small_under_a_flood_of_invented_logins() -> None:
    remembered = Remembered[int, int](lambda key: key)
    for key in range(MOST + 50):
        remembered._keep(key, 600.0, None, key)
    assert len(remembered._kept) == MOST


def test_leaving_takes_one_member_and_leaves_the_others(ines: str, malik: str, browser: Browser) -> None:
    browser.claim(links.current(ines))
    browser.claim(links.current(malik))
    browser.leave(ines)
    assert browser.held.members == (malik,)


def test_leaving_ends_the_old_login_and_tells_who_listens(ines: str, browser: Browser, heard: list[str]) -> None:
    browser.claim(links.current(ines))
    old = browser.key
    browser.leave(ines)
    assert (heard, SessionStore(old).load()) == ([old], {})


def test_leaving_whom_one_does_not_hold_changes_nothing(ines: str, malik: str, browser: Browser, heard: list[str]) -> None:
    browser.claim(links.current(ines))
    browser.leave(malik)
    assert (browser.held.members, heard) == ((ines,), [])


def test_the_login_in_a_cookie_header_is_found_among_others(browser: Browser) -> None:
    browser.key = "abcdefgh"
    assert browsers.session_key(browser.cookie) == "abcdefgh"


@pytest.fixture
def heard() -> Iterator[list[str]]:
    keys: list[str] = []
    stop = browsers.listen(keys.append)
    yield keys
    stop()


@pytest.mark.parametrize("header", ["a=" + "b" * 100_000, "codev=" + "c" * 41, "codev=" + "c" * 9000])
def test_a_header_that_is_none_of_ours_is_no_login_and_fills_no_memory(header: str) -> None:
    before = browsers._session_key.cache_info().currsize
    assert browsers.session_key(header) == ""
    assert browsers._session_key.cache_info().currsize - before <= (len(header) <= browsers.LONGEST_HEADER)
