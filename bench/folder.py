"""A data folder of the benchmark's own, filled through the project's doors: groups of nine, in sessions that have come to the questions.

python -m bench.folder ROOMS LONG      CODEV_DATA says where; the first LONG rooms have 2,000 events in their log.
Prints one line of JSON: the rooms, and who sits in them with which login.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "codev.settings")
django.setup()

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from codev.bell import Bell
from codev.datafolder import DataFolder
from codev.eventlog import Store
from codev.groups import access, charter, founding, planning
from codev.groups.models import Group
from codev.groups.sealed import vault
from codev.people import browsers
from codev.protocol import Order, Refusal, SessionPlanned
from codev.protocol.activities.asking import AnswerQuestion, AskQuestion
from codev.protocol.activities.choosing import OfferSubject, ProposeSubject
from codev.protocol.activities.consenting import AcceptToBeClient, EveryoneAgreesToSubject
from codev.protocol.activities.moving import GoOn, NextStage, StartSession
from codev.protocol.notebook import WriteNote
from codev.rooms import Accepted, Rooms

from .crowd import NOTED

PEOPLE = ("Odile Faure", "Solène Petit", "Karim Haddad", "Brigitte Roy", "Thomas Lang", "Awa Diop", "Léo Martin", "Ming Li", "Inès Moreau")
LONG_LOG = 2000
AT_ONCE = 50


def people(number: int) -> dict[str, Any]:
    """One group, its session planned, everyone logged in with her own browser. The first facilitates, the second becomes the client."""
    group = founding.found(f"Groupe {number}", language="fr")
    members = [founding.add(group, name, is_facilitator=name == PEOPLE[0], is_peer=name != PEOPLE[0]) for name in PEOPLE]
    for member in members:
        charter.accept(member.pk, group.charter_version)
    session = planning.plan_session(group, start=timezone.now(), zone="Europe/Paris", format_name="ninety")
    assert not isinstance(session, Refusal)
    seats = [{"member": member.pk, "cookie": login(member.pk)} for member in members]
    return {"number": number, "session": session.pk, "room": f"{session.pk}.1", "seats": seats}


def login(member: str) -> str:
    request = HttpRequest()
    request.session = SessionStore()
    browsers.hold(request, member, notes_open=True)
    return f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"


class Opening:
    """Brings one room to the questions."""

    def __init__(self, rooms: Rooms, room: dict[str, Any]) -> None:
        self._rooms, self._room = rooms, room
        self.members = [seat["member"] for seat in room["seats"]]

    async def act(self, seat: int, command: Any, own: bool = False) -> None:
        member, room = self.members[seat], self._room["room"]
        order, self._key = Order(member, command, timezone.now()), getattr(self, "_key", 0) + 1
        done = self._rooms.act_own(room, member, order, str(self._key)) if own else self._rooms.act(room, order, str(self._key))
        answer = await done
        assert isinstance(answer, Accepted), answer

    async def lead(self, *commands: Any) -> None:
        for command in commands:
            await self.act(0, command)

    async def come_to_questions(self, first: SessionPlanned) -> None:
        await self._rooms.plan(self._room["room"], first)
        on = GoOn(reason="group_agrees")
        await self.lead(StartSession(), on)
        await self.act(1, OfferSubject("Comment dire non à mon équipe sans perdre sa confiance ?"))
        await self.lead(NextStage(), NextStage(), ProposeSubject("urgency", "s1", reason="demain"))
        await self.act(1, AcceptToBeClient())
        await self.lead(EveryoneAgreesToSubject(), on, on)

    async def fill(self, events: int) -> None:
        """Questions, every tenth with its answer."""
        done = asked = 0
        while done < events:
            await self.act(2 + asked % 7, AskQuestion(f"Et si l’on demandait à l’équipe, question {asked + 1} ? {'Dites-nous. ' * 12}"))
            asked += 1
            if asked % 10 == 0:
                await self.act(1, AnswerQuestion(f"q{asked}", "Oui, une fois, et cela s’est bien passé."))
            done += 2 if asked % 10 == 0 else 1
        self._room["asked"] = asked


async def fill(planned: list[tuple[dict[str, Any], SessionPlanned]], long: int) -> None:
    log = Store.open(DataFolder(settings.CODEV_DATA).log)
    rooms = Rooms(vault(), log, Bell(), names=access.names_in, door=access.who_may_enter)
    room_by_room = asyncio.Semaphore(AT_ONCE)

    async def one(room: dict[str, Any], first: SessionPlanned) -> None:
        async with room_by_room:
            opening = Opening(rooms, room)
            await opening.come_to_questions(first)
            if room["number"] < long:
                await opening.fill(LONG_LOG)
            for seat in range(9) if room["number"] < NOTED else ():
                await opening.act(seat, WriteNote(f"@@n{room['number']}-{seat}@@"), own=True)

    await asyncio.gather(*(one(room, first) for room, first in planned))
    rooms.close()
    log.close()


def seeded(count: int) -> Iterable[tuple[dict[str, Any], SessionPlanned]]:
    for number in range(count):
        with transaction.atomic():
            room = people(number)
        yield room, planning.first_row(room["session"])


def main(count: int, long: int) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    assert not Group.objects.exists(), "the benchmark fills an empty folder only"
    planned = list(seeded(count))
    asyncio.run(fill(planned, long))
    vault().close()
    print(json.dumps([room for room, _ in planned]))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
