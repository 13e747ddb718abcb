"""Take along, leave, have erased (B16, C5); and what the group keeps until when, with who did what for it (C3, C4)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from asgiref.sync import sync_to_async
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codev.groups import audit, retention, wishes
from codev.groups.models import Member, PlannedSession
from codev.groups.planning import plan_session
from codev.people import browsers, links
from codev.people.models import Account, Claim
from codev.phrases import say
from codev.protocol import Order
from codev.protocol.notebook import WriteNote
from tests.doors.world import World
from tests.web.asking import Browser, Page
from tests.web.test_pages import form

Who = Callable[[str], Browser]
SURE = {"sure": "yes", "own": "keep"}


def home(here: World, who: str, below: str) -> str:
    return f"/m/{here.members[who]}/{below}"


async def note(here: World, who: str, text: str) -> None:
    await here.rooms.act_own(here.room, here.members[who], Order(here.members[who], WriteNote(text), datetime.now(UTC)), text)


async def over(here: World) -> None:
    await PlannedSession.objects.filter(pk=here.session).aupdate(start=datetime.now(UTC) - timedelta(days=2))


async def test_she_takes_all_that_is_hers_along_in_one_file_C5(here: World, browser: Who) -> None:
    await note(here, "client", "for me alone")
    await note(here, "consultant", "somebody else's")
    taken = await form(browser("client"), home(here, "client", "leave/export"))
    with zipfile.ZipFile(io.BytesIO(taken.body)) as packed:
        page, whole = packed.read("mine.md").decode(), json.loads(packed.read("mine.json"))
    assert "- for me alone" in page
    assert (whole["member"]["name"], whole["notebook"]["notes"][0]["text"], len(whole["sessions"])) == ("Inès", "for me alone", 1)
    assert "somebody else" not in json.dumps(whole)
    assert (await sync_to_async(audit.lines)(here.group.pk))[0].what == "export_taken"


async def test_where_her_notes_are_shut_the_file_has_none_and_nothing_of_hers_can_be_erased_C1(here: World, browser: Who) -> None:
    await note(here, "client", "for me alone")
    store = SessionStore()
    store[browsers.KEY] = {here.members["client"]: (False, 1)}
    await sync_to_async(store.save)()
    here.cookies["client"] = str(store.session_key)
    taken = await form(browser("client"), home(here, "client", "leave/export"))
    with zipfile.ZipFile(io.BytesIO(taken.body)) as packed:
        assert b"for me alone" not in packed.read("mine.md") + packed.read("mine.json")
    refused = await form(browser("client"), home(here, "client", "leave"), sure="yes", own="erase")
    assert (refused.status, (await here.rooms.own(here.members["client"])).notes[0].text) == (422, "for me alone")


async def test_leaving_ends_every_page_of_hers_on_every_device_at_once_C5(here: World, browser: Who) -> None:
    async with Page(browser("client")) as page:
        await page.until("parts")
        left = await form(browser("client"), home(here, "client", "leave"), **SURE)
        await page.until("end")
    assert (left.status, left.headers["clear-site-data"]) == (200, '"storage"')
    for path in (browser("client").place, home(here, "client", "record")):
        assert (await browser("client").ask("GET", path)).status == 404
    assert (await Member.objects.aget(pk=here.members["client"])).state == Member.FORMER


async def test_with_her_own_erased_the_others_still_read_their_session_C5(here: World, browser: Who) -> None:
    await note(here, "client", "for me alone")
    await form(browser("client"), home(here, "client", "leave"), sure="yes", own="erase")
    row = await Member.objects.aget(pk=here.members["client"])
    assert (row.name, (await here.rooms.own(row.pk)).notes) == (say("leaving.nameless", "fr"), ())
    assert "Comment dire non" in (await browser("consultant").get()).text


async def test_nobody_leaves_by_mistake(here: World, browser: Who) -> None:
    answer = await form(browser("client"), home(here, "client", "leave"), own="erase")
    assert (answer.status, say("refusal.say_so_first.say", "fr") in answer.text) == (422, True)
    assert 'value="erase" checked' in answer.text


async def test_a_group_is_never_left_in_nobodys_hands_B16(here: World, browser: Who) -> None:
    refused = await form(browser("facilitator"), home(here, "facilitator", "leave"), **SURE)
    assert refused.status == 422
    left = await form(browser("facilitator"), home(here, "facilitator", "leave"), **SURE, heir=here.members["consultant"])
    assert (left.status, (await Member.objects.aget(pk=here.members["consultant"])).is_facilitator) == (200, True)
    assert [line.what for line in await sync_to_async(audit.lines)(here.group.pk)][:2] == ["member_left", "role_given"]


async def test_before_anybody_said_yes_the_group_is_ended_or_waits_and_is_not_left_B16(here: World, browser: Who) -> None:
    facilitator = here.members["facilitator"]
    await Member.objects.exclude(pk=facilitator).aupdate(charter_version=0)
    page = await browser("facilitator").ask("GET", home(here, "facilitator", "leave"))
    assert (say("leaving.stuck", "fr") in page.text, 'name="sure"' in page.text, "/record#end" in page.text) == (True, False, True)
    assert say("leaving.free", "fr") not in page.text
    refused = await form(browser("facilitator"), home(here, "facilitator", "leave"), **SURE)
    assert (refused.status, (await Member.objects.aget(pk=facilitator)).state) == (422, Member.ACTIVE)
    assert say("refusal.in_your_hands.say", "fr") in refused.text


async def test_the_page_says_until_when_the_words_are_kept_and_who_did_what(here: World, browser: Who) -> None:
    await sync_to_async(audit.record)(here.group.pk, here.members["facilitator"], "member_added", here.members["client"])
    page = (await browser("client").ask("GET", home(here, "client", "record"))).text
    for words in ("Les mots seront effacés le", "Entrée dans le groupe", "Odile", say("register.explained", "fr")):
        assert words in page
    assert "Comment dire non" not in page


async def test_what_is_kept_asks_as_often_for_twelve_sessions_as_for_one(here: World) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert len(retention.kept_for(here.members["client"], datetime.now(UTC))) in (1, 12)
        return len(asked)

    one = await sync_to_async(questions)()
    for weeks in range(1, 12):
        start = datetime.now(UTC) - timedelta(weeks=weeks)
        await sync_to_async(plan_session)(here.group, start=start, zone="Europe/Paris", format_name="ninety")
    assert (one, await sync_to_async(questions)()) == (1, 1)


async def test_one_asks_to_erase_a_session_all_are_told_and_one_objects_C3(here: World, browser: Who) -> None:
    await over(here)
    asked = await form(browser("client"), home(here, "client", "record/erase"), what="session", session=here.session)
    told = (await browser("consultant").ask("GET", f"/m/{here.members['consultant']}")).text
    assert (asked.status, "sauf objection" in told) == (303, True)
    page = (await browser("consultant").ask("GET", home(here, "consultant", "record"))).text
    erasure = page.partition('name="erasure" value="')[2].partition('"')[0]
    assert (await form(browser("consultant"), home(here, "consultant", "record/objects"), erasure=erasure)).status == 303
    assert "sauf objection" not in (await browser("client").ask("GET", f"/m/{here.members['client']}")).text


async def test_nobody_else_can_ask_or_object(here: World, browser: Who) -> None:
    await over(here)
    for what in ("group", "member", "", "session'--"):
        refused = await form(browser("client"), home(here, "client", "record/erase"), what=what, session=here.members["client"])
        assert refused.status == 422
    assert (await form(browser("client"), home(here, "client", "record/objects"), erasure="a" * 16)).status == 422


async def test_the_room_and_its_door_say_when_the_words_go_C3(here: World, browser: Who) -> None:
    for below in ("", "/door"):
        assert "Les mots de cette séance s’effacent le" in (await browser("client").get(below)).text


async def test_her_calendar_and_her_link_close_as_she_leaves_C5(here: World, browser: Who) -> None:
    member = here.members["client"]
    await sync_to_async(wishes.open_feed)(member)
    feed = f"/cal/{(await sync_to_async(wishes.wishes)(member)).feed}.ics"
    token = await sync_to_async(links.current)(member)
    assert "BEGIN:VEVENT" in (await browser("nobody").ask("GET", feed)).text
    await form(browser("client"), home(here, "client", "leave"), **SURE)
    assert "BEGIN:VEVENT" not in (await browser("nobody").ask("GET", feed)).text
    assert (await browser("nobody").ask("GET", f"/l/{token}")).status == 410


async def test_no_account_keeps_the_place_of_whoever_has_left_C5(here: World, browser: Who) -> None:
    account = await sync_to_async(Account.objects.create_user)("ines@example.org")
    await Claim.objects.acreate(member=here.members["client"], account=account)
    await form(browser("client"), home(here, "client", "leave"), **SURE)
    assert not await Claim.objects.filter(member=here.members["client"]).aexists()


async def test_the_way_out_stands_at_the_foot_of_everyones_pages_C5(here: World, browser: Who) -> None:
    """What the invitation promises is found without knowing where it lies."""
    for who in ("facilitator", "client"):
        page = (await browser(who).ask("GET", f"/m/{here.members[who]}")).text
        assert f'href="/m/{here.members[who]}/leave"' in page.partition('<footer class="at-hand">')[2]
