"""A server with one group in the middle of a session, and everyone who might stand at one of its doors."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.asgi import get_asgi_application
from django.test import Client

from codev.bell import Bell
from codev.companions.runner import Companions, Trial
from codev.eventlog import MemoryStore
from codev.groups import access, charter, walls, wishes
from codev.groups.founding import add, found, part
from codev.groups.models import Group, Member, PlannedSession, Seat
from codev.groups.planning import first_row, plan_session
from codev.groups.sealed import vault
from codev.groups.tables import room_of
from codev.people import browsers, devices
from codev.people import links as personal
from codev.people.models import Account
from codev.protocol import Command, Order, Refusal, choosing, consenting, moving
from codev.rooms import Rooms
from codev.web import guard, parts
from codev.web.front import Front
from codev.web.group import founding
from codev.web.house import House
from codev.web.pages import entering, landing
from codev.web.trial import OFFERED as PACES
from codev.web.wall import commands, joining

from .table import HOME, WHO

CSRF = "c" * 32
NAMES = {"facilitator": "Odile", "client": "Inès", "consultant": "Malik", "newcomer": "Zoé", "former": "Hector"}
SETTINGS = {"name": "Les passeurs du mardi", "speech": "fr", "zone": "Europe/Paris", "format": "ninety", "retention": "90"}
FORMS = {
    "/try": {"case": "counter", "as": "client", "language": "fr", "pace": PACES[0]},
    "/language": {"language": "en", "next": "/"},
    "/new": SETTINGS | {"founder": "Ida", "people": "Rose"},
    "/m/<member>/settings": SETTINGS,
    "/device": {"code": "AAAA-AAAA"},
    "/join": {"code": "AAAA-AAAA"},
    "/join/<code>": {"name": "Léa"},
    "/account/sign-in": {"email": "somebody@example.org"},
    "/account/new": {"email": "somebody@example.org"},
    "door": {"name": "", "charter": "1"},
    "language": {"language": "fr"},
    "/m/<member>/device": {"do": "show"},
    "/m/<member>/people/<other>": {"do": "correct", "device": "yes"},
    "/m/<member>/charter": {"charter": "1"},
    "/m/<member>/charter/edit": {"text": charter.as_text(charter.standard("fr")), "after": "1"},
    "shelf": {"do": "put", "kind": "book", "title": "Le codéveloppement"},
    "<subject>": {"do": "keep", "text": "Comment oser ?"},
    "act": {"do": "signal_care?sign=pause", "key": "12345678"},
    "dates": {"do": "zone", "zone": "Europe/Paris"},
    "plan": {"do": "propose", "first": "2040-01-12", "hour": "9:30", "weeks": "4", "sessions": "2"},
    "<session>": {"do": "second"},
    "poll": {"do": "answer", "poll": "over"},
}

BEGINNING: tuple[tuple[str, Command], ...] = (
    ("facilitator", moving.StartSession(reason="group_agrees")),
    ("facilitator", moving.GoOn(reason="other")),
    ("client", choosing.OfferSubject("Comment dire non ?")),
)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class World:
    front: Front
    house: House
    rooms: Rooms
    log: MemoryStore
    group: Group
    session: str
    members: dict[str, str]
    """Who to member id; the operator and nobody have none, and try the client's."""
    cookies: dict[str, str] = field(default_factory=dict)

    async def ask(self, who: str, method: str, address: str, **place: str) -> Answer:
        """At an address of the table. `place` replaces what stands between its brackets."""
        path, _, script = address.partition(" ")
        token = await sync_to_async(self._token)(path) if "<token>" in path else ""
        values = {"session": self.session, "run": "1", "member": self._asks_for(who, path), "token": token, "version": "1", **place}
        values = {
            "other": self.members["client"],
            "subject": "new",
            "organiser": "a" * 16,
            "form": "md",
            "pk": "1",
            "provider_id": "organisation",
            **values,
        }
        path = path.replace("<code>", self.code()) if "<code>" in path else path
        for name, value in values.items():
            path = path.replace(f"<{name}>", value)
        body = self._form(who, address).encode() if method == "POST" else b""
        return await self._send(self._scope(who, method, path, body, "application/json" if script else "text/html"), body)

    def _asks_for(self, who: str, path: str) -> str:
        at_home = path.startswith(HOME)
        return self.members["client"] if at_home and who == "stranger" else self.members.get(who, self.members["client"])

    async def order(self, who: str, command: Command) -> None:
        outcome = await self.rooms.act(self.room, Order(self.members[who], command, datetime.now(UTC)), f"{who} {command}")
        assert not isinstance(outcome, Refusal), outcome

    @property
    def room(self) -> str:
        return room_of(self.session, 1)

    def come_in(self, who: str) -> None:
        """A login of her own, fresh each time: some doors take it away. And the newcomer is new again."""
        store = SessionStore()
        if who in self.members:
            store[browsers.KEY] = {self.members[who]: (True, 1)}
        if who == "operator":
            _operator(self)
        elif who != "nobody":
            store.save()
            self.cookies[who] = str(store.session_key)
        Member.objects.filter(pk=self.members["newcomer"]).update(charter_version=0)
        access.forget()

    def cookie(self, who: str) -> str:
        login = self.cookies.get(who, "")
        return f"{settings.SESSION_COOKIE_NAME}={login}; {settings.CSRF_COOKIE_NAME}={CSRF}"

    def code(self) -> str:
        """By which people ask to come in from their phones."""
        self.house.porch.open(self.room, on_wall=False)
        gate = self.house.porch.gate(self.room)
        assert gate is not None
        return gate.code

    def _token(self, path: str) -> str:
        """A key that opens this address: somebody's own."""
        if path.startswith("/cal/"):
            wishes.open_feed(self.members["consultant"])
            return wishes.wishes(self.members["consultant"]).feed
        return wishes.stop_token(self.members["consultant"]) if path.startswith("/r/") else self.fresh_link()

    def fresh_link(self) -> str:
        """Of somebody new, with a seat in the session."""
        member = add(self.group, "Somebody new")
        Seat.objects.create(session_id=self.session, member=member)
        return personal.current(member.pk)

    def _form(self, who: str, address: str) -> str:
        below = address.partition(" ")[0].rpartition("/")[2]
        fields = FORMS.get(address) or FORMS.get(below) or {}
        return urlencode({"csrfmiddlewaretoken": CSRF, "token": guard.token(self.cookie(who)), **fields})

    def _scope(self, who: str, method: str, path: str, body: bytes, accept: str) -> dict[str, Any]:
        headers = {
            "host": settings.CODEV_URL.partition("://")[2],
            "cookie": self.cookie(who),
            "accept": accept,
            "accept-language": "en",
            "content-length": str(len(body)),
            **({"origin": settings.CODEV_URL, "content-type": guard.FORM} if method == "POST" else {}),
        }
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "server": ("127.0.0.1", 8000),
            "client": (f"192.0.2.{WHO.index(who)}", 1),
        }

    async def _send(self, scope: dict[str, Any], body: bytes) -> Answer:
        """The whole answer; of a stream, which has no end, the first piece."""
        sent: list[dict[str, Any]] = []
        enough = asyncio.Event()
        asked = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive() -> dict[str, Any]:
            for message in asked:
                return message
            await enough.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)
            if message["type"] == "http.response.body":
                enough.set()

        async with asyncio.timeout(60):
            await self.front(scope, receive, send)
        start = next(message for message in sent if message["type"] == "http.response.start")
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in start["headers"]}
        return Answer(start["status"], headers, b"".join(message.get("body", b"") for message in sent))


async def build(clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> World:
    await sync_to_async(_forget)()
    bell, log = Bell(), MemoryStore()
    rooms = Rooms(vault(), log, bell, names=access.names_in, door=access.who_may_enter, forget=parts.memory.forget, clock=clock)
    group, members, session = await sync_to_async(_people)()
    house = House(rooms, bell, Empty(rooms, bell))
    world = World(Front(house, get_asgi_application()), house, rooms, log, group, session, members)
    await sync_to_async(_operator)(world)
    await rooms.plan(world.room, await sync_to_async(first_row)(session))
    for who, command in BEGINNING:
        await world.order(who, command)
    await world.order("facilitator", choosing.ProposeSubject("paper", subject="s1"))
    await world.order("client", consenting.AcceptToBeClient())
    await world.order("facilitator", consenting.EveryoneAgreesToSubject())
    await world.order("facilitator", moving.GoOn(reason="other"))
    await sync_to_async(part)(members["former"])
    return world


class Empty(Companions):
    """They would play on their own, and a test would not know when."""

    async def seat(self, trial: Trial, pace: str = "") -> None:
        """Their chairs stay empty."""


def _forget() -> None:
    access.forget()
    devices.tries.clear()
    landing.tries.clear()
    entering.tries.clear()
    founding.tries.clear()
    joining.tries.clear()
    commands.tries.clear()
    walls.forget()


def _people() -> tuple[Group, dict[str, str], str]:
    group = found("Les passeurs du mardi")
    rows = {who: add(group, name, is_facilitator=who == "facilitator", is_peer=who != "facilitator") for who, name in NAMES.items()}
    planned = plan_session(group, start=datetime.now(UTC), zone="Europe/Paris", format_name="ninety")
    assert isinstance(planned, PlannedSession)
    for who in ("facilitator", "client", "consultant", "former"):
        charter.accept(rows[who].pk, 1)
    elsewhere = found("Ailleurs")
    rows["stranger"] = add(elsewhere, "Hugo", is_facilitator=True)
    charter.accept(rows["stranger"].pk, 1)
    plan_session(elsewhere, start=datetime.now(UTC), zone="Europe/Paris", format_name="ninety")
    return group, {who: member.pk for who, member in rows.items()}, planned.pk


def _operator(world: World) -> None:
    browser = Client()
    root = Account.objects.filter(address="root@example.org").first()
    browser.force_login(root or Account.objects.create_user("root@example.org", is_staff=True))
    world.cookies["operator"] = browser.cookies[settings.SESSION_COOKIE_NAME].value
