"""codev backup: the words in one folder, the newest keyring in another, while the server runs."""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import sys
from pathlib import Path

from codev.backup import CannotBackUp, Damaged, Taken, take
from codev.datafolder import DataFolder, FolderHeld, KeyLost, named_folder
from codev.phrases import say
from codev.vault import WrongOperatorKey

from .lost import is_lost
from .tongue import tongue


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", nargs="?", type=Path, default=Path("backup"), help="where to (default: ./backup)")


def run(arguments: argparse.Namespace) -> int:
    """0 and where everything lies; 1 and why there is no new backup."""
    os.umask(0o077)
    folder, language = named_folder(), tongue()
    if is_lost(folder, language):
        return 1
    try:
        print("\n".join(told(take(folder, arguments.folder), folder, language)))
    except CannotBackUp as reason:
        print(say(f"backup.{reason.why}", language, **reason.params), file=sys.stderr)
    except (Damaged, sqlite3.DatabaseError):
        why = "backup.damaged" if has_room(folder, arguments.folder) else "backup.full"
        print(say(why, language, folder=arguments.folder), file=sys.stderr)
    except (FolderHeld, KeyLost, WrongOperatorKey, OSError) as reason:
        print(f"codev backup: {reason}", file=sys.stderr)
    else:
        return 0
    return 1


def has_room(folder: DataFolder, target: Path) -> bool:
    """SQLite calls a full disk by several names, some of them those of a damaged file. A copy may need its own length twice."""
    wanted = 2 * sum(file.stat().st_size for file in folder.path.glob("*.sqlite3*"))
    return not target.exists() or shutil.disk_usage(target).free > wanted


def told(taken: Taken, folder: DataFolder, language: str) -> list[str]:
    return [
        say("backup.words", language, words=taken.words, n=taken.manifest.acts),
        say("backup.keys", language, keys=taken.keys),
        say("backup.apart", language, file=folder.secrets_file),
    ]
