"""codev erase: a session, a person, a group, or all that is due. Says first what it will do; the running server carries it out."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from typing import Any

from codev.datafolder import FolderHeld, KeyLost, named_folder
from codev.phrases import say
from codev.vault import WrongOperatorKey

from .lost import is_lost
from .serve import set_up
from .tongue import tongue

WHAT = ("session", "member", "group", "due")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=WHAT, help="without it: what there is, by its id")
    parser.add_argument("id", nargs="?", help="of the session, the member or the group, as in its address")
    parser.add_argument("--yes", action="store_true", help="do not ask before")


def run(arguments: argparse.Namespace) -> int:
    """0; 1 and why nothing was erased; 2: understood nothing."""
    os.umask(0o077)
    language, folder = tongue(), named_folder()
    if is_lost(folder, language):
        return 1
    if not folder.is_there():
        return _no(say("erase.nothing_here", language, folder=folder.path))
    if arguments.what in WHAT[:3] and not arguments.id:
        return _no(say("erase.which", language), 2)
    try:
        set_up()
        return _erase(arguments, language) if arguments.what else _list(language)
    except (KeyLost, WrongOperatorKey, OSError) as reason:
        return _no(f"codev erase: {reason}")


def _list(language: str) -> int:
    """Ids, days and numbers: whoever hosts sees no name (C4)."""
    from codev.groups.models import Group
    from codev.groups.retention import erased_on, sessions_of

    for group in Group.objects.order_by("founded"):
        print(say("erase.group", language, id=group.pk, day=f"{group.founded:%Y-%m-%d}", n=group.members.count()))
        for session in sessions_of(group):
            words = say(f"erase.state_{session.state}", language, until=f"{erased_on(session):%Y-%m-%d}")
            print(f"  session {session.pk}  {session.start:%Y-%m-%d}  {words}")
        for member, state in group.members.values_list("pk", "state"):
            print(f"  member  {member}  {say(f'erase.member_{state}', language)}")
    return 0


def _erase(arguments: argparse.Namespace, language: str) -> int:
    found = _found(arguments.what, arguments.id or "")
    if found is None:
        return _no(say("erase.unknown", language, id=arguments.id))
    print(say(f"erase.will_{arguments.what}", language, **found))
    if not arguments.yes and not _agreed(language):
        return _no(say("erase.left", language))
    _order(arguments.what, arguments.id or "", found["group"])
    try:
        with named_folder().held():
            done = asyncio.run(_now())
    except FolderHeld:
        print(say("erase.ordered", language))
        return 0
    print(say("erase.done", language, sessions=done.sessions, members=done.members, groups=done.groups))
    print(say("erase.copies", language))
    return _no(say("erase.waits", language, n=done.waits)) if done.waits else 0


def _found(what: str, about: str) -> dict[str, Any] | None:
    """What the sentence needs, and the group; None: there is no such thing."""
    from django.utils import timezone

    from codev.groups import retention
    from codev.groups.models import Group, Member, PlannedSession

    if what == "due":
        return {"n": len(retention.overdue(timezone.now())), "group": ""}
    if what == "session":
        session = PlannedSession.objects.select_related("cycle").filter(pk=about).first()
        return {"day": f"{session.start:%Y-%m-%d}", "group": session.cycle.group_id} if session else None
    if what == "member":
        member = Member.objects.filter(pk=about).first()
        return {"id": about, "group": member.group_id} if member else None
    group = Group.objects.filter(pk=about).first()
    return {"n": len(list(retention.sessions_of(group))), "members": group.members.count(), "group": about} if group else None


def _order(what: Any, about: str, group: str) -> None:
    """What is due needs no order: the server looks for it by itself."""
    from django.utils import timezone

    from codev.groups import audit, erasures

    if what != "due":
        erasures.order(what, about, group, audit.OPERATOR, timezone.now())


async def _now() -> Any:
    """No server runs: this process is the one that works on the folder."""
    from codev.bell import Bell
    from codev.eventlog import Store
    from codev.groups import access, closing
    from codev.groups.sealed import vault
    from codev.rooms import Rooms
    from codev.upkeep import erasing

    log = Store.open(named_folder().log)
    rooms = Rooms(vault(), log, Bell(), names=access.names_in, door=access.who_may_enter, over=closing.at_the_close)
    try:
        return await erasing.run(rooms)
    finally:
        rooms.close()
        log.close()


def _agreed(language: str) -> bool:
    print(say("erase.sure", language), end=" ", flush=True)
    return sys.stdin.readline().strip().lower() in ("oui", "yes")


def _no(words: str, status: int = 1) -> int:
    print(words, file=sys.stderr)
    return status
