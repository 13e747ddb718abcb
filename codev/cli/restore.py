"""codev restore: words of any age, joined with the newest keyring."""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from codev.backup import Altered, CannotRestore, Damaged, NotABackup, Restored, put_back
from codev.datafolder import DataFolder, FolderHeld, KeyLost, named_folder
from codev.phrases import say
from codev.vault import WrongOperatorKey

from .tongue import tongue


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", metavar="WORDS", type=Path, help="the folder words-… of a backup")
    parser.add_argument("--keys", metavar="KEYS", type=Path, required=True, help="the folder keys of the newest backup")
    parser.add_argument("--into", metavar="DATA", type=Path, help="the data folder (default: CODEV_DATA, or ./data)")
    parser.add_argument("--secrets", metavar="FILE", type=Path, help="your copy of secrets.json (default: the one in the data folder)")
    parser.add_argument("--replace", action="store_true", help="keep aside what stands in the data folder")
    parser.add_argument("--incomplete", action="store_true", help="also if the keyring lacks the keys of some words")


def run(arguments: argparse.Namespace) -> int:
    """0 and what came back; 1 and why nothing has changed."""
    os.umask(0o077)
    folder, language = DataFolder(arguments.into.resolve()) if arguments.into else named_folder(), tongue()
    try:
        print("\n".join(told(_restore(arguments, folder), language)))
    except CannotRestore as reason:
        print(say(f"restore.{reason.why}", language, **reason.params), file=sys.stderr)
    except NotABackup:
        print(say("restore.no_backup", language, folder=arguments.words), file=sys.stderr)
    except Altered as reason:
        print(say("restore.altered", language, file=reason), file=sys.stderr)
    except (Damaged, sqlite3.DatabaseError):
        print(say("restore.damaged", language), file=sys.stderr)
    except KeyLost:
        print(say("restore.secrets_spoilt", language, file=arguments.secrets or folder.secrets_file), file=sys.stderr)
    except (FolderHeld, WrongOperatorKey, OSError) as reason:
        print(f"codev restore: {reason}", file=sys.stderr)
    else:
        return 0
    return 1


def _restore(arguments: argparse.Namespace, folder: DataFolder) -> Restored:
    return put_back(
        arguments.words,
        arguments.keys,
        folder,
        secrets=arguments.secrets,
        replace=arguments.replace,
        incomplete=arguments.incomplete,
    )


def told(restored: Restored, language: str) -> Iterator[str]:
    yield say("restore.done", language, folder=restored.folder, n=restored.manifest.acts, taken=when(restored.manifest.taken))
    if restored.erased:
        yield say("restore.erased", language, n=restored.erased)
    if restored.keyless:
        yield say("restore.keyless_left", language, n=restored.keyless)
    if restored.deaf:
        yield say("restore.deaf", language)
    if restored.aside:
        yield say("restore.aside", language, aside=restored.aside)
    yield say("restore.since", language)


def when(taken: str) -> str:
    return f"{datetime.fromisoformat(taken):%Y-%m-%d %H:%M} UTC"
