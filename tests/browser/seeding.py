"""Sessions for the browser tests, made in a data folder before a server opens it: `python -m tests.browser.seeding < wanted.json`.

wanted: name of a table to {format, language, people, minutes_ago, case, until}; see `Wanted`. Prints, for each, its people.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

PEOPLE = ("Odile", "Inès", "Malik", "Zoé", "Léo", "Ming")
Row = tuple[str, str, Any]
"""Which step an act has led to, who did it, and what."""
BEAT = timedelta(seconds=5)


@dataclass(frozen=True)
class Wanted:
    """people: the facilitator first; a name alone, or with her language ("Ming/en"). minutes_ago: when it was planned to begin.

    case: the people and the acts are those of an invented case. until: the steps to which they have come, a session for each, and
    which share of the acts of that step they have done: "choice contract:0.5". acted: how many minutes ago the last of these acts was.
    next_in: another session of the group begins in so many minutes; its address is called "next".
    """

    format: str = "ninety"
    language: str = "fr"
    people: tuple[str, ...] = PEOPLE
    paper: tuple[str, ...] = ()
    minutes_ago: int = 0
    case: str = ""
    until: str = ""
    acted: int = 0
    next_in: int = 0


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "codev.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    wanted = {name: Wanted(**row) for name, row in json.load(sys.stdin).items()}
    json.dump({name: _table(name, one) for name, one in wanted.items()}, sys.stdout)


def _table(name: str, wanted: Wanted) -> list[dict[str, Any]]:
    from codev.groups.founding import add, found
    from codev.phrases.cases import cases

    title = cases()[wanted.case]["title"][wanted.language] if wanted.case else name
    group = found(title, language=wanted.language)
    members = []
    for i, (who, person) in enumerate(_rows(wanted)):
        called, _, language = who.partition("/")
        speaks, device = language or wanted.language, called not in wanted.paper
        members.append(add(group, called, person=person, language=speaks, has_device=device, is_facilitator=i == 0, is_peer=i > 0))
    sessions = {until: _session(group, wanted, until, members) for until in wanted.until.split() or [""]}
    if wanted.next_in:
        sessions["next"] = _session(group, replace(wanted, case="", minutes_ago=-wanted.next_in), "", members)
    return [_person(member, i, sessions) for i, member in enumerate(members)]


def _rows(wanted: Wanted) -> list[tuple[str, str]]:
    from codev.phrases.cases import cases

    return [(row["name"], row["id"]) for row in cases()[wanted.case]["people"]] if wanted.case else [(who, "") for who in wanted.people]


def _session(group: Any, wanted: Wanted, until: str, members: Iterable[Any]) -> str:
    from codev.groups.models import PlannedSession
    from codev.groups.planning import plan_session
    from codev.groups.tables import room_of

    start = datetime.now(UTC) - timedelta(minutes=wanted.minutes_ago)
    session = plan_session(group, start=start, zone="Europe/Paris", format_name=wanted.format)
    assert isinstance(session, PlannedSession)
    if wanted.case:
        acts = _acts(wanted.case, wanted.format, wanted.language, until, {member.person: member.pk for member in members})
        asyncio.run(_play(room_of(session.pk, 1), acts, timedelta(minutes=wanted.acted)))
    return session.pk


def _person(member: Any, number: int, sessions: Mapping[str, str]) -> dict[str, Any]:
    """addresses: of her page in each session, by the step that it has come to."""
    from codev.people import links

    base = f"http://p{number}.localhost:{os.environ['CODEV_URL'].rpartition(':')[2]}"
    addresses = {until: f"{base}/s/{session}/1/{member.pk}" for until, session in sessions.items()}
    return {"name": member.name, "member": member.pk, "link": f"{base}/l/{links.current(member.pk)}", "addresses": addresses}


async def _play(room: str, acts: Sequence[tuple[str, Any]], ago: timedelta) -> None:
    """Through the rooms, as if the people had done it: the last act is of that long ago."""
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

    at = [datetime.now(UTC) - ago - BEAT * len(acts)]
    store = Store.open(DataFolder(settings.CODEV_DATA).log)
    rooms = Rooms(vault(), store, Bell(), names=access.names_in, door=access.who_may_enter, clock=lambda: at[0])
    await rooms.plan(room, await sync_to_async(first_row)(session_of(room), now=at[0]))
    for i, (who, command) in enumerate(acts):
        at[0] += BEAT
        order = Order(who, command, at[0])
        own = isinstance(command, OwnCommand)
        outcome = await (rooms.act_own(room, who, order, f"{room}{i}") if own else rooms.act(room, order, f"{room}{i}"))
        assert not isinstance(outcome, Refusal), (who, command, outcome)
    rooms.close()
    store.close()


def _acts(case: str, format_name: str, language: str, until: str, members: Mapping[str, str]) -> list[tuple[str, Any]]:
    """What the people of the case do until they are there. members: person to member id."""
    step, _, share = until.partition(":")
    gone, more = _walk(case, format_name, language)
    for row in () if any(name == step for name, _, _ in gone[:-1]) else more:
        gone.append(row)
        if row[0] != step and any(name == step for name, _, _ in gone):
            break
    there = [i for i, (name, _, _) in enumerate(gone, 1) if name == step]
    upto = gone[: there[0] + round(float(share or 0) * (len(there) - 1))]
    return [(members[who], _by(act, members)) for _, who, act in upto if type(act).__name__ != "Feel"]


@cache
def _walk(case: str, format_name: str, language: str) -> tuple[list[Row], Iterator[Row]]:
    """A session, each act from its person's own view, as companions do it: what was walked, and the way on."""
    from codev.companions.cast import cast_for
    from codev.companions.walking import NINE, Walk
    from codev.formats import load
    from codev.protocol import Fact, plan
    from codev.protocol.session import begin

    cast = cast_for(case, language)
    planned = plan(load(format_name), [m for m in cast.persons if m != cast.facilitator], cast.facilitator, NINE)
    assert isinstance(planned, Fact)
    return [], _on(Walk(cast, begin(planned, NINE), NINE))


def _on(table: Any) -> Iterator[Row]:
    from codev.companions.moves import candidates

    while found := candidates(table.cast, {m: table.view(m) for m in table.cast.companions}, table.at, table.course):
        table.act(*found[0])
        step = table.session.step
        yield ("closed" if table.closed else step.id if step else "", *found[0])


def _by(act: Any, members: Mapping[str, str]) -> Any:
    """Where the walk says who, the act says which member."""

    def said(value: Any) -> Any:
        return tuple(map(said, value)) if isinstance(value, tuple) else members.get(value, value) if isinstance(value, str) else value

    return replace(act, **{item.name: said(getattr(act, item.name)) for item in fields(act)})


if __name__ == "__main__":
    main()
