"""Personal links: derived, never stored, claimed by a POST, spent once claimed, withdrawn by a number (C3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from codev.people import ids, links
from codev.people.browsers import listen
from codev.people.models import Invitation
from codev.protocol import Refusal

from .browser import Browser

NUMBERS = st.integers(min_value=1, max_value=2**16 - 1)
MEMBERS = st.binary(min_size=10, max_size=10).map(ids.spell)


def refused(found: str | Refusal) -> str:
    assert isinstance(found, Refusal)
    assert found.rule == "C3"
    return found.code


def test_a_link_opens_its_member(ines: str, browser: Browser) -> None:
    assert browser.claim(links.current(ines)) == ines
    assert browser.held.members == (ines,)


def test_a_link_may_be_typed_in_capitals(ines: str) -> None:
    assert links.read(links.current(ines).upper()) == ines


def test_a_link_is_48_letters_and_digits_and_nothing_of_it_is_stored(ines: str, browser: Browser) -> None:
    token = links.current(ines)
    browser.claim(token)
    stored = connection.connection.serialize()
    assert (len(token), token.isalnum()) == (48, True)
    assert token[:16].encode() in stored
    assert not any(token[start : start + 8].encode() in stored for start in range(16, 40))


@pytest.mark.parametrize("place", [0, 15, 16, 20, 47])
def test_a_link_with_one_letter_changed_opens_nothing(ines: str, place: int) -> None:
    token = links.current(ines)
    altered = token[:place] + ("a" if token[place] != "a" else "b") + token[place + 1 :]
    assert refused(links.read(altered)) == "link_unknown"


@pytest.mark.parametrize("token", ["", "a" * 48, "0" * 48, "é" * 48, "a" * 47, "a" * 5000, "../../etc", "a" * 47 + "="])
def test_what_is_no_link_opens_nothing(db: None, token: str) -> None:
    assert refused(links.read(token)) == "link_unknown"


def test_a_link_of_another_server_opens_nothing(ines: str, settings: pytest.FixtureRequest) -> None:
    token = links.current(ines)
    settings.CODEV_LINK_SECRET = b"another"  # type: ignore[attr-defined]
    assert refused(links.read(token)) == "link_unknown"


@given(member=MEMBERS, number=NUMBERS, other=NUMBERS)
def test_every_member_and_number_has_a_link_of_its_own(member: str, number: int, other: int) -> None:
    assert (links.make(member, number) == links.make(member, other)) == (number == other)


def test_reading_a_link_changes_nothing(ines: str) -> None:
    assert [links.read(links.current(ines)) for _ in range(3)] == [ines] * 3
    assert Invitation.objects.get().claimed == 0


def test_a_mail_scanner_that_opens_a_link_does_not_claim_it(ines: str, browser: Browser, other: Browser) -> None:
    found = other.claim(links.current(ines), method="get")
    assert isinstance(found, Refusal)
    assert (other.held.members, browser.claim(links.current(ines))) == ((), ines)


def test_a_claimed_link_is_spent_for_another_browser(ines: str, browser: Browser, other: Browser) -> None:
    browser.claim(links.current(ines))
    assert refused(links.read(links.current(ines))) == "link_spent"
    assert refused(other.claim(links.current(ines))) == "link_spent"
    assert other.held.members == ()


def test_a_claimed_link_goes_on_in_the_browser_that_holds_its_member(ines: str, browser: Browser) -> None:
    browser.claim(links.current(ines))
    key = browser.key
    assert links.read(links.current(ines), browser.held.members) == ines
    assert (browser.claim(links.current(ines)), browser.key) == (ines, key)


def test_raising_the_number_withdraws_every_older_link(ines: str, browser: Browser) -> None:
    older = links.current(ines)
    newer = links.renew(ines)
    assert refused(links.read(older)) == "link_withdrawn"
    assert refused(browser.claim(older)) == "link_withdrawn"
    assert browser.claim(newer) == ines


def test_a_link_made_for_her_later_leaves_her_notes_shut(ines: str, browser: Browser, other: Browser) -> None:
    """C1: whoever makes a second link for her does not come to her notes by it."""
    browser.claim(links.current(ines))
    links.settle(ines)
    other.claim(links.renew(ines))
    assert (browser.held.shut, other.held.shut) == (frozenset(), {ines})


def test_a_link_renewed_before_she_came_in_as_herself_opens_her_notes(ines: str, browser: Browser, other: Browser) -> None:
    """Her mail's own small browser took the first one, and nothing is written yet."""
    other.claim(links.current(ines))
    browser.claim(links.renew(ines))
    assert browser.held.shut == frozenset()


def test_whoever_uses_the_link_that_she_left_behind_finds_her_notes_shut(ines: str, browser: Browser, other: Browser) -> None:
    """C1: others may know her link; it was shown to whoever invited her."""
    browser.claim(links.current(ines))
    links.settle(ines)
    browser.give_back(ines)
    assert (other.claim(links.current(ines)), other.held.shut) == (ines, {ines})


def test_whoever_came_by_her_link_before_her_left_no_way_back_to_her_notes_C1(ines: str, browser: Browser, other: Browser) -> None:
    token = links.current(ines)
    browser.claim(token, key="the facilitator's")
    code = browser.offer_return(ines)
    browser.give_back(ines)
    other.claim(token, key="hers")
    assert (browser.enter(code), ines in browser.held.members, other.held.shut) == ("code_over", False, frozenset())


def test_whoever_still_had_her_when_she_came_by_a_new_link_has_her_no_more_C1(ines: str, browser: Browser, other: Browser) -> None:
    browser.claim(links.current(ines), key="the facilitator's")
    heard: list[str] = []
    stop = listen(heard.append)
    other.claim(links.renew(ines), key="hers")
    stop()
    assert (browser.held.members, other.held.members, browser.key in heard) == ((), (ines,), True)


def test_a_demonstration_link_opens_again_and_again(malik: str, browser: Browser, other: Browser) -> None:
    Invitation.objects.filter(pk=malik).update(lasting=True)
    token = links.current(malik)
    assert [browser.claim(token), other.claim(token), Browser().claim(token)] == [malik] * 3
    assert other.held.shut == frozenset()


def test_a_double_click_is_one_claim(ines: str, browser: Browser, other: Browser) -> None:
    """The second click leaves before the first one's cookie has come back."""
    browser.claim(links.current(ines), key="of this page")
    assert other.claim(links.current(ines), key="of this page") == ines


@pytest.mark.parametrize(("key", "later"), [("of another page", 0), ("", 0), ("of this page", 61)])
def test_another_page_or_a_page_sent_again_later_is_no_double_click(
    ines: str, browser: Browser, other: Browser, key: str, later: int
) -> None:
    browser.claim(links.current(ines), key="of this page")
    row = Invitation.objects.get()
    assert row.claimed_at
    Invitation.objects.update(claimed_at=row.claimed_at - timedelta(seconds=later))
    assert refused(other.claim(links.current(ines), key=key)) == "link_spent"


def test_of_two_browsers_at_once_one_takes_the_link(ines: str, browser: Browser, other: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have read the row before either writes."""
    stale = links._find(links.current(ines))
    assert stale
    browser.claim(links.current(ines))
    monkeypatch.setattr(links, "_find", lambda token: stale)
    assert refused(other.claim(links.current(ines))) == "link_spent"


def test_a_claim_changes_the_login_key_so_that_a_planted_one_opens_nothing(ines: str, malik: str, browser: Browser) -> None:
    browser.claim(links.current(ines))
    planted = Browser()
    planted.key = browser.key
    browser.claim(links.current(malik))
    assert (browser.held.members, planted.held.members) == ((ines, malik), ())


def test_that_is_not_me_lets_the_link_open_once_more(ines: str, browser: Browser, other: Browser) -> None:
    browser.claim(links.current(ines))
    browser.give_back(ines)
    assert (browser.held.members, other.claim(links.current(ines)), other.held.shut) == ((), ines, frozenset())


def test_nobody_gives_back_what_she_does_not_hold(ines: str, browser: Browser, other: Browser) -> None:
    browser.claim(links.current(ines))
    other.give_back(ines)
    assert (browser.held.members, refused(links.read(links.current(ines)))) == ((ines,), "link_spent")


def test_giving_an_old_link_back_leaves_a_newer_one_spent(ines: str, browser: Browser, other: Browser) -> None:
    browser.claim(links.current(ines))
    other.claim(links.renew(ines))
    browser.give_back(ines)
    assert (other.held.members, refused(links.read(links.current(ines)))) == ((ines,), "link_spent")
