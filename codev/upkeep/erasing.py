"""What was kept long enough goes, and what was ordered (C3, C5). Begun again after a cut, it comes to the same end."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from datetime import datetime
from typing import NamedTuple

from asgiref.sync import sync_to_async
from django.utils import timezone

from codev.groups import audit, retention
from codev.groups.erasures import ROOM, Erasure, ripe
from codev.groups.founding import part
from codev.groups.models import Group, Member, PlannedSession
from codev.rooms import Rooms
from codev.vault import KeyMissing, Unreadable

log = logging.getLogger(__name__)


class Done(NamedTuple):
    """waits: so many could not be erased now, and are tried again by the next round."""

    sessions: int = 0
    members: int = 0
    groups: int = 0
    waits: int = 0


async def run(rooms: Rooms, now: datetime | None = None) -> Done:
    """All that is due by now, and every order whose time has come; what fails holds up none of the others."""
    now = now or timezone.now()
    done = [await _tried(_overdue(rooms, session)) for session in await sync_to_async(retention.overdue)(now)]
    done += [await _tried(carry_out(rooms, order)) for order in await sync_to_async(ripe)(now)]
    await sync_to_async(audit.forget_old)(now)
    return Done(*map(sum, zip(Done(), *done, strict=True)))


async def _tried(erasing: Awaitable[Done]) -> Done:
    try:
        return await erasing
    except Exception as error:
        log.error("an erasure waits: %s", type(error).__name__)
        return Done(waits=1)


async def _overdue(rooms: Rooms, session: PlannedSession) -> Done:
    await erase_session(rooms, session, audit.CODEV)
    return Done(sessions=1)


async def carry_out(rooms: Rooms, order: Erasure) -> Done:
    """Its row goes last, so that what was stopped half-way is done again."""
    done = await _ordered(rooms, order)
    await Erasure.objects.filter(pk=order.pk).adelete()
    return done


async def _ordered(rooms: Rooms, order: Erasure) -> Done:
    if order.what == "session":
        session = await PlannedSession.objects.select_related("cycle__group").filter(pk=order.about).afirst()
        if session is not None:
            await erase_session(rooms, session, order.by)
        return Done(sessions=int(session is not None))
    if order.what == ROOM:
        await rooms.erase(order.about)
        return Done()
    if order.what == "member":
        if await Member.objects.filter(pk=order.about).aexists():
            await erase_member(rooms, order.about, order.by)
            return Done(members=1)
        return Done()
    group = await Group.objects.filter(pk=order.about).afirst()
    return await erase_group(rooms, group) if group else Done()


async def erase_session(rooms: Rooms, session: PlannedSession, by: str) -> None:
    """The words of a session. What is somebody's own stays hers, and is put into her notebook first where that was never done.

    Of words that nobody can read any more nothing is put anywhere: they go all the same.
    """
    for room in retention.rooms_of(session):
        try:
            await rooms.settle(room, at_last=True)
        except (KeyMissing, Unreadable) as error:
            log.error("a session is erased unread: %s", type(error).__name__)
        await rooms.erase(room)
    await sync_to_async(retention.note_erased)(session, by)


async def erase_member(rooms: Rooms, member: str, by: str) -> None:
    """All that is one person's own. She leaves the group, if she has not yet; the others' record has a seat without a name."""
    await rooms.erase_own(member)
    sessions = await sync_to_async(_blotted)(member, by)
    for session in sessions:
        rooms.ring(session)


def _blotted(member: str, by: str) -> list[str]:
    sessions = part(member)
    retention.blot(member, by)
    found = PlannedSession.objects.filter(pk__in=sessions)
    return [room for session in found for room in retention.rooms_of(session)]


async def erase_group(rooms: Rooms, group: Group) -> Done:
    """Everything: the words of its sessions, its people's notebooks, the group itself."""
    sessions = await sync_to_async(lambda: list(retention.sessions_of(group)))()
    for session in sessions:
        for room in retention.rooms_of(session):
            await rooms.erase(room)
    members = [member async for member in group.members.values_list("pk", flat=True)]
    for member in members:
        await rooms.erase_own(member)
    await sync_to_async(retention.end_group)(group)
    return Done(len(sessions), len(members), 1)
