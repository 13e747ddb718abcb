"""Whatever is sent to whichever door, the server answers, and never with a fault of its own."""

from __future__ import annotations

import asyncio
import random
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

import codev
from codev.people import devices
from codev.protocol import COMMANDS, OWN_COMMANDS
from codev.web import guard
from codev.web.pages import landing
from tests.doors import table, world
from tests.doors.world import CSRF, World

TEMPLATES = Path(codev.__file__).parent / "templates"
SOURCE = "\n".join(file.read_text("utf8") for file in TEMPLATES.rglob("*.html"))
NAMES = sorted(set(re.findall(r'name="([a-z_]+)"', SOURCE)) - {"sure", "csrfmiddlewaretoken", "token"})
DOS = sorted({*COMMANDS, *OWN_COMMANDS, "keep_text"})
DOORS = sorted({(method, address) for method, address, _ in table.expected()})
NASTY = (
    "",
    " ",
    "0",
    "-1",
    "9" * 400,
    "a" * 16,
    "\x00",
    "\ud7ff",
    "<script>",
    "../..",
    "%00",
    "1e9",
    "NaN",
    "{",
    "é" * 5000,
    "\u202e",
    "=1+1",
    "yes",
)

ANSWERS = frozenset(range(200, 500)) | {503}
"""503 is an answer as well: there is no mail server here."""

value = st.one_of(st.sampled_from(NASTY), st.text(max_size=40))
do = st.builds(lambda name, rest: f"{name}{rest}", st.sampled_from(DOS), st.one_of(st.just(""), st.text("?&=.abc1", max_size=12)))
fields = st.dictionaries(st.one_of(st.sampled_from(NAMES), st.text(max_size=12)), value, max_size=6)
odd = st.dictionaries(
    st.sampled_from(["host", "origin", "content-type", "content-length", "cookie", "accept-language", "sec-fetch-site", "last-event-id"]),
    st.one_of(st.sampled_from(["", "null", "*", "é", "a" * 9000, "multipart/form-data; boundary=", "999999999"]), st.text(max_size=20)),
    max_size=2,
)


class Sender:
    """Sends anything to the doors of one world, on a loop of its own."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.here: World = self.loop.run_until_complete(world.build())

    def close(self) -> None:
        self.loop.run_until_complete(self.here.front.live.close())
        self.here.rooms.close()
        self.loop.close()

    def ask(self, who: str, method: str, address: str, body: bytes, query: bytes, headers: dict[str, str], place: dict[str, str]) -> int:
        return self.loop.run_until_complete(self._ask(who, method, address, body, query, headers, place))

    async def _ask(self, who: str, method: str, address: str, body: bytes, query: bytes, headers: dict[str, str], place: Any) -> int:
        here = self.here
        await sync_to_async(here.come_in)(who)
        path, _, script = address.partition(" ")
        values = {"session": here.session, "run": "1", "member": here.members[who], "token": "a" * 48, **place}
        path = re.sub(r"<(\w+)>", lambda hole: values.get(hole[1], "x"), path)
        scope = here._scope(who, method, path, body, "application/json" if script else "text/html")
        kept = [(name, held) for name, held in scope["headers"] if name.decode() not in headers]
        scope["headers"] = kept + [(name.encode(), text.encode("utf8", "replace")) for name, text in headers.items()]
        scope["query_string"] = query
        return (await here._send(scope, body)).status

    def form(self, who: str, sent: dict[str, str]) -> bytes:
        known = {"csrfmiddlewaretoken": CSRF, "token": guard.token(self.here.cookie(who)), "key": f"{random.random()}"}
        return urlencode({**known, **sent}, errors="replace").encode()


@pytest.fixture
def sender(transactional_db: None) -> Any:
    made = Sender()
    yield made
    made.close()


pytestmark = pytest.mark.slow

QUIET = limits(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)


def test_no_form_brings_a_fault_about(sender: Sender) -> None:
    """Every address, each field that a page of ours has, in every combination that comes to mind."""
    turns = iter(DOORS * 50)

    @QUIET
    @given(
        sent=fields, act=do, who=st.sampled_from(["client", "facilitator"]), place=st.sampled_from([{}, {"run": "9" * 30}, {"member": "é"}])
    )
    def send(sent: dict[str, str], act: str, who: str, place: dict[str, str]) -> None:
        method, address = next(turns)
        body = sender.form(who, {"do": act, **sent}) if method == "POST" else b""
        query = urlencode(sent, errors="replace").encode() if method == "GET" else b""
        landing.tries.clear()
        devices.tries.clear()
        assert sender.ask(who, method, address, body, query, {}, place) in ANSWERS, (method, address)

    send()


def test_no_bytes_and_no_header_bring_a_fault_about(sender: Sender) -> None:
    turns = iter(DOORS * 50)

    @QUIET
    @given(body=st.binary(max_size=200), headers=odd, query=st.binary(max_size=20))
    def send(body: bytes, headers: dict[str, str], query: bytes) -> None:
        method, address = next(turns)
        assert sender.ask("client", method, address, body, query, headers, {}) in ANSWERS, (method, address)

    send()


def test_no_act_of_the_live_room_brings_a_fault_about(sender: Sender) -> None:
    address = f"{table.PLACE}/act (script)"

    @QUIET
    @given(
        act=do, sent=st.dictionaries(st.text("abcdefgh._", max_size=14), value, max_size=4), who=st.sampled_from(["client", "facilitator"])
    )
    def send(act: str, sent: dict[str, str], who: str) -> None:
        filled = {f"{act.partition('?')[0]}.{name}": text for name, text in sent.items()}
        assert sender.ask(who, "POST", address, sender.form(who, {"do": act, **filled}), b"", {}, {}) in ANSWERS, act

    send()


@pytest.mark.parametrize("path", ["/", table.PLACE, f"{table.PLACE}/parts", f"{table.PLACE}/live", "/wall/parts", "/healthz/stream"])
def test_a_host_that_is_not_ours_gets_nothing(sender: Sender, path: str) -> None:
    hosts = ("evil.example", "codev.example.org@evil", "", "a b", "a" * 9000)
    assert {sender.ask("client", "GET", path, b"", b"", {"host": host}, {}) for host in hosts} == {400}


def test_more_than_64_kib_is_refused_before_it_is_read(sender: Sender) -> None:
    body = sender.form("client", {"do": "write_note", "write_note.text": "x" * 70_000})
    for address in (f"{table.PLACE}/act (script)", f"{table.PLACE}/act", f"{table.PLACE}/door"):
        assert sender.ask("client", "POST", address, body, b"", {}, {}) in (400, 413)
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE == guard.LARGEST
