"""Somebody may have her place: it stays in one browser alone, and nobody else's login is touched (C1)."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from codev.people import browsers, links
from codev.people.models import Account, Claim, DeviceCode, Invitation

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
