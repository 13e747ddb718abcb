"""Django is set up as the product is run: no debug, nothing left to migrate, nothing that its own checks find."""

import pytest
from django.conf import settings
from django.core.management import call_command


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_djangos_own_checks_find_nothing() -> None:
    call_command("check", fail_level="WARNING")


def test_no_page_ever_shows_a_traceback() -> None:
    assert settings.DEBUG is False


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites() -> None:
    assert (settings.SESSION_COOKIE_HTTPONLY, settings.CSRF_COOKIE_HTTPONLY) == (True, True)
    assert (settings.SESSION_COOKIE_SAMESITE, settings.CSRF_COOKIE_SAMESITE) == ("Lax", "Lax")
