"""As a server on the internet is set up: https, cookies for it alone, nothing that Django's own list finds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASKED = (
    *("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"),
    *("SECURE_HSTS_SECONDS", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DEBUG"),
)


def run(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "CODEV_DATA": str(folder),
        "CODEV_URL": "https://codev.example.org",
        "DJANGO_SETTINGS_MODULE": "codev.settings",
        **more,
    }
    return subprocess.run([sys.executable, *words], env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_djangos_list_for_a_deployment_finds_nothing(tmp_path: Path) -> None:
    ran = run(tmp_path, "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "INFO")
    assert (ran.returncode, "no issues" in ran.stdout + ran.stderr) == (0, True), ran.stderr


@pytest.mark.slow
def test_behind_https_cookies_and_hosts_are_strict(tmp_path: Path) -> None:
    told = "import json; from django.conf import settings; print(json.dumps({k: getattr(settings, k) for k in " + repr(ASKED) + "}))"
    found = json.loads(run(tmp_path, "-c", told).stdout)
    assert [found[name] for name in ASKED[:3]] == [True, True, True]
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert found["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert (found["SECURE_HSTS_SECONDS"] >= 31536000, found["DEBUG"]) == (True, False)
    assert (found["CSRF_TRUSTED_ORIGINS"], "*" in found["ALLOWED_HOSTS"]) == (["https://codev.example.org"], False)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("more", "who"),
    [
        ({"CODEV_SMTP_URL": ""}, "anyone"),
        ({"CODEV_SMTP_URL": "smtp://localhost"}, "accounts"),
        ({"CODEV_SMTP_URL": "smtp://localhost", "CODEV_FOUNDING": "nobody"}, "nobody"),
        ({"CODEV_SMTP_URL": "smtp://localhost", "CODEV_URL": "http://127.0.0.1:8000"}, "anyone"),
    ],
)
def test_where_letters_leave_a_group_is_founded_by_somebody_known(tmp_path: Path, more: dict[str, str], who: str) -> None:
    ran = run(tmp_path, "-c", "from django.conf import settings; print(settings.CODEV_FOUNDING)", **more)
    assert ran.stdout.strip() == who, ran.stderr
