"""Every address × everyone: who comes in, who does not, and that nobody can tell what is not hers from what is not there (C3, C4)."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import pytest
from asgiref.sync import sync_to_async

from codev.people import links
from codev.people.models import Invitation
from codev.settings.quiet import Quiet

from . import addresses, table, world
from .table import HOME, PLACE, WHO
from .world import Answer, World

pytestmark = pytest.mark.django_db(transaction=True)

INSIDE = ("facilitator", "client", "consultant", "newcomer")
OUTSIDE = tuple(who for who in WHO if who not in INSIDE)
BELOW = sorted(address for address in table.addresses() if address.startswith((PLACE, HOME)))
NOWHERE: dict[str, tuple[dict[str, str], ...]] = {
    PLACE: ({"session": "a" * 16}, {"run": "7"}, {"member": "a" * 16}),
    HOME: ({"member": "a" * 16}, {"member": "x"}),
}
SPEAKS_OF_ITSELF = ("set-cookie", "content-length", "date")


@pytest.fixture
async def here() -> AsyncIterator[World]:
    built = await world.build()
    yield built
    await built.front.live.close()
    built.rooms.close()


def test_every_address_of_the_server_stands_in_the_table_and_no_other() -> None:
    assert addresses.every() == table.addresses()


async def test_every_door_answers_as_the_table_says(here: World) -> None:
    expected = table.expected()
    found = await _walk(here, list(expected))
    assert {door: (found[door], "not", status) for door, status in expected.items() if found[door] != status} == {}


async def test_an_address_that_is_not_hers_answers_like_one_that_does_not_exist(here: World) -> None:
    """Byte by byte: another's place, a place elsewhere, an unknown session, run or member; and what is the facilitator's alone."""
    expected = table.expected()
    for who in ("client", "stranger", "nobody"):
        await sync_to_async(here.come_in)(who)
        others = [{"member": member} for other, member in here.members.items() if other != who]
        for method, address in ((method, address) for address in BELOW for method in ("GET", "POST")):
            hers = address.startswith(HOME) and expected[method, address, who] == 404
            own = [{"member": here.members[who]}] if hers and who == "client" else []
            nowhere = NOWHERE[HOME if address.startswith(HOME) else PLACE]
            found = {_told(await here.ask(who, method, address, **place)) for place in (*nowhere, *others, *own)}
            assert len(found) == 1, (who, method, address)


async def test_what_comes_from_outside_changes_nothing(here: World) -> None:
    before = await here.rooms.look(here.room, here.members["client"])
    for who in OUTSIDE:
        await sync_to_async(here.come_in)(who)
        for address in BELOW:
            for member in here.members.values():
                await here.ask(who, "POST", address, member=member)
    after = await here.rooms.look(here.room, here.members["client"])
    await sync_to_async(here.come_in)("client")
    await here.ask("client", "POST", f"{PLACE}/act")
    assert before == after != await here.rooms.look(here.room, here.members["client"])


async def test_no_answer_to_an_outsider_holds_a_word_of_the_group(here: World) -> None:
    words = [name.encode() for name in (*world.NAMES.values(), "passeurs", "Comment dire non")]
    await sync_to_async(here.come_in)("client")
    hers = (await here.ask("client", "GET", PLACE)).body
    assert [word for word in words if word not in hers] == []
    for who in OUTSIDE:
        await sync_to_async(here.come_in)(who)
        for method, address in ((method, address) for address in BELOW for method in ("GET", "POST")):
            answer = await here.ask(who, method, address, member=here.members["client"])
            assert [word for word in words if word in answer.body] == []


async def test_no_other_method_opens_a_door(here: World) -> None:
    await sync_to_async(here.come_in)("client")
    statuses = {
        (await here.ask("client", method, address)).status for address in table.addresses() for method in ("PUT", "DELETE", "PATCH")
    }
    assert statuses <= {400, 403, 404, 405}


async def test_opening_a_link_never_claims_it(here: World) -> None:
    """Mail scanners open links."""
    token = await sync_to_async(here.fresh_link)()
    for method in ("GET", "HEAD", "OPTIONS"):
        await here.ask("nobody", method, "/l/<token>", token=token)
    member = await sync_to_async(links.read)(token)
    assert (await sync_to_async(Invitation.objects.get)(pk=member)).claimed == 0


async def test_a_link_says_whether_it_is_unknown_spent_or_withdrawn(here: World) -> None:
    spent, withdrawn = await sync_to_async(here.fresh_link)(), await sync_to_async(here.fresh_link)()
    await sync_to_async(links.renew)(str(await sync_to_async(links.read)(withdrawn)))
    statuses = [(await here.ask("nobody", "POST", "/l/<token>", token=spent)).status]
    for token in (spent, withdrawn, "a" * 48, "x"):
        statuses.append((await here.ask("operator", "GET", "/l/<token>", token=token)).status)
    assert statuses == [302, 410, 410, 404, 404]


async def test_no_log_line_holds_a_link_a_name_or_a_word(here: World, caplog: pytest.LogCaptureFixture) -> None:
    """Every logger speaks, down to the last detail, in the form that the server writes."""
    caplog.set_level(logging.DEBUG)
    for name in ("django", "django.request", "django.security", "asyncio", "codev"):
        caplog.set_level(logging.DEBUG, logger=name)
    tokens = [await sync_to_async(here.fresh_link)() for _ in range(2)]
    for token in (*tokens, tokens[0][:-1] + ("a" if tokens[0][-1] != "a" else "b")):
        for method in ("GET", "POST", "POST"):
            await here.ask("nobody", method, "/l/<token>", token=token)
    await _walk(here, [door for door in table.expected() if door[2] in ("client", "stranger")])
    written = "\n".join(Quiet().format(record) for record in caplog.records)
    assert "WARNING django.request" in written
    assert [word for word in (*tokens, tokens[0][:40], *world.NAMES.values(), "Comment dire non") if word in written] == []


async def _walk(here: World, doors: list[table.Door]) -> dict[table.Door, int]:
    found = {}
    for method, address, who in doors:
        await sync_to_async(here.come_in)(who)
        found[method, address, who] = (await here.ask(who, method, address)).status
    return found


def _told(answer: Answer) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    headers = tuple((name, value) for name, value in answer.headers.items() if name not in SPEAKS_OF_ITSELF)
    return answer.status, headers, answer.body
