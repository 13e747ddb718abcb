"""The pages around the room: the first one, a personal link, the door, another device, and what did not go through."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from asgiref.sync import sync_to_async

from codev.groups import access
from codev.groups.models import Group, Member
from codev.people import links
from codev.phrases import say
from codev.web.languages import preferred
from codev.web.pages.door import web_address
from codev.web.pages.landing import back_to
from tests.doors.world import CSRF, World
from tests.web.asking import Browser, Said

Who = Callable[[str], Browser]


async def form(browser: Browser, path: str, **fields: str) -> Said:
    headers = {"origin": "http://127.0.0.1:8000", "content-type": "application/x-www-form-urlencoded"}
    return await browser.ask("POST", path, urlencode({"csrfmiddlewaretoken": CSRF, **fields}).encode(), headers)


@pytest.mark.parametrize(
    ("accept", "language"), [("fr-CA,fr;q=0.9", "fr"), ("en-GB", "en"), ("de,en;q=0.5", "en"), ("", "fr"), ("*", "fr")]
)
def test_a_visitor_is_spoken_to_in_her_browsers_language(accept: str, language: str) -> None:
    assert preferred(accept) == language


async def test_a_language_chosen_on_this_device_goes_before_the_browsers(browser: Who) -> None:
    chosen = await form(browser("nobody"), "/language", language="fr", next="/")
    cookie = next(line for line in chosen.headers["set-cookie"].split("\n") if line.startswith("codev-language="))
    page = await browser("nobody").ask("GET", "/", headers={"cookie": cookie.partition(";")[0]})
    assert ('<html lang="fr">' in page.text, chosen.headers["location"]) == (True, "/")


@pytest.mark.parametrize("path", ["https://example.org", "//example.org", "/\\example.org", "javascript:alert(1)", ""])
def test_a_form_leads_back_to_this_site_only(path: str) -> None:
    assert back_to(path) == "/"


async def test_the_first_page_knows_the_places_of_this_browser(browser: Who) -> None:
    assert browser("client").place in (await browser("client").ask("GET", "/")).text
    assert "/s/" not in (await browser("nobody").ask("GET", "/")).text


async def test_a_trial_begins_at_the_door_of_a_fresh_session(browser: Who) -> None:
    answer = await form(browser("nobody"), "/try", **{"case": "counter", "as": "client", "language": "fr", "pace": "normal"})
    assert (answer.status, answer.headers["location"].endswith("/door")) == (302, True)


@pytest.mark.parametrize("changed", [{"case": "x"}, {"as": "king"}, {"language": "xx"}, {"pace": "none"}])
async def test_a_forged_trial_is_refused(browser: Who, changed: dict[str, str]) -> None:
    known = {"case": "counter", "as": "client", "language": "fr", "pace": "normal"}
    assert (await form(browser("nobody"), "/try", **{**known, **changed})).status == 400


async def test_looking_at_a_link_changes_nothing_and_claiming_it_leads_to_the_door(here: World, browser: Who) -> None:
    """Mail scanners open links."""
    path = f"/l/{await sync_to_async(here.fresh_link)()}"
    seen = [(await browser("nobody").ask("GET", path)).status for _ in range(3)]
    claimed = await form(browser("nobody"), path, key="page-1")
    assert (seen, claimed.status, claimed.headers["location"].endswith("/door")) == ([200, 200, 200], 302, True)


async def test_a_spent_link_and_a_withdrawn_one_are_gone_and_an_unknown_one_never_was(here: World, browser: Who) -> None:
    token = await sync_to_async(here.fresh_link)()
    await form(browser("nobody"), f"/l/{token}", key="page-1")
    spent = await browser("nobody").ask("GET", f"/l/{token}")
    newest = await Member.objects.alatest("joined")
    await sync_to_async(links.renew)(newest.pk)
    withdrawn, unknown = await browser("nobody").ask("GET", f"/l/{token}"), await browser("nobody").ask("GET", "/l/" + "a" * 48)
    assert [answer.status for answer in (spent, withdrawn, unknown)] == [410, 410, 404]
    assert html.escape(say("spent.title", "en")) in spent.text


async def test_without_a_yes_to_the_charter_nobody_enters(browser: Who) -> None:
    """B7."""
    answer = await form(browser("newcomer"), browser("newcomer").place + "/door", name="Zoé")
    assert (answer.status, 'role="alert"' in answer.text) == (422, True)


async def test_her_name_is_corrected_at_the_door_as_words(here: World, browser: Who) -> None:
    answer = await form(browser("newcomer"), browser("newcomer").place + "/door", name="<b>Zoé</b>\u202e\n Roy", charter="1")
    page = (await browser("client").get()).text
    assert (answer.status, "&lt;b&gt;Zoé&lt;/b&gt;" in page, "<b>Zoé" in page) == (302, True, False)


async def test_on_a_shared_device_no_draft_is_kept(browser: Who) -> None:
    await form(browser("consultant"), browser("consultant").place + "/door", shared="yes")
    assert 'data-drafts=""' in (await browser("consultant").get()).text


async def test_a_code_takes_another_device_along(browser: Who) -> None:
    page = (await form(browser("client"), browser("client").place + "/code")).text
    code = page.partition('<p class="code">')[2].partition("</p>")[0]
    answer = await form(browser("nobody"), "/device", code=code.lower())
    assert (len(code), answer.status, answer.headers["location"]) == (9, 302, browser("client").place + "/door")


async def test_leaving_forgets_the_device(browser: Who) -> None:
    left = await form(browser("client"), browser("client").place + "/leave")
    assert (left.status, left.headers["clear-site-data"], (await browser("client").get()).status) == (200, '"storage"', 404)


async def test_the_video_call_opens_only_where_a_browser_can_go(here: World, browser: Who) -> None:
    assert [web_address(v) for v in ("https://a.example", "javascript:alert(1)", "data:x", "")] == ["https://a.example", "", "", ""]
    group = await Group.objects.aget(pk=here.group.pk)
    group.video = "https://video.example/x"
    await sync_to_async(group.save)()
    access.forget()
    assert 'href="https://video.example/x" target="_blank" rel="noopener noreferrer"' in (await browser("client").get()).text


async def test_the_facilitator_sees_what_a_participant_sees(browser: Who) -> None:
    page = (await browser("facilitator").get("/participant")).text
    assert ('id="act"' in page, 'class="gate"' in page, 'id="now"' in page) == (False, False, True)


ERRORS = {
    "another site": ({"origin": "https://example.org"}, 403, "guard.origin"),
    "a file": ({"content_type": "multipart/form-data"}, 415, "guard.type"),
    "too much": ({"content_length": "70000"}, 413, "guard.size"),
}


@pytest.mark.parametrize(("headers", "status", "words"), ERRORS.values(), ids=ERRORS)
async def test_a_form_that_is_not_ours_is_told_so(browser: Who, headers: dict[str, str], status: int, words: str) -> None:
    answer = await browser("client").post("/door", "a=1", script=False, **headers)
    assert (answer.status, html.escape(say(words, "en")) in answer.text) == (status, True)


async def test_a_form_without_its_token_is_told_so(browser: Who) -> None:
    answer = await browser("client").post("/door", "a=1", script=False)
    assert (answer.status, html.escape(say("guard.token", "en")) in answer.text) == (403, True)


async def test_nothing_at_an_address_is_said_in_words(browser: Who) -> None:
    answer = await browser("client").ask("GET", "/nowhere")
    assert (answer.status, say("not_found.title", "en") in answer.text) == (404, True)


async def test_a_failure_shows_nothing_of_itself(here: World, browser: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: object, **__: object) -> None:
        raise RuntimeError("somebody's words")

    monkeypatch.setattr(here.rooms, "looks", fails)
    answer = await browser("client").get()
    assert (answer.status, say("unwell.title", "en") in answer.text, "somebody" in answer.text) == (500, True, False)


@pytest.mark.parametrize(("path", "fields"), [("/leave", {}), ("/code", {"keep": "1"})])
async def test_a_code_to_keep_is_shown_before_a_device_forgets_her(browser: Who, path: str, fields: dict[str, str]) -> None:
    """C1: without it her notes would stay shut for good."""
    shown = await form(browser("client"), browser("client").place + path, **fields)
    assert shown.status == 200
    assert re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", shown.text)


async def test_a_journal_is_read_and_taken_along_by_herself_alone(browser: Who) -> None:
    """C1, C5."""
    await browser("client").act("write_note", text="Only for *me*")
    leads = (await browser("client").get("/journal")).headers["location"]
    assert "Only for *me*" in (await browser("client").ask("GET", leads)).text
    assert "- Only for *me*" in (await browser("client").ask("GET", f"{leads}.md")).text
    assert (
        "Only for" not in (await browser("facilitator").ask("GET", (await browser("facilitator").get("/journal")).headers["location"])).text
    )
