"""A trainee whom all accept: she has a real place in the room, sees what the wall shows, and has no seat at the table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from asgiref.sync import sync_to_async

from codev.groups import access, charter, observers, people
from codev.groups.models import Member, PlannedSession
from codev.groups.planning import plan_session
from codev.groups.roster import Person
from codev.phrases import say
from tests.doors.world import World
from tests.web.asking import Browser
from tests.web.test_pages import form

Who = Callable[[str], Browser]


def accepted(here: World) -> str:
    """Théa watches the session that is planned for tomorrow. Returns its address."""
    lead = access.member_for([here.members["facilitator"]], here.members["facilitator"])
    assert lead is not None
    (thea,) = people.add(lead, [Person(1, "Théa")], watches=True)
    for row in Member.objects.filter(group=here.group, watches=False, state=Member.ACTIVE):
        who = access.member_for([row.pk], row.pk)
        assert who is not None
        observers.say(who, thea, "yes")
    charter.accept(thea, 1)
    session = plan_session(here.group, start=datetime.now(UTC) + timedelta(days=1), zone="Europe/Paris", format_name="ninety")
    assert isinstance(session, PlannedSession)
    here.members["observer"] = thea
    here.come_in("observer")
    return f"/s/{session.pk}/1/{thea}"


async def test_she_comes_through_the_door_without_a_seat_at_the_table(here: World, browser: Who) -> None:
    address = await sync_to_async(accepted)(here)
    door = (await browser("observer").ask("GET", f"{address}/door")).text
    assert (say("observing.at_door", "fr") in door, '<span class="name">Théa' in door) == (True, False)
    entered = await form(browser("observer"), f"{address}/door")
    assert (entered.status, entered.headers["location"]) == (302, address)


async def test_her_room_offers_no_turn_and_shows_nothing_of_anybodys_own(here: World, browser: Who) -> None:
    address = await sync_to_async(accepted)(here)
    await form(browser("observer"), f"{address}/door")
    room = (await browser("observer").ask("GET", address)).text
    assert 'id="seats"' in room
    assert [do for do in ("take_turn", "ask_for_turn", "write_note", "note_in_bag", "set_mood") if f'value="{do}' in room] == []


async def test_with_one_no_her_place_is_gone_at_once(here: World, browser: Who) -> None:
    address = await sync_to_async(accepted)(here)
    said = {"about": here.members["observer"], "said": "no"}
    await form(browser("client"), f"/m/{here.members['client']}/observer", **said)
    assert (await browser("observer").ask("GET", address)).status == 404
