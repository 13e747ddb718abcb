"""codev demo: the demonstration group's links again, while the server runs."""

from __future__ import annotations

import argparse
import os
import sys


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", help="the address that people use (default: CODEV_URL, or http://127.0.0.1:8000)")


def run(arguments: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "codev.settings")
    import django

    django.setup()
    from django.conf import settings

    from codev.groups import demo

    links = demo.links(arguments.url or settings.CODEV_URL)
    if not links:
        print("There is no demonstration group here.", file=sys.stderr)
        return 1
    print("\n".join(f"{name:14}{link}" for name, link in links))
    return 0
