"""To found a group in one page: what is asked, what is said of bad lines, and that nothing typed is lost (B1, B12)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from codev.groups.models import Group, Member
from codev.phrases import say
from codev.web import guard
from tests.doors.world import CSRF
from tests.web.asking import Browser, Said
from tests.web.test_pages import form

Who = Callable[[str], Browser]
GOOD = {
    **{"name": "Les jeudis", "purpose": "Oser", "speech": "fr-CA-tu", "zone": "America/Toronto", "format": "classic", "retention": "60"},
    **{"founder": "Ida", "peer": "no", "people": "Rose;rose@x.org\nSami\nLise\nMaude", "key": "k" * 32},
}


def groups(name: str = "Les jeudis") -> list[Group]:
    return [group for group in Group.objects.all() if group.name == name]


def people(group: Group) -> list[tuple[str, str]]:
    return [(member.name, member.address) for member in Member.objects.filter(group=group).select_related("group")]


async def found(browser: Browser, **changed: str) -> Said:
    return await form(browser, "/new", **{**GOOD, **changed})


async def test_a_group_is_founded_with_its_people_and_its_founder_comes_in(browser: Who) -> None:
    answer = await found(browser("nobody"))
    (group,) = await sync_to_async(groups)()
    assert answer.status == 200
    assert re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", answer.text)
    assert (group.language, group.register, group.region, group.zone, group.format) == ("fr", "tu", "CA", "America/Toronto", "classic")
    assert await sync_to_async(people)(group) == [("Ida", ""), ("Rose", "rose@x.org"), ("Sami", ""), ("Lise", ""), ("Maude", "")]


async def test_the_founder_facilitates_from_outside_or_as_a_member_B12(browser: Who) -> None:
    for peer in ("no", "yes"):
        await found(browser("nobody"), peer=peer, name=f"As {peer}", key=peer * 16)
    rows = [member async for member in Member.objects.filter(is_facilitator=True, group__in=await sync_to_async(groups)("As no"))]
    rows += [member async for member in Member.objects.filter(is_facilitator=True, group__in=await sync_to_async(groups)("As yes"))]
    assert [member.is_peer for member in rows] == [False, True]


async def test_a_form_sent_twice_founds_one_group(browser: Who) -> None:
    answers = [await found(browser("nobody")) for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 200]
    assert len(await sync_to_async(groups)()) == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": " "}, "founding.needs.name"),
        ({"founder": ""}, "founding.needs.founder"),
        ({"zone": "Mars/Base"}, "founding.needs.zone"),
        ({"format": "x"}, "founding.needs.format"),
        ({"speech": "de"}, "founding.needs.speech"),
        ({"video": "javascript:alert(1)"}, "founding.needs.video"),
        ({"retention": "0"}, "founding.needs.retention"),
        ({"address": "nowhere"}, "founding.needs.address"),
    ],
)
async def test_what_is_missing_is_said_and_what_was_typed_stays(browser: Who, changed: dict[str, str], words: str) -> None:
    answer = await found(browser("nobody"), **changed)
    assert (answer.status, say(words, "en") in answer.text, "rose@x.org" in answer.text) == (422, True, True)
    assert await sync_to_async(groups)() == []


async def test_bad_lines_are_told_by_number_and_all_lines_stay(browser: Who) -> None:
    answer = await found(browser("nobody"), people="Rose\n;x@y.org\nIDA")
    assert answer.status == 422
    assert say("roster.no_name", "en") in answer.text
    assert say("roster.there", "en") in answer.text
    assert "Rose\n;x@y.org\nIDA</textarea>" in answer.text


async def test_more_than_a_table_needs_a_theme_B1(browser: Who) -> None:
    many = "\n".join(f"Person {n}" for n in range(10))
    refused, founded = await found(browser("nobody"), people=many), await found(browser("nobody"), people=many, theme="Oser")
    assert (refused.status, 'name="theme"' in refused.text, founded.status) == (422, True, 200)


async def test_nine_and_whoever_facilitates_from_outside_fit_at_a_table_B1(browser: Who) -> None:
    nine = "\n".join(f"Person {n}" for n in range(9))
    assert (await found(browser("nobody"), people=nine)).status == 200
    assert (await found(browser("nobody"), people=nine, peer="yes", key="y" * 32)).status == 422


async def test_a_csv_file_is_read_below_what_was_typed(browser: Who) -> None:
    file = "Prénom;Nom;Courriel\nZoé;Œuvrard;zoe@x.org\n".encode("cp1252")
    answer = await sent_with_file(browser("nobody"), {**GOOD, "people": ""}, file)
    (group,) = await sync_to_async(groups)()
    assert (answer.status, (await sync_to_async(people)(group))[1:]) == (200, [("Zoé Œuvrard", "zoe@x.org")])


async def test_a_file_goes_to_the_pages_that_take_one_and_nowhere_else(browser: Who) -> None:
    assert (await sent_with_file(browser("nobody"), {"code": "AAAA"}, b"x", "/device")).status == 415


async def test_founding_can_be_closed(browser: Who, settings: Any) -> None:
    assert 'href="/new"' in (await browser("nobody").ask("GET", "/")).text
    settings.CODEV_FOUNDING = "nobody"
    assert [(await browser("nobody").ask("GET", "/new")).status, (await found(browser("nobody"))).status] == [404, 404]
    assert 'href="/new"' not in (await browser("nobody").ask("GET", "/")).text


async def test_founding_can_be_for_those_with_an_account(browser: Who, settings: Any) -> None:
    settings.CODEV_FOUNDING = "accounts"
    asked = await browser("nobody").ask("GET", "/new")
    assert (asked.status, asked.headers["location"]) == (302, "/account/sign-in?next=/new")
    assert (await found(browser("nobody"))).status == 302
    assert (await found(browser("operator"))).status == 200
    assert len(await sync_to_async(groups)()) == 1


@pytest.mark.parametrize(
    ("accept", "speech", "zone"), [("fr-CA", "fr-CA", "America/Toronto"), ("en-GB", "en", "Europe/London"), ("fr", "fr", "Europe/Paris")]
)
async def test_the_form_begins_where_the_browser_is_from(browser: Who, accept: str, speech: str, zone: str) -> None:
    page = (await browser("nobody").ask("GET", "/new", headers={"accept-language": accept})).text
    assert [f'value="{value}" selected' in page for value in (speech, zone)] == [True, True]


async def test_one_sender_founds_ten_groups_an_hour(browser: Who) -> None:
    statuses = [(await found(browser("nobody"), key=f"{n}" * 32)).status for n in range(11)]
    assert statuses == [200] * 10 + [429]


async def test_markup_in_every_field_stays_text(browser: Who) -> None:
    marked = "<script>alert(1)</script>"
    fields = dict.fromkeys(("name", "purpose", "place", "video", "founder", "address", "people", "theme", "retention", "zone"), marked)
    answer = await found(browser("nobody"), **fields)
    assert (answer.status, "<script>alert" in answer.text) == (422, False)


async def sent_with_file(browser: Browser, fields: dict[str, str], file: bytes, path: str = "/new") -> Said:
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in {"csrfmiddlewaretoken": CSRF, **fields}.items()
    ]
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="p.csv"\r\nContent-Type: text/csv\r\n\r\n'
    body = b"".join((*parts, head, file, b"\r\n--b--\r\n"))
    headers = {"origin": "http://127.0.0.1:8000", "content-type": f"{guard.WITH_FILE}; boundary=b"}
    return await browser.ask("POST", path, body, headers)
