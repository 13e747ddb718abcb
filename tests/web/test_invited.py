"""Being invited (B16): the link says what it is and asks; each answers for herself, and a no is told to nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings

from codev.groups.founding import add, found
from codev.groups.models import Acceptance, Group, Member
from codev.people import links
from codev.phrases import say
from tests.doors.world import World
from tests.web.asking import Browser, Said
from tests.web.test_pages import form

Who = Callable[[str], Browser]


@dataclass
class Invited:
    browser: Browser
    path: str
    member: str

    async def answers(self, answer: str, charter: str = "1", name: str = "") -> Said:
        return await form(self.browser, self.path, answer=answer, charter=charter, name=name, key="page-1")

    async def row(self) -> Member:
        return await Member.objects.select_related("group").aget(pk=self.member)


def make() -> tuple[str, str]:
    group = found("Les jeudis", purpose="Oser demander", language="en")
    add(group, "Odile", is_facilitator=True, is_peer=False)
    member = add(group, "Ida", address="ida@example.org")
    return links.current(member.pk), member.pk


@pytest.fixture
async def ida(here: World, browser: Who) -> Invited:
    token, member = await sync_to_async(make)()
    return Invited(browser("nobody"), f"/l/{token}", member)


def founder_of(member: str) -> tuple[str, str]:
    row = Member.objects.get(group__members=member, is_facilitator=True)
    return links.current(row.pk), row.pk


async def test_whoever_founded_the_group_is_offered_no_no_and_none_is_taken_B16(ida: Invited, browser: Who) -> None:
    token, member = await sync_to_async(founder_of)(ida.member)
    odile = Invited(browser("nobody"), f"/l/{token}", member)
    assert 'value="no"' not in (await odile.browser.ask("GET", odile.path)).text
    answer = await odile.answers("no")
    assert (answer.status, say("refusal.in_your_hands.say", "en") in answer.text) == (422, True)
    assert (await odile.row()).state == Member.ACTIVE


async def test_an_invitation_to_a_group_in_nobodys_hands_can_still_be_answered(ida: Invited) -> None:
    await Member.objects.exclude(pk=ida.member).aupdate(state=Member.FORMER)
    assert "Les jeudis" in (await ida.browser.ask("GET", ida.path)).text


async def test_the_link_says_who_asks_what_for_and_shows_the_charter(ida: Invited) -> None:
    page = (await ida.browser.ask("GET", ida.path)).text
    sought = (
        "Odile",
        "Les jeudis",
        "Oser demander",
        say("charter.goodwill.text", "en"),
        say("invited.free", "en"),
        say("invited.words", "en", n=90),
        say("register.host", "en"),
    )
    assert [text for text in sought if text not in page] == []


async def test_a_yes_takes_her_in_and_is_kept_with_her_name_the_version_and_the_instant_B7(ida: Invited) -> None:
    answer = await ida.answers("yes")
    kept = [(yes.version, yes.at) async for yes in Acceptance.objects.filter(member=ida.member)]
    row = await ida.row()
    assert (answer.status, answer.headers["location"]) == (302, f"/m/{ida.member}")
    assert (row.charter_version, kept) == (1, [(1, row.charter_at)])


async def test_she_says_how_she_is_called_and_a_name_that_is_taken_stays_in_its_field(ida: Invited) -> None:
    taken = await ida.answers("yes", name="odile")
    assert (taken.status, 'value="odile"' in taken.text, (await ida.row()).charter_version) == (422, True, 0)
    assert (await ida.answers("yes", name="Ida B.")).status == 302
    row = await ida.row()
    assert await sync_to_async(lambda: row.name)() == "Ida B."


async def test_a_no_needs_no_reason_erases_her_address_and_ends_her_link(ida: Invited) -> None:
    answer = await ida.answers("no")
    row = await ida.row()
    assert (answer.status, say("invited.declined_note", "en") in answer.text) == (200, True)
    assert (row.state, await sync_to_async(lambda: row.address)()) == (Member.FORMER, "")
    assert (await ida.browser.ask("GET", ida.path)).status == 410


async def test_looking_answers_nothing(ida: Invited) -> None:
    """Mail scanners open links."""
    for method in ("GET", "HEAD"):
        await ida.browser.ask(method, ida.path)
    assert ((await ida.row()).state, (await ida.row()).charter_version) == (Member.ACTIVE, 0)


async def test_a_yes_to_a_charter_that_has_changed_meanwhile_is_asked_again_inside(ida: Invited) -> None:
    await Group.objects.filter(members=ida.member).aupdate(charter_version=2)
    assert (await ida.answers("yes")).status == 302
    assert (await ida.row()).charter_version == 0


async def test_whoever_has_said_yes_is_not_asked_again_and_cannot_be_taken_out_by_a_no_on_her_link(ida: Invited) -> None:
    await Member.objects.filter(pk=ida.member).aupdate(charter_version=1)
    await ida.answers("no")
    assert (await ida.row()).state == Member.ACTIVE


async def test_a_device_that_others_use_is_said_before_the_first_word_C1(here: World, ida: Invited) -> None:
    """Her subject ripens long before the door of a session asks; the login ends with the browser."""
    answer = await form(ida.browser, ida.path, answer="yes", charter="1", shared="yes", key="page-1")
    login = next(line for line in answer.headers["set-cookie"].split("\n") if line.startswith(f"{settings.SESSION_COOKIE_NAME}="))
    here.cookies["nobody"] = login.partition("=")[2].partition(";")[0]
    page = (await ida.browser.ask("GET", f"/m/{ida.member}/prepare")).text
    assert ("expires=" in login.lower(), "<textarea" in page, "data-draft=" in page, "draft.js" in page) == (False, True, False, False)


async def test_a_name_that_is_refused_leaves_the_tick_where_it_was(ida: Invited) -> None:
    again = await form(ida.browser, ida.path, answer="yes", charter="1", name="x" * 500, shared="yes", key="page-1")
    assert (again.status, 'name="shared" value="yes" checked' in again.text) == (422, True)
