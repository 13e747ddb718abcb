"""codev keys: the operator's key on paper, back from paper, and a new one."""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from collections.abc import Iterator

from codev.datafolder import DataFolder, FolderHeld, KeyLost, data_folder, fresh_secrets, named_folder, sync, write_secrets
from codev.phrases import say
from codev.vault import WrongOperatorKey, cipher, losses, paper, rotate

from .lost import is_lost, told
from .tongue import tongue

COMMANDS = {
    "print": "the secrets as twelve lines for a sheet of paper, which you keep away from this machine",
    "restore": "the secrets again, typed in from that sheet",
    "rotate": "a new operator's key: the keyring is wrapped anew, while no server runs",
}


def configure(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", required=True, metavar="what")
    for name, purpose in COMMANDS.items():
        commands.add_parser(name, help=purpose, description=purpose)


def run(arguments: argparse.Namespace) -> int:
    """0; 1 and why nothing has changed."""
    os.umask(0o077)
    doing = {"print": on_paper, "restore": from_paper, "rotate": anew}[arguments.what]
    try:
        return doing(tongue())
    except WrongOperatorKey:
        print(say("keys.other_key", tongue()), *told(named_folder(), tongue()), sep="\n", file=sys.stderr)
    except (FolderHeld, KeyLost, OSError, sqlite3.Error) as reason:
        print(f"codev keys: {reason}", file=sys.stderr)
    return 1


def on_paper(language: str) -> int:
    folder = named_folder()
    if is_lost(folder, language):
        return 1
    if not folder.secrets_file.exists():
        return _no(say("keys.nothing", language, folder=folder.path))
    print("\n".join(sheet(folder, language)))
    return 0


def sheet(folder: DataFolder, language: str) -> Iterator[str]:
    secrets = folder.secrets()
    yield say("keys.sheet", language, id=cipher.key_id(secrets.operator))
    yield from ("", *paper.lines(vars(secrets)), "")
    yield say("keys.sheet_parts", language)
    yield say("keys.sheet_where", language)
    yield say("keys.sheet_back", language)


def from_paper(language: str) -> int:
    """Nothing is shown of what is typed wrongly but the name of its line."""
    folder = data_folder()
    with folder.held(mending=True):
        if folder.secrets_file.exists():
            return _no(say("keys.still_there", language, file=folder.secrets_file))
        found = paper.joined(asked(language))
        if "operator" not in found:
            return _no(say("keys.too_few", language))
        wanted = losses.wanted(folder.keyring) if folder.keyring.exists() else []
        if wanted and wanted != [cipher.key_id(found["operator"])]:
            return _no(say("keys.other_sheet", language, typed=cipher.key_id(found["operator"]), ids=", ".join(wanted)))
        write_secrets(folder.secrets_file, fresh_secrets(**found))
        sync(folder.path)
    print(say("keys.back", language, file=folder.secrets_file))
    if len(found) < len(paper.PARTS):
        print(say("keys.back_in_part", language))
    return 0


def asked(language: str) -> dict[str, bytes]:
    """Line by line; one that is not right is asked for again. Without the lines after the first four, the rest is made anew."""
    found: dict[str, bytes] = {}
    if sys.stdin.isatty():
        print(say("keys.type", language))
    for name in paper.names():
        while name not in found:
            print(f"{name}  ", end="", flush=True)
            typed = sys.stdin.readline()
            if not typed.strip():
                return found
            try:
                found[name] = paper.read(name, typed)
            except paper.Mistyped:
                print(say("keys.mistyped", language, name=name), file=sys.stderr)
    return found


def anew(language: str) -> int:
    folder = named_folder()
    if is_lost(folder, language):
        return 1
    if not folder.secrets_file.exists() or not folder.keyring.exists():
        return _no(say("keys.nothing", language, folder=folder.path))
    rotated = rotate(folder)
    _note()
    print(say("keys.rotated", language, n=rotated.keys, id=rotated.id))
    print(say("keys.rotated_then", language, file=folder.secrets_file))
    print(say("keys.rotated_not", language))
    return 0


def _note() -> None:
    """Every group reads it in its own record."""
    from .serve import set_up

    set_up()
    from codev.groups import audit

    audit.record(None, audit.OPERATOR, "keys_rotated")


def _no(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
