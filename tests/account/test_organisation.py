"""Whoever has an organisation signs in with it; it opens nothing but the account that is its own (C1)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount

from codev.people.models import Account
from codev.settings.organisation import organisation

from .conftest import ADDRESS
from .organisation import Organisation, open_organisation


@pytest.fixture
def school(settings) -> Iterator[Organisation]:
    with open_organisation() as opened:
        settings.CODEV_ORGANISATION = opened.settings
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [opened.settings]}}
        yield opened


def signs_in_with(browser, more: str = ""):
    """There, and back."""
    asked = parse_qs(urlsplit(browser.get(f"/account/with/organisation{more}").headers["location"]).query)
    assert asked["scope"] == ["openid"]
    return browser.get(f"/account/with/organisation/back?code=c&state={asked['state'][0]}")


def test_she_signs_in_with_her_organisation_and_it_gives_no_address(visitor, school) -> None:
    browser = visitor()
    assert signs_in_with(browser).headers["location"] == "/account"
    assert Account.objects.filter(address__contains="ines").count() == 0
    assert "By École" in browser.get("/account").content.decode()


def test_her_places_come_along(visitor, school, ines) -> None:
    first = visitor().opens(ines)
    signs_in_with(first)
    first.post("/account/keep", member=ines.pk)
    second = visitor()
    signs_in_with(second)
    assert second.reaches(ines)


def test_an_organisation_that_names_somebodys_address_does_not_become_her(visitor, school, ines) -> None:
    visitor().opens(ines).makes_an_account(ADDRESS).post("/account/keep", member=ines.pk)
    employer = visitor()
    signs_in_with(employer)
    assert (employer.reaches(ines), Account.objects.count()) == (False, 2)


def test_she_may_join_it_to_her_account_herself(visitor, school, ines) -> None:
    here = visitor().opens(ines).makes_an_account()
    here.post("/account/keep", member=ines.pk)
    signs_in_with(here, "?process=connect")
    elsewhere = visitor()
    signs_in_with(elsewhere)
    assert (elsewhere.reaches(ines), SocialAccount.objects.count()) == (True, 1)


def test_an_answer_that_nobody_asked_for_opens_nothing(visitor, school) -> None:
    answer = visitor().get("/account/with/organisation/back?code=c&state=invented")
    assert ("could not say who you are" in answer.content.decode(), Account.objects.count()) == (True, 0)


def test_without_an_organisation_there_is_no_such_way(visitor) -> None:
    assert visitor().get("/account/with/organisation").status_code == 404


def test_half_a_setting_is_told_at_the_start() -> None:
    assert organisation({}) is None
    with pytest.raises(ValueError, match="CODEV_OIDC_SECRET"):
        organisation({"CODEV_OIDC_SERVER": "https://id.example", "CODEV_OIDC_CLIENT": "codev"})
