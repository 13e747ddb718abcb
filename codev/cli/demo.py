"""codev demo: the demonstration group's links again, while the server runs."""

from __future__ import annotations

import argparse
import sys

from codev.datafolder import KeyLost, named_folder
from codev.vault import WrongOperatorKey

from .lost import is_lost
from .serve import settle_settings
from .tongue import tongue


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", help="the address that people use (default: CODEV_URL, or http://127.0.0.1:8000)")


def run(arguments: argparse.Namespace) -> int:
    """0 and the links; 1 and why there are none. It makes nothing."""
    folder = named_folder()
    if is_lost(folder, tongue()):
        return 1
    if not folder.is_there():
        print(f"codev demo: there is nothing in {folder.path}: CODEV_DATA names the data folder.", file=sys.stderr)
        return 1
    try:
        links = _links(arguments.url)
    except (KeyLost, WrongOperatorKey) as reason:
        print(f"codev demo: {reason}", file=sys.stderr)
        return 1
    if not links:
        print("There is no demonstration group here.", file=sys.stderr)
        return 1
    print("\n".join(f"{name:14}{link}" for name, link in links))
    return 0


def _links(url: str | None) -> list[tuple[str, str]]:
    settle_settings()
    from django.conf import settings

    from codev.groups import demo

    return demo.links(url or settings.CODEV_URL)
