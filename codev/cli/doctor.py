"""codev doctor: is this server well, in one line a check."""

from __future__ import annotations

import argparse
import os
from contextlib import suppress

from codev.datafolder import named_folder
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
    if folder.secrets_file.exists() and folder.app.exists():  # Django would make what is missing
        with suppress(Exception):  # spoilt secrets, for one: the checks say what
            _set_up()
    found = []
    for finding in examine(Place(folder, url.rstrip("/"), given=bool(arguments.url))):
        found.append(finding.mark)
        print(f"{say(f'doctor.mark_{finding.mark}', language):9}{say(f'doctor.{finding.about}', language, **finding.params)}", flush=True)
    return int(Mark.BROKEN in found)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "codev.settings")
    import django

    django.setup()
