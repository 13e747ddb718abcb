"""Another device is taken along by a code from her own page: once, for ten minutes, and not by guessing (C1, C3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from codev.people import devices, links
from codev.people.models import DeviceCode
from codev.people.tries import Tries, nearby

from .browser import Browser


@pytest.fixture
def at_home(ines: str, browser: Browser) -> Browser:
    browser.claim(links.current(ines))
    return browser


def test_a_code_takes_her_other_device_along(ines: str, at_home: Browser, other: Browser) -> None:
    assert other.enter(at_home.offer(ines)) == ines
    assert (other.held.members, other.held.shut) == ((ines,), frozenset())


def test_a_code_is_two_halves_of_clear_letters_and_may_be_typed_carelessly(ines: str, at_home: Browser, other: Browser) -> None:
    code = at_home.offer(ines)
    assert (len(code), code[4], set(code) & set("01OILU")) == (9, "-", set())
    assert other.enter(f" {code.lower().replace('-', ' ')} ") == ines


def test_a_code_works_once(ines: str, at_home: Browser, other: Browser) -> None:
    code = at_home.offer(ines)
    other.enter(code)
    assert Browser().enter(code) == "code_over"


def test_a_code_is_over_after_ten_minutes(ines: str, at_home: Browser, other: Browser) -> None:
    code = at_home.offer(ines)
    DeviceCode.objects.update(until=DeviceCode.objects.get().until - timedelta(minutes=10))
    assert other.enter(code) == "code_over"


def test_a_new_code_ends_the_one_before(ines: str, at_home: Browser, other: Browser) -> None:
    older, newer = at_home.offer(ines), at_home.offer(ines)
    assert (other.enter(older), other.enter(newer)) == ("code_over", ines)


def test_no_code_is_stored(ines: str, at_home: Browser) -> None:
    code = at_home.offer(ines).replace("-", "")
    assert code.encode() not in connection.connection.serialize()


def test_a_code_is_offered_and_taken_by_a_post_alone(ines: str, at_home: Browser, other: Browser) -> None:
    code = at_home.offer(ines)
    assert at_home.offer(ines, method="get") == "not_a_member"
    assert (other.enter(code, method="get"), other.enter(code)) == ("code_over", ines)


def test_nobody_gets_a_code_for_a_member_whom_she_does_not_hold(ines: str, at_home: Browser, other: Browser) -> None:
    assert (other.offer(ines), DeviceCode.objects.count()) == ("not_a_member", 0)


def test_a_browser_whose_notes_are_shut_passes_no_open_notes_on(ines: str, at_home: Browser, other: Browser) -> None:
    links.settle(ines)
    other.claim(links.renew(ines))
    third = Browser()
    third.enter(other.offer(ines))
    assert third.held.shut == {ines}


def test_a_code_from_her_old_device_opens_her_notes_on_the_new_one(ines: str, at_home: Browser, other: Browser) -> None:
    """C1: a second link leaves her notes shut until the old device opens them."""
    links.settle(ines)
    other.claim(links.renew(ines))
    other.enter(at_home.offer(ines))
    assert other.held.shut == frozenset()


def test_a_code_to_keep_brings_her_back_with_her_notes_when_no_device_is_left(ines: str, at_home: Browser, other: Browser) -> None:
    """C1: the link alone would leave them shut."""
    links.settle(ines)
    code = at_home.offer_return(ines)
    at_home.give_back(ines)
    DeviceCode.objects.update(until=DeviceCode.objects.get().until - timedelta(days=365))
    assert (len(code), other.enter(code), other.held.shut, Browser().enter(code)) == (14, ines, frozenset(), "code_over")


def test_a_code_to_keep_and_a_code_for_now_do_not_end_each_other(ines: str, at_home: Browser, other: Browser) -> None:
    kept, now = at_home.offer_return(ines), at_home.offer(ines)
    assert (other.enter(kept), Browser().enter(now)) == (ines, ines)


def test_after_ten_wrong_codes_one_address_waits_and_another_does_not(ines: str, at_home: Browser, other: Browser) -> None:
    code = at_home.offer(ines)
    wrong = [other.enter("AAAA-AAAA") for _ in range(10)]
    assert (wrong, other.enter(code), Browser().enter(code)) == (["code_over"] * 10, "too_often", ines)


def test_wrong_codes_from_many_addresses_are_counted_together(ines: str, at_home: Browser) -> None:
    code = at_home.offer(ines)
    for i in range(300):
        Browser(f"198.51.{i // 100}.{i % 100}").enter("AAAA-AAAA")
    assert Browser("203.0.113.1").enter(code) == "too_often"


def test_a_wait_ends() -> None:
    now = [0.0]
    tries = Tries(each=1, together=9, minutes=10, clock=lambda: now[0])
    tries.count("192.0.2.1")
    waiting = tries.too_many("192.0.2.1")
    now[0] = 601.0
    assert (waiting, tries.too_many("192.0.2.1")) == (True, False)


def test_the_addresses_of_one_household_are_one_sender() -> None:
    assert nearby("2001:db8::1") == nearby("2001:db8::ffff") != nearby("2001:db8:0:1::1")
    assert nearby("not an address") == "not an address"


def test_a_refusal_for_too_many_tries_says_how_long_to_wait(db: None, other: Browser) -> None:
    for _ in range(10):
        other.enter("x")
    found = devices.enter(other.request("post"), "x")
    assert getattr(found, "params", ()) == (("minutes", "10"),)
