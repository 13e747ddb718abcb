"""Coming in from one's own phone: by the code of this session, and by the facilitator's yes (B7, C1, C3)."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings

from codev.groups import access
from codev.groups.founding import add
from codev.groups.models import Member
from codev.web import guard
from codev.web.wall.porch import MOST, OPEN_FOR, WAITS, Porch
from tests.doors.world import CSRF, NAMES, World
from tests.web.asking import Browser, Said
from tests.web.on_wall import Screen

Who = Callable[[str], Browser]


class Phone(Screen):
    """Somebody's own phone: it keeps every cookie."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.cookies = {settings.CSRF_COOKIE_NAME: CSRF}

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def open(self, path: str = "/join") -> Said:
        return self._kept(await self.ask("GET", path))

    async def send(self, path: str, **fields: str) -> Said:
        form = {"origin": settings.CODEV_URL, "content-type": guard.FORM}
        body = urlencode({"csrfmiddlewaretoken": CSRF, **fields}).encode()
        return self._kept(await self.ask("POST", path, body, form))

    def _kept(self, said: Said) -> Said:
        for line in said.headers.get("set-cookie", "").splitlines():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.seen += said.text
        return said


@pytest.fixture
def phone(here: World) -> Phone:
    return Phone(here)


@pytest.fixture
async def door(here: World, browser: Who) -> str:
    """Open: where its code leads."""
    await browser("facilitator").act("open_porch", key="opening-1")
    return f"/join/{here.code()}"


async def asked(here: World, phone: Phone, door: str) -> str:
    """She has given her name; the knock as the facilitator's page calls it."""
    assert (await phone.send(door, name="Léa")).status == 303
    return here.house.porch.waiting(here.room)[-1].id


async def test_before_she_is_admitted_a_stranger_learns_no_name_C3(here: World, phone: Phone, door: str) -> None:
    await asked(here, phone, door)
    for path in (door, "/join", door):
        await phone.open(path)
    assert [word for word in (*NAMES.values(), "passeurs", "Comment dire non") if word in phone.seen] == []


async def test_the_facilitator_alone_is_asked_who_it_is_S25(here: World, phone: Phone, browser: Who, door: str) -> None:
    await asked(here, phone, door)
    pages = {who: (await browser(who).get()).text for who in ("facilitator", "client", "consultant")}
    assert {who: "Léa" in page for who, page in pages.items()} == {"facilitator": True, "client": False, "consultant": False}
    assert (await browser("client").act(f"admit?knock=x&member={here.members['consultant']}")).json["refusal"] == "facilitator_only"


async def test_admitted_she_accepts_the_charter_and_is_that_member_for_this_session_B7(
    here: World, phone: Phone, browser: Who, door: str
) -> None:
    knock = await asked(here, phone, door)
    newcomer = here.members["newcomer"]
    assert (await browser("facilitator").act(f"admit:{knock}?knock={knock}&member={newcomer}")).status == 204
    entered = await phone.send(door)
    assert entered.headers["location"] == f"/s/{here.session}/1/{newcomer}/door"
    assert (await phone.open(f"/s/{here.session}/1/{newcomer}")).status == 302
    await phone.send(f"/s/{here.session}/1/{newcomer}/door", name="", charter="1")
    assert (await phone.open(f"/s/{here.session}/1/{newcomer}")).status == 200


async def test_her_notes_and_all_else_of_hers_stay_shut_on_that_phone_C1(here: World, phone: Phone, browser: Who, door: str) -> None:
    malik = f"/s/{here.session}/1/{here.members['consultant']}"
    assert (await browser("consultant").act("write_note", text="ma peur de Paul")).status == 204
    await let_in(here, phone, browser, door, "consultant")
    pages = [await phone.open(path) for path in (malik, f"{malik}/parts", f"{malik}/journal", f"/m/{here.members['consultant']}")]
    assert [page.status for page in pages] == [200, 200, 302, 404]
    assert (await phone.open(pages[2].headers["location"])).status == 404
    assert "peur de Paul" not in phone.seen
    assert malik not in (await phone.open("/")).text
    assert (await phone.send(f"{malik}/code")).status == 404


async def test_on_a_borrowed_phone_nobody_is_renamed(here: World, phone: Phone, browser: Who, door: str) -> None:
    """She was let in for one session: what the group calls her stays as it was (C1)."""
    await let_in(here, phone, browser, door, "consultant")
    at_door = f"/s/{here.session}/1/{here.members['consultant']}/door"
    assert (await phone.send(at_door, name="Somebody else", charter="1")).status == 302
    names = await access.names_in(here.room)
    assert names[here.members["consultant"]] == NAMES["consultant"]


async def let_in(here: World, phone: Phone, browser: Who, door: str, who: str) -> None:
    knock = await asked(here, phone, door)
    await browser("facilitator").act(f"admit:{knock}?knock={knock}&member={here.members[who]}", key=f"admit-{who}")
    assert (await phone.send(door)).status == 302


async def test_she_is_let_into_this_session_and_no_other_of_hers(here: World, phone: Phone, browser: Who, door: str) -> None:
    await let_in(here, phone, browser, door, "consultant")
    other = await sync_to_async(_another_session)(here)
    assert (await phone.open(f"/s/{here.session}/1/{here.members['consultant']}")).status == 200
    assert (await phone.open(f"/s/{other}/1/{here.members['consultant']}")).status == 404


def _another_session(here: World) -> str:
    from datetime import UTC, datetime, timedelta

    from codev.groups.models import PlannedSession
    from codev.groups.planning import plan_session

    planned = plan_session(here.group, start=datetime.now(UTC) + timedelta(days=30), zone="Europe/Paris", format_name="ninety")
    assert isinstance(planned, PlannedSession)
    return planned.pk


async def test_turned_away_and_not_answered_look_the_same(here: World, phone: Phone, browser: Who, door: str) -> None:
    knock = await asked(here, phone, door)
    before = masked((await phone.open(door)).text)
    assert (await browser("facilitator").act(f"turn_away:{knock}?knock={knock}")).status == 204
    again = await phone.send(door, name="Léa")
    assert (masked((await phone.open(door)).text), again.status) == (before, 303)
    assert here.house.porch.waiting(here.room) == ()


def masked(text: str) -> str:
    return re.sub(r'value="[A-Za-z0-9]{32,}"', "", text)


async def test_only_her_own_phone_comes_in_by_her_yes(here: World, phone: Phone, browser: Who, door: str) -> None:
    knock = await asked(here, phone, door)
    await browser("facilitator").act(f"admit:{knock}?knock={knock}&member={here.members['newcomer']}")
    other = Phone(here)
    await other.open(door)
    assert (await other.send(door)).status == 422
    assert (await phone.send(door)).status == 302
    assert here.house.porch.of(here.room, phone.cookies["codev-join"]) is None


async def test_nobody_from_elsewhere_is_admitted_as_a_member(here: World, phone: Phone, browser: Who, door: str) -> None:
    knock = await asked(here, phone, door)
    elsewhere = (await sync_to_async(add)(here.group, "Somebody new")).pk
    for member in (here.members["stranger"], here.members["former"], here.members["facilitator"], elsewhere):
        refused = await browser("facilitator").act(f"admit:{knock}?knock={knock}&member={member}", key=f"try-{member[:10]}")
        assert refused.json["refusal"] == "knock_over"
    assert (await phone.send(door)).status == 422


async def test_a_code_that_was_closed_or_never_was_opens_nothing(here: World, phone: Phone, browser: Who, door: str) -> None:
    await browser("facilitator").act("close_porch", key="closing-1")
    statuses = [(await phone.open(path)).status for path in (door, "/join/AAAA-AAAA")]
    assert (statuses, (await phone.send(door, name="Léa")).status) == ([422, 422], 422)


async def test_codes_are_guessed_at_ten_times_at_most(here: World, phone: Phone, door: str) -> None:
    for n in range(10):
        await phone.open(f"/join/AAAA-AA{n}{n}".replace("0", "Z").replace("1", "Y"))
    assert (await phone.open(door)).status == 429
    assert (await phone.send("/join", code=door[-8:])).status == 429


async def test_whoever_is_admitted_has_a_device_from_now_on(here: World, phone: Phone, browser: Who, door: str) -> None:
    newcomer = here.members["newcomer"]
    await browser("facilitator").act(f"mark_paper?member={newcomer}&paper=yes", key="on-paper-1")
    await let_in(here, phone, browser, door, "newcomer")
    seats = (await browser("client").get("/parts")).json["view"]["parts"]["seats"]
    assert " paper" not in seats


async def test_the_code_stands_on_the_wall_only_if_it_is_shown_there(here: World, browser: Who, door: str) -> None:
    screen = Screen(here)
    await screen.lit_by(browser("facilitator"))
    code = here.house.porch.gate(here.room).code  # type: ignore[union-attr]  # it is open
    spelled = f"{code[:4]}-{code[4:]}"
    assert spelled not in (await screen.open()).text
    await browser("facilitator").act("open_porch?on_wall=yes", key="showing-1")
    assert spelled in (await screen.open()).text


async def test_a_scanned_code_leads_whoever_has_a_place_there_to_it(here: World, browser: Who, door: str) -> None:
    said = await browser("client").ask("GET", door)
    assert (said.status, said.headers["location"]) == (302, browser("client").place)


async def test_what_is_typed_as_a_name_is_never_taken_for_html(here: World, phone: Phone, browser: Who, door: str) -> None:
    await phone.send(door, name="<script>alert(1)</script>")
    assert "<script>alert" not in (await browser("facilitator").get()).text


async def test_a_member_who_is_on_a_screen_already_is_neither_offered_nor_admitted(
    here: World, phone: Phone, browser: Who, door: str
) -> None:
    here.rooms.beat(here.room, malik := here.members["consultant"], stream := object())
    knock = await asked(here, phone, door)
    part = (await browser("facilitator").get("/parts")).json["view"]["parts"][f"knock-{knock}"]
    refused = await browser("facilitator").act(f"admit:{knock}?knock={knock}&member={malik}", key="by-hand-1")
    here.rooms.presence.leave(here.room, stream)
    assert ("Malik" in part, "Inès" in part, "Odile" in part, refused.json["refusal"]) == (False, True, False, "knock_over")


def test_a_porch_that_was_left_open_is_not_kept_for_good() -> None:
    now = [0.0]
    porch = Porch(lambda: now[0])
    porch.open("one.1", on_wall=False)
    now[0] = OPEN_FOR
    porch.open("another.1", on_wall=False)
    assert list(porch._gates) == ["another.1"]


def test_a_knock_and_a_porch_end_by_themselves() -> None:
    now = [0.0]
    porch = Porch(lambda: now[0])
    porch.open("r", on_wall=False)
    porch.knock("r", "v", "Léa")
    now[0] = WAITS
    assert porch.of("r", "v") is None
    now[0] = OPEN_FOR
    assert porch.gate("r") is None


def test_only_so_many_wait_at_one_porch() -> None:
    porch = Porch()
    porch.open("r", on_wall=False)
    assert [porch.knock("r", f"v{n}", "Léa") for n in range(MOST + 1)] == [True] * MOST + [False]


async def test_no_name_and_no_code_stands_in_the_database(here: World, phone: Phone, door: str) -> None:
    await asked(here, phone, door)
    assert await sync_to_async(Member.objects.filter(group=here.group).count)() == len(NAMES)
