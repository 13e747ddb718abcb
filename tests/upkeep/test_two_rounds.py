"""`codev upkeep`, from a timer, beside a running server or beside itself: whatever is due goes out once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.outbound.postoffice import Catcher, running

OWED = 12
FURNISH = f"""
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "codev.settings"
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from codev.groups import due
from codev.groups.founding import add, found
group = found("Les passeurs du mardi")
for i in range({OWED}):
    due.owe(add(group, f"Pair {{i}}", address=f"pair{{i}}@example.org"), "invitation", "link:1")
"""
UPKEEP = ["-m", "codev.cli", "upkeep"]


def environment(folder: Path, smtp: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "codev.settings",
        "CODEV_DATA": str(folder),
        "CODEV_SMTP_URL": smtp,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


@pytest.mark.slow
def test_two_at_once_send_each_message_once(tmp_path: Path) -> None:
    catcher = Catcher()
    with running(catcher) as at:
        env = environment(tmp_path, f"smtp+plain://127.0.0.1:{at.port}")
        subprocess.run([sys.executable, "-c", FURNISH], env=env, check=True)
        rounds = [subprocess.Popen([sys.executable, *UPKEEP], env=env, stderr=subprocess.PIPE) for _ in range(3)]
        ended = [(one.communicate(timeout=60)[1], one.returncode) for one in rounds]
    assert ended == [(b"", 0)] * 3
    assert Counter(to for to, _ in catcher.caught) == Counter(f"pair{i}@example.org" for i in range(OWED))


def test_where_there_is_no_house_nothing_is_made(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, *UPKEEP], env=environment(tmp_path / "none", ""), capture_output=True, text=True, check=False)
    assert (ran.returncode, "CODEV_DATA" in ran.stderr, list(tmp_path.iterdir())) == (1, True, [])


def test_a_mail_address_that_is_none_is_said_at_the_start(tmp_path: Path) -> None:
    program = "import codev.settings"
    env = environment(tmp_path, "mail.example.org:s3cret")
    ran = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=False)
    assert ("CODEV_SMTP_URL is written" in ran.stderr, "s3cret" in ran.stderr) == (True, False)
