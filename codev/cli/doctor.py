"""codev doctor: is this server well, in one line a check."""

from __future__ import annotations

import argparse
import os

from codev.datafolder import KeyLost, named_folder
from codev.doctor import Mark, Place, examine
from codev.phrases import say

from .tongue import tongue


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", help="the address that people use (default: CODEV_URL, or http://127.0.0.1:8000)")


def run(arguments: argparse.Namespace) -> int:
    """0, or 1 where something is broken."""
    os.umask(0o077)
    folder, language = named_folder(), tongue()
    url = arguments.url or os.environ.get("CODEV_URL") or "http://127.0.0.1:8000"
    settled, unset = _set_up() if folder.secrets_file.exists() and folder.app.exists() else (False, "")  # Django would make what is missing
    found = []
    for finding in examine(Place(folder, url.rstrip("/"), bool(arguments.url), settled, unset)):
        found.append(finding.mark)
        print(f"{say(f'doctor.mark_{finding.mark}', language):9}{say(f'doctor.{finding.about}', language, **finding.params)}", flush=True)
    return int(Mark.BROKEN in found)


def _set_up() -> tuple[bool, str]:
    """Whether Django could be, and what is wrong with a setting: its sentence holds no password."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "codev.settings")
    import django

    try:
        django.setup()
    except ValueError as reason:
        return False, str(reason)
    except (KeyLost, OSError):  # the checks say what
        return False, ""
    return True, ""
