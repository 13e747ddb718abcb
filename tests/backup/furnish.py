"""python -m tests.backup.furnish: fills the data folder of CODEV_DATA with words to look for. Prints what stands where, as JSON."""

import asyncio
import json
import sys
from dataclasses import replace

import django

GROUP, ASKED, NOTED = "the band of Wednesday", "what keeps me awake?", "for nobody but me"


def rows():
    """A group, its session, and a browser that holds its first member."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.utils import timezone

    from codev.groups import charter
    from codev.groups.founding import add, found
    from codev.groups.planning import plan_session

    call_command("migrate", interactive=False, verbosity=0)
    group = found(GROUP)
    members = [add(group, name, is_facilitator=name == "Lea", is_peer=name != "Lea") for name in ("Lea", "Ines", "Paul", "Omar", "Zoe")]
    session = plan_session(group, start=timezone.now(), zone="Europe/Paris", format_name="ninety")
    charter.accept(members[1].pk, 1)
    login = SessionStore()
    login["members"] = {members[1].pk: (True, 1)}
    login.create()
    lea, *others = (member.pk for member in members)
    return {"group": group.pk, "session": session.pk, "login": login.session_key, "lea": lea, "others": others}


async def acts(made, folder):
    from codev.bell import Bell
    from codev.eventlog import Store
    from codev.groups.sealed import vault
    from codev.protocol.activities.asking import AskQuestion
    from codev.protocol.activities.moving import StartSession
    from codev.protocol.notebook import WriteNote
    from codev.rooms import Accepted, Rooms
    from tests.rooms.cast import PLANNED, order

    log, room, ines = Store.open(folder.log), f"{made['session']}.1", made["others"][0]

    async def names(session):
        return {}

    rooms = Rooms(vault(), log, Bell(), names=names)
    await rooms.plan(room, replace(PLANNED, members=tuple(made["others"]), facilitator=made["lea"]))
    done = [
        await rooms.act(room, order(made["lea"], StartSession()), "start"),
        await rooms.act(room, order(ines, AskQuestion(ASKED)), "ask"),
        await rooms.act_own(room, ines, order(ines, WriteNote(NOTED)), "note"),
    ]
    assert all(isinstance(answer, Accepted) for answer in done)
    rooms.close()
    log.close()


def main():
    django.setup()
    from django.conf import settings

    from codev.datafolder import DataFolder

    made = rows()
    asyncio.run(acts(made, DataFolder(settings.CODEV_DATA)))
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main()
