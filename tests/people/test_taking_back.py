"""Somebody may have her place: it stays in one browser alone, and nobody else's login is touched (C1)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from codev.people import browsers, devices, links
from codev.people.devices import OVER
from codev.people.models import Account, Claim, DeviceCode, Invitation
from codev.protocol import Refusal

INES, ZOE = "a" * 16, "b" * 16


def browser(*members: str, guest: str = "") -> HttpRequest:
    request = HttpRequest()
    request.session = SessionStore()
    for member in members:
        browsers.hold(request, member, notes_open=True, link=1)
    if guest:
        browsers.host(request, guest, "s" * 16)
    return request


def held(request: HttpRequest) -> tuple[str, ...]:
    return browsers._read(str(request.session.session_key)).members


@pytest.mark.django_db
def test_her_place_stays_here_and_leaves_every_other_browser_code_and_account() -> None:
    Invitation.objects.create(member=INES)
    here, thief, guest, other = browser(INES), browser(INES, ZOE), browser(guest=INES), browser(ZOE)
    Claim.objects.create(member=INES, account=Account.objects.create_user("thief@example.org"))
    before = links.current(INES)
    links.take_back(here, INES)
    assert [held(each) for each in (here, thief, other)] == [(INES,), (ZOE,), (ZOE,)]
    assert browsers._read(str(guest.session.session_key)).guests == ()
    assert (Claim.objects.count(), DeviceCode.objects.count(), links.read(before)) == (0, 0, links.WITHDRAWN)


@pytest.mark.django_db
def test_a_login_that_is_emptied_keeps_what_came_by_links_as_it_came() -> None:
    here = browser(INES)
    here.session[browsers.SHARED] = [INES]
    browsers.outlive(here, lambda request: request.session.flush())
    assert (held(here), browsers.came_by(here, INES), here.session.get_expire_at_browser_close()) == ((INES,), 1, True)


@pytest.mark.django_db
def test_signing_in_does_not_forget_by_which_link_she_came() -> None:
    here = browser(INES)
    browsers.hold(here, INES, notes_open=True)
    assert browsers.came_by(here, INES) == 1


@pytest.mark.django_db
def test_a_login_that_a_request_under_way_writes_once_more_holds_her_no_longer() -> None:
    Invitation.objects.create(member=INES)
    here, thief, guest = browser(INES), browser(INES, ZOE), browser(guest=INES)
    late, late_guest = dict(thief.session.items()), dict(guest.session.items())
    links.take_back(here, INES)
    for request, before in ((thief, late), (guest, late_guest)):
        request.session.update(before)
        request.session.save()
    assert (held(here), held(thief), browsers._read(str(guest.session.session_key)).guests) == ((INES,), (ZOE,), ())
    browsers.hold(thief, ZOE, notes_open=True)
    assert held(thief) == (ZOE,)


@pytest.mark.django_db
@pytest.mark.parametrize("offer", [devices.offer, devices.offer_return])
def test_a_code_that_is_made_while_she_takes_her_place_back_opens_nothing(
    monkeypatch: pytest.MonkeyPatch, offer: Callable[[HttpRequest, str], devices.Code | Refusal]
) -> None:
    Invitation.objects.create(member=INES)
    here, thief = browser(INES), browser(INES)
    thief.method = here.method = "POST"
    made: list[devices.Code | Refusal] = []

    def and_meanwhile(request: HttpRequest) -> browsers.Held:
        found = browsers.held_by(request)
        if not made:
            made.append(OVER)
            links.take_back(here, INES)
        return found

    monkeypatch.setattr(devices, "held_by", and_meanwhile)
    code = offer(thief, INES)
    assert isinstance(code, devices.Code)
    assert (devices.enter(browser_with("POST"), code.text), held(thief), held(here)) == (OVER, (), (INES,))


def browser_with(method: str) -> HttpRequest:
    request = browser()
    request.method = method
    return request
