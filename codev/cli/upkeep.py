"""codev upkeep: one tick, from a timer of the system; beside a running server it does no harm."""

from __future__ import annotations

import argparse
import os
import sys

from codev.datafolder import named_folder

from .lost import is_lost
from .serve import settle_settings
from .tongue import tongue


def configure(parser: argparse.ArgumentParser) -> None:
    """Everything that it needs stands in the environment, as for the server."""


def run(arguments: argparse.Namespace) -> int:
    """0, or 1 where a job is left for the next time, or there is no data folder."""
    os.umask(0o077)
    folder = named_folder()
    if is_lost(folder, tongue()):
        return 1
    if not folder.is_there():
        print(f"codev: there is nothing to keep up in {folder.path}: CODEV_DATA names the data folder.", file=sys.stderr)
        return 1
    settle_settings()
    from django.conf import settings
    from django.utils import timezone

    from codev.upkeep.jobs import jobs
    from codev.upkeep.ticking import tick

    return 0 if tick(timezone.now(), jobs(settings.CODEV_POST, settings.CODEV_URL)) else 1
