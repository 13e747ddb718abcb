"""What every answer tells the browser, whoever gives it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from codev.web import awake, headers
from tests.web.asking import Browser

OPERATING = Path(__file__).parents[2] / "docs" / "operating.md"


def names(pairs: list[tuple[bytes, bytes]]) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in pairs}


def test_only_our_own_scripts_run_and_only_through_our_own_policy() -> None:
    rules = dict(rule.split(" ", 1) for rule in headers.POLICY.split("; "))
    assert rules == {
        "default-src": "'none'",
        "script-src": f"'self' {awake.ALLOWED}",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "codev codev-alone",
    }


def test_neither_camera_nor_microphone_can_be_asked_for() -> None:
    policy = headers.always()["Permissions-Policy"]
    assert ("camera=()" in policy, "microphone=()" in policy, "display-capture=()" in policy) == (True, True, True)


def test_no_address_is_passed_on_to_other_sites_and_forms_keep_their_origin() -> None:
    assert headers.always()["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("key", headers.KEYS)
async def test_an_address_that_is_a_key_goes_into_no_referrer_and_so_into_no_proxys_log(
    browser: Callable[[str], Browser], key: str
) -> None:
    """Its style sheets are asked for by this page; forms keep their origin."""
    answer = await browser("nobody").ask("GET", f"{key}{'a' * 48}")
    assert answer.headers["referrer-policy"] == "strict-origin"


def test_the_proxy_of_the_documentation_writes_nothing_of_those_addresses() -> None:
    [(names, rules)] = re.findall(r"location ~ \^/\(([\w|]+)\)/ \{([^}]+)\}", OPERATING.read_text())
    assert {f"/{name}/" for name in names.split("|")} == set(headers.KEYS)
    assert ("access_log off;" in rules, "error_log /dev/null;" in rules) == (True, True)


def test_an_answer_outside_django_says_the_same_and_is_kept_nowhere() -> None:
    raw = names(headers.raw(content_type="text/event-stream"))
    said = {name.lower(): value for name, value in headers.always().items()}
    assert raw == {**said, "cache-control": "no-store", "content-type": "text/event-stream"}


def test_over_https_it_stays_https(settings: object) -> None:
    settings.SECURE_HSTS_SECONDS = 3600  # type: ignore[attr-defined]
    assert headers.always()["Strict-Transport-Security"] == "max-age=3600"
