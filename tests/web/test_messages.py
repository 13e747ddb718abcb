"""What she wishes of messages, on her page and from a mail; and what the facilitator sees of what became of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import vobject
from asgiref.sync import sync_to_async
from django.utils import timezone

from codev.groups import due, wishes
from codev.groups.founding import part
from codev.groups.models import Due, Group, Member, PlannedSession
from codev.people import links
from codev.phrases import say
from tests.doors.world import World
from tests.web.asking import Browser, Said
from tests.web.test_pages import form

Who = Callable[[str], Browser]
TOMORROW = (timezone.now() + timedelta(days=2)).date().isoformat()


async def wish(browser: Browser, do: str, **fields: str) -> Said:
    return await form(browser, f"/m/{browser.world.members[browser.who]}/messages", do=do, **fields)


async def page(browser: Browser, below: str = "messages") -> Said:
    return await browser.ask("GET", f"/m/{browser.world.members[browser.who]}/{below}")


async def row(here: World, who: str) -> Member:
    return await Member.objects.aget(pk=here.members[who])


async def owed(here: World, who: str, kind: str, state: str, problem: str = "") -> Due:
    member = await Member.objects.select_related("group").aget(pk=here.members[who])
    await sync_to_async(due.owe)(member, kind, f"{kind}:{who}")
    found = await Due.objects.order_by("-changed", "-pk").afirst()
    assert found
    await Due.objects.filter(member=member, state=Due.WAITING).aupdate(state=state, problem=problem)
    return await Due.objects.filter(member=member, state=state).order_by("-changed").alatest("changed")


async def test_reminders_are_turned_off_and_on_on_her_own_page(here: World, browser: Who) -> None:
    for wanted in ("no", "yes"):
        await wish(browser("client"), "reminders", wanted=wanted)
        assert (await row(here, "client")).reminders == (wanted == "yes")
    assert (await row(here, "consultant")).reminders


async def test_her_address_is_kept_and_a_wrong_one_stays_in_the_form(here: World, browser: Who) -> None:
    await wish(browser("client"), "address", address=" ines@example.org ")
    refused = await wish(browser("client"), "address", address='"><script>x</script>@')
    assert ((await row(here, "client")).address, refused.status) == ("ines@example.org", 422)
    assert "&lt;script&gt;x" in refused.text
    assert "Une adresse se lit" in refused.text


async def test_a_corrected_address_is_tried_again(here: World, browser: Who) -> None:
    lost = await owed(here, "client", "invitation", Due.GIVEN_UP, "broken")
    await wish(browser("client"), "address", address="ines@example.net")
    assert (await Due.objects.aget(pk=lost.pk)).state == Due.WAITING


async def test_a_calendar_has_no_address_until_she_asks_and_none_once_she_withdraws_it(here: World, browser: Who) -> None:
    assert "/cal/" not in (await page(browser("client"))).text
    await wish(browser("client"), "calendar", wanted="yes")
    feed = (await sync_to_async(wishes.wishes)(here.members["client"])).feed
    open_answer = await browser("nobody").ask("GET", f"/cal/{feed}.ics")
    await wish(browser("client"), "calendar", wanted="no")
    closed, unknown = [await browser("nobody").ask("GET", f"/cal/{token}.ics") for token in (feed, "a" * 48)]
    assert (open_answer.status, closed.status, closed.body == unknown.body) == (200, 404, True)


async def test_a_new_address_closes_the_old_one(here: World, browser: Who) -> None:
    tokens = []
    for _ in range(2):
        await wish(browser("client"), "calendar", wanted="yes")
        tokens.append((await sync_to_async(wishes.wishes)(here.members["client"])).feed)
    assert [(await browser("nobody").ask("GET", f"/cal/{token}.ics")).status for token in tokens] == [404, 200]


async def test_the_feed_shows_her_sessions_to_another_library_and_names_nobody(here: World, browser: Who) -> None:
    await sync_to_async(wishes.open_feed)(here.members["client"])
    feed = (await sync_to_async(wishes.wishes)(here.members["client"])).feed
    answer = await browser("nobody").ask("GET", f"/cal/{feed}.ics")
    event = vobject.readOne(answer.text).vevent
    session = await PlannedSession.objects.aget(pk=here.session)
    assert (event.dtstart.value, event.uid.value) == (session.start.replace(microsecond=0), f"{here.session}@127.0.0.1")
    assert [word for word in ("Odile", "Inès", "passeurs", "Comment") if word in answer.text] == []
    assert answer.headers["content-type"].startswith("text/calendar")


async def test_whoever_left_has_no_calendar_here_any_more(here: World, browser: Who) -> None:
    await sync_to_async(wishes.open_feed)(here.members["consultant"])
    feed = (await sync_to_async(wishes.wishes)(here.members["consultant"])).feed
    await sync_to_async(part)(here.members["consultant"])
    assert (await browser("nobody").ask("GET", f"/cal/{feed}.ics")).status == 404


async def test_one_post_from_the_mail_turns_reminders_off_without_signing_in(here: World, browser: Who) -> None:
    """RFC 8058: a mail program posts by itself, from nowhere, without a token of ours."""
    stop = f"/r/{wishes.stop_token(here.members['client'])}"
    seen = await browser("nobody").ask("GET", stop)
    untouched = (await row(here, "client")).reminders
    posted = await browser("nobody").ask("POST", stop, b"List-Unsubscribe=One-Click", {"content-type": "application/x-www-form-urlencoded"})
    assert (seen.status, untouched, posted.status, (await row(here, "client")).reminders) == (200, True, 200, False)


async def test_the_link_in_the_mail_opens_nothing_else(here: World, browser: Who) -> None:
    token = wishes.stop_token(here.members["client"])
    answers = [await browser("nobody").ask("GET", path) for path in (f"/l/{token}", f"/cal/{token}.ics", f"/r/{'a' * 48}")]
    assert [answer.status for answer in answers] == [404, 404, 404]
    assert "Inès" not in (await browser("nobody").ask("GET", f"/r/{token}")).text


async def test_she_reminds_herself_of_a_day_and_may_take_it_back(here: World, browser: Who) -> None:
    for do, expected in (("remind", 1), ("remind", 1), ("forget", 0), ("remind", 1)):
        await wish(browser("client"), do, on=TOMORROW)
        assert len((await sync_to_async(wishes.wishes)(here.members["client"])).own) == expected


@pytest.mark.parametrize("on", ["", "demain", "2026-02-30", "2020-01-01", "9999-12-31"])
async def test_a_day_that_is_none_is_said_and_stays_in_the_form(here: World, browser: Who, on: str) -> None:
    refused = await wish(browser("client"), "remind", on=on)
    assert (refused.status, 'role="alert"' in refused.text) == (422, True)


async def test_more_reminders_than_anyone_needs_are_refused(here: World, browser: Who) -> None:
    days = [(timezone.now() + timedelta(days=10 + i)).date().isoformat() for i in range(wishes.MOST + 1)]
    answers = [(await wish(browser("client"), "remind", on=on)).status for on in days]
    assert answers == [302] * wishes.MOST + [422]


async def test_the_facilitator_sees_what_did_not_arrive_and_what_perhaps_did(here: World, browser: Who) -> None:
    await owed(here, "client", "invitation", Due.GIVEN_UP, "broken")
    await owed(here, "consultant", "dates_fixed", Due.PERHAPS)
    text = (await page(browser("facilitator"), "messages/sending")).text
    assert say("messages.states.broken", "fr") in text
    assert say("messages.states.perhaps", "fr") in text
    assert "Inès" in text


async def test_what_would_tell_who_was_client_is_not_in_the_facilitators_page_C4(here: World, browser: Who) -> None:
    """A reminder of her own that failed says only that her address is broken; one that perhaps went out says nothing."""
    await owed(here, "client", "action_reminder", Due.PERHAPS)
    assert "Inès" not in (await page(browser("facilitator"), "messages/sending")).text.partition("deliveries")[2]
    await Due.objects.aupdate(state=Due.GIVEN_UP, problem="broken")
    text = (await page(browser("facilitator"), "messages/sending")).text
    assert (say("messages.a_message", "fr") in text, "rappel à" in text) == (True, False)


async def test_sent_again_by_her_own_decision_alone(here: World, browser: Who) -> None:
    lost, hers = await owed(here, "client", "invitation", Due.PERHAPS), await owed(here, "client", "action_reminder", Due.PERHAPS)
    for one in (lost, hers):
        await form(browser("facilitator"), f"/m/{here.members['facilitator']}/messages/sending", do="again", row=one.pk)
    states = {pk: state async for pk, state in Due.objects.values_list("pk", "state")}
    assert (states[lost.pk], states[hers.pk]) == (Due.WAITING, Due.PERHAPS)


async def test_another_groups_message_is_not_hers_to_send_or_read(here: World, browser: Who) -> None:
    elsewhere = await owed(here, "stranger", "invitation", Due.PERHAPS)
    await form(browser("facilitator"), f"/m/{here.members['facilitator']}/messages/sending", do="again", row=elsewhere.pk)
    text = (
        await browser("facilitator").ask("GET", f"/m/{here.members['facilitator']}/messages/sending", query=f"read={elsewhere.pk}")
    ).text
    assert ((await Due.objects.aget(pk=elsewhere.pk)).state, "<textarea" in text) == (Due.PERHAPS, False)


async def test_without_a_mail_server_a_message_is_read_and_handed_on(here: World, browser: Who) -> None:
    waiting = await owed(here, "client", "invitation", Due.WAITING)
    path = f"/m/{here.members['facilitator']}/messages/sending"
    answer = await browser("facilitator").ask("GET", path, query=f"read={waiting.pk}")
    assert "Bonjour Inès" in answer.text
    assert "/l/" in answer.text


async def test_the_lead_times_are_the_facilitators_to_set(here: World, browser: Who) -> None:
    path = f"/m/{here.members['facilitator']}/messages/sending"
    await form(browser("facilitator"), path, do="leads", before_days="14", reminder_days="0")
    await form(browser("facilitator"), path, do="leads", before_days="99", reminder_days="x")
    group = await Group.objects.aget(pk=here.group.pk)
    assert (group.before_days, group.reminder_days) == (14, 0)


async def test_a_mail_leads_to_the_page_that_it_names_on_her_own_device(here: World, browser: Who) -> None:
    token = await sync_to_async(links.current)(here.members["client"])
    answers = [await browser("client").ask("GET", f"/l/{token}", query=f"to={to}") for to in ("messages", "nowhere", "//evil.example")]
    place = f"{browser('client').place}/door"
    assert [answer.headers["location"] for answer in answers] == [f"/m/{here.members['client']}/messages", place, place]
