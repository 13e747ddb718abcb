"""The wall on the web: paired by whoever facilitates, by nobody else, and showing nothing that is anybody's own (C1 to C3)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from asgiref.sync import sync_to_async
from django.core.asgi import get_asgi_application

from codev.groups import walls
from codev.groups.models import Wall
from codev.protocol import Order
from codev.protocol.activities.caring import SignalCare
from codev.protocol.activities.moving import GoOn
from codev.protocol.activities.reacting import OfferReaction
from codev.protocol.notebook import NoteInBag, WriteNote
from codev.web.front import Front
from codev.web.house import House
from codev.web.wall.waiting import EACH, PATIENCE, TOGETHER, Waiting
from tests.doors.world import World
from tests.web.asking import Browser
from tests.web.conftest import go_to
from tests.web.on_wall import Screen

Who = Callable[[str], Browser]
SECRETS = {"note": "ma peur de Paul", "bag": "un fil à tirer", "reaction": "moi j'ai pleuré", "reason": "à cause de Malik"}


@pytest.fixture
def screen(here: World) -> Screen:
    return Screen(here)


async def test_an_empty_wall_shows_a_code_and_leaves_nothing_behind(screen: Screen) -> None:
    assert len(await screen.code()) == 6
    assert (await sync_to_async(Wall.objects.count)(), (await screen.open("/wall/parts")).status) == (0, 404)


async def test_a_wall_without_its_cookie_is_an_empty_wall(here: World, screen: Screen, browser: Who) -> None:
    await screen.lit_by(browser("facilitator"))
    other = Screen(here, jar="a" * 32)
    assert ("Solène" in (await other.open()).text, (await other.open("/wall/live")).status) == (False, 404)


async def test_the_code_typed_on_the_facilitators_phone_lights_that_wall(screen: Screen, browser: Who) -> None:
    assert (await screen.lit_by(browser("facilitator"))).status == 204
    assert (await screen.open("/wall/waiting")).json == {"lit": True, "code": ""}
    page = (await screen.open()).text
    assert ("Présentation" in page, "Inès" in page, 'id="code"' in page) == (True, True, False)


@pytest.mark.parametrize("who", ["client", "consultant"])
async def test_nobody_else_at_the_table_lights_a_wall_or_turns_it_off_S25(screen: Screen, browser: Who, who: str) -> None:
    assert (await screen.lit_by(browser(who))).json["refusal"] == "facilitator_only"
    await screen.lit_by(browser("facilitator"))
    assert (await browser(who).act("unpair_wall")).json["refusal"] == "facilitator_only"
    assert (await screen.open("/wall/parts")).status == 200


async def test_a_facilitator_of_another_group_lights_it_with_her_own_session_alone(here: World, screen: Screen, browser: Who) -> None:
    await screen.lit_by(browser("facilitator"))
    await sync_to_async(here.come_in)("stranger")
    assert (await browser("stranger").act("pair_wall", code="123456")).status == 404
    assert "Inès" in (await screen.open()).text


async def test_a_code_lights_a_wall_once(here: World, screen: Screen, browser: Who) -> None:
    code = await screen.code()
    await browser("facilitator").act("pair_wall", code=code)
    await browser("facilitator").act("unpair_wall", key="1111111111")
    again = await browser("facilitator").act("pair_wall", code=code, key="2222222222")
    assert (again.json["refusal"], await sync_to_async(Wall.objects.count)()) == ("wall_code", 0)


async def test_codes_are_guessed_at_ten_times_at_most(screen: Screen, browser: Who) -> None:
    code = await screen.code()
    for n in range(10):
        await browser("facilitator").act("pair_wall", code=f"{(int(code) + 1 + n) % 10**6:06}", key=f"guess-{n:04}")
    assert (await browser("facilitator").act("pair_wall", code=code)).json["refusal"] == "too_often"


async def test_the_wall_follows_the_session_and_goes_dark_when_it_is_turned_off(here: World, screen: Screen, browser: Who) -> None:
    await screen.lit_by(browser("facilitator"))
    async with screen.live() as live:
        await live.until("parts")
        await go_to(here, "clarification")
        await live.settle()
        assert "Clarification" in live.parts["step"]
        await browser("facilitator").act("unpair_wall")
        await live.until("end")
    assert [(await screen.open(path)).status for path in ("/wall/live", "/wall/parts", "/wall/beat")] == [404, 404, 404]
    assert len(await screen.code()) == 6


async def test_a_wall_stays_lit_when_the_server_starts_anew(here: World, screen: Screen, browser: Who) -> None:
    await screen.lit_by(browser("facilitator"))
    walls.forget()
    here.front = Front(House(here.rooms, here.house.bell), get_asgi_application())
    assert ((await screen.open()).status, "Inès" in screen.seen, (await screen.open("/wall/parts")).status) == (200, True, 200)


async def test_every_byte_sent_to_the_wall_holds_nothing_of_anybodys_own_C1_C2_C3(here: World, screen: Screen, browser: Who) -> None:
    """Planted: a note, a line of the bag, a reaction for the client alone, a sign of care, a reason."""
    await screen.lit_by(browser("facilitator"))
    async with screen.live() as live:
        await _own(here, "consultant", WriteNote(SECRETS["note"]))
        await go_to(here, "clarification")
        await here.order("facilitator", GoOn(reason="other", word=SECRETS["reason"]))
        await here.order("client", SignalCare("pause"))
        await go_to(here, "reactions")
        await here.order("consultant", OfferReaction(SECRETS["reaction"]))
        await _own(here, "client", NoteInBag(SECRETS["bag"]))
        await live.settle()
        await live.until("parts", 2)
        sent = json.dumps([data for _, data in live.events], ensure_ascii=False)
    everything = sent + (await screen.open()).text + (await screen.open("/wall/parts")).text + screen.seen
    hers = (await browser("client").get()).text + (await browser("consultant").get()).text + (await browser("facilitator").get()).text
    planted = [words.replace("'", "&#39;") for words in SECRETS.values()]
    assert [words for words in planted if words not in hers] == []
    assert [words for words in (*SECRETS.values(), *planted) if words in everything] == []
    assert ("do=" in everything, 'name="do"' in everything) == (False, False)


async def _own(here: World, who: str, command: object) -> None:
    member = here.members[who]
    await here.rooms.act_own(here.room, member, Order(member, command, datetime.now(UTC)), f"{command}")  # type: ignore[arg-type]  # one of hers


async def test_nobody_learns_from_a_wall_whether_it_was_once_paired(here: World, screen: Screen, browser: Who) -> None:
    fresh, once = Screen(here), screen
    await once.lit_by(browser("facilitator"))
    await browser("facilitator").act("unpair_wall")
    await fresh.open()
    answers = [await one.open("/wall/parts") for one in (fresh, once)]
    assert answers[0].body == answers[1].body


async def test_the_page_of_the_wall_may_keep_the_screen_awake_and_no_other_page_may(screen: Screen, browser: Who) -> None:
    assert "screen-wake-lock=(self)" in (await screen.open()).headers["permissions-policy"]
    assert "screen-wake-lock=()" in (await browser("client").get()).headers["permissions-policy"]


def test_a_screen_that_gives_no_sign_of_life_is_forgotten() -> None:
    now = [0.0]
    waiting = Waiting(lambda: now[0])
    code = waiting.code_for("a", "192.0.2.1")
    now[0] = PATIENCE - 1
    assert waiting.code_for("a", "192.0.2.1") == code
    now[0] += PATIENCE + 1
    assert (waiting.take(code), len(waiting)) == ("", 0)


def test_few_screens_of_one_sender_wait_and_not_too_many_together() -> None:
    waiting = Waiting()
    mine = [waiting.code_for(f"a{n}", "192.0.2.1") for n in range(EACH + 1)]
    others = [waiting.code_for(f"b{n}", f"198.51.{n // 200}.{n % 200}") for n in range(TOGETHER)]
    assert (mine[-1], all(mine[:-1]), len(waiting), others[-1]) == ("", True, TOGETHER, "")
    assert len({*mine, *others} - {""}) == TOGETHER


def test_no_code_stands_for_two_screens() -> None:
    waiting = Waiting()
    codes = {waiting.code_for(f"a{n}", f"198.51.{n // 200}.{n % 200}") for n in range(200)}
    assert len(codes) == 200
