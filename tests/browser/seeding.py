"""Sessions for the browser tests, made in a data folder before a server opens it: `python -m tests.browser.seeding < wanted.json`.

wanted: name of a table to {format, language, people, minutes_ago, until, share, …}; see `Wanted`. Prints, for each, its people.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

PEOPLE = ("Odile", "Inès", "Malik", "Zoé", "Léo", "Ming")
BEAT = timedelta(seconds=5)


@dataclass(frozen=True)
class Wanted:
    """people: the facilitator first; a name alone, or with her language ("Ming/en"). minutes_ago: when it was planned to begin.

    case: the people and the acts are those of an invented case, played until the step `until`, and there for a `share` of its acts.
    """

    format: str = "ninety"
    language: str = "fr"
    people: tuple[str, ...] = PEOPLE
    paper: tuple[str, ...] = ()
    minutes_ago: int = 0
    case: str = ""
    until: str = ""
    share: float = 0.0
    more: Mapping[str, Any] = field(default_factory=dict)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "codev.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    wanted = {name: Wanted(**row) for name, row in json.load(sys.stdin).items()}
    json.dump({name: _table(name, one) for name, one in wanted.items()}, sys.stdout)


def _table(name: str, wanted: Wanted) -> list[dict[str, str]]:
    from codev.groups.founding import add, found
    from codev.groups.planning import plan_session
    from codev.groups.tables import room_of
    from codev.phrases.cases import cases

    group = found(name, language=wanted.language)
    rows = [(row["name"], row["id"]) for row in cases()[wanted.case]["people"]] if wanted.case else [(who, "") for who in wanted.people]
    members = []
    for i, (who, person) in enumerate(rows):
        called, _, language = who.partition("/")
        values = {
            "language": language or wanted.language,
            "is_facilitator": i == 0,
            "is_peer": i > 0,
            "has_device": called not in wanted.paper,
        }
        members.append(add(group, called, person=person, **values))
    start = datetime.now(UTC) - timedelta(minutes=wanted.minutes_ago)
    session = plan_session(group, start=start, zone="Europe/Paris", format_name=wanted.format)
    assert hasattr(session, "pk"), session
    room = room_of(session.pk, 1)
    if wanted.more or wanted.case:
        asyncio.run(_play(room, wanted, {member.person: member.pk for member in members}, group))
    return [_person(member, i, room) for i, member in enumerate(members)]


def _person(member: Any, number: int, room: str) -> dict[str, str]:
    from codev.people import links

    port = os.environ["CODEV_URL"].rpartition(":")[2]
    link = f"http://p{number}.localhost:{port}/l/{links.current(member.pk)}"
    return {"name": member.name, "member": member.pk, "link": link, "language": member.language}


async def _play(room: str, wanted: Wanted, members: Mapping[str, str], group: Any) -> None:
    """Through the rooms, as if the people had just done it: the last act is of this moment."""
    from asgiref.sync import sync_to_async
    from django.conf import settings

    from codev.bell import Bell
    from codev.datafolder import DataFolder
    from codev.eventlog import Store
    from codev.groups import access
    from codev.groups.planning import first_row
    from codev.groups.sealed import vault
    from codev.groups.tables import session_of
    from codev.protocol import Order, OwnCommand, Refusal
    from codev.rooms import Rooms

    acts = _acts(wanted, members) if wanted.case else []
    at = [datetime.now(UTC) - BEAT * len(acts)]
    store = Store.open(DataFolder(settings.CODEV_DATA).log)
    rooms = Rooms(vault(), store, Bell(), names=access.names_in, door=access.may_enter, clock=lambda: at[0])
    await rooms.plan(room, await sync_to_async(first_row)(session_of(room), now=at[0], **wanted.more))
    for i, (who, command) in enumerate(acts):
        at[0] += BEAT
        order = Order(who, command, at[0])
        own = isinstance(command, OwnCommand)
        outcome = await (rooms.act_own(room, who, order, f"seed{i}") if own else rooms.act(room, order, f"seed{i}"))
        assert not isinstance(outcome, Refusal), (who, command, outcome)
    rooms.close()
    store.close()


def _acts(wanted: Wanted, members: Mapping[str, str]) -> list[tuple[str, Any]]:
    """What the people of the case do until they are there, each from her own view, as companions do."""
    from codev.companions.cast import Cast
    from codev.companions.moves import candidates
    from codev.companions.taking_part import Feel
    from codev.companions.walking import NINE, Walk
    from codev.formats import load
    from codev.protocol import Fact, plan
    from codev.protocol.session import begin

    cast = Cast(wanted.case, {member: person for person, member in members.items()}, frozenset(), wanted.language)
    planned = plan(load(wanted.format), [m for m in cast.persons if m != cast.facilitator], cast.facilitator, NINE, **wanted.more)
    assert isinstance(planned, Fact)
    table, there = Walk(cast, begin(planned, NINE), NINE), list[int]()
    while not table.closed and (not there or there[-1] == len(table.acts)):
        table.act(*candidates(cast, {m: table.view(m) for m in cast.companions}, table.at, table.course)[0])
        if table.session.step and table.session.step.id == wanted.until and not table.closed:
            there.append(len(table.acts))
    upto = there[0] + round(wanted.share * (len(there) - 1))
    return [(who, act) for _, who, act in table.acts[:upto] if not isinstance(act, Feel)]


if __name__ == "__main__":
    main()
