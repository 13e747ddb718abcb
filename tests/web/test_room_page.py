"""The room without a script: the same page, the same acts, and no typed word lost."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from urllib.parse import urlencode

from codev.phrases import say
from codev.web import awake, guard, kept
from tests.doors.world import World
from tests.web.asking import KEY, Browser

Who = Callable[[str], Browser]
EVIL = "<script>alert(1)</script> \"é\" & 'b'"


async def send(browser: Browser, do: str, **typed: str) -> object:
    fields = {"token": guard.token(browser.cookie), "key": KEY, "step": "presentation", "do": do}
    return await browser.post(
        "/act", urlencode({**fields, **{name.replace("__", "."): value for name, value in typed.items()}}), script=False
    )


async def test_the_page_is_whole_without_a_script(browser: Who) -> None:
    page = (await browser("consultant").get()).text
    assert all(f'id="{part}"' in page for part in ("step", "clock", "seats", "floor", "request", "now", "notes"))


async def test_it_carries_what_an_act_needs(here: World, browser: Who) -> None:
    page = (await browser("consultant").get()).text
    assert f'name="token" value="{guard.token(here.cookie("consultant"))}"' in page
    assert 'name="step" value="presentation"' in page


async def test_enter_in_a_line_presses_no_button_by_itself(browser: Who) -> None:
    """The first button of a form is pressed by Enter: here it is one that does nothing."""
    form = (await browser("client").get()).text.partition('<form id="act"')[2]
    assert form.partition("<button")[2].startswith(' type="submit" disabled hidden')


async def test_a_button_leads_back_to_the_page(browser: Who) -> None:
    answer = await send(browser("consultant"), "write_note", write_note__text="à moi")
    assert (answer.status, answer.headers["location"]) == (303, browser("consultant").place)


async def test_a_refusal_stands_beside_its_field_and_the_text_in_it(browser: Who) -> None:
    answer = await send(browser("consultant"), "write_note", write_note__text=EVIL * 200)
    assert (answer.status, html.escape(EVIL * 200) in answer.text) == (422, True)
    assert ('role="alert"' in answer.text, "<script>alert" in answer.text) == (True, False)


async def test_what_was_typed_elsewhere_on_the_page_is_not_lost(browser: Who) -> None:
    answer = await send(browser("consultant"), "signal_care?sign=pause", write_note__text=EVIL)
    assert (answer.status, html.escape(EVIL) in answer.text, "<script>alert" in answer.text) == (200, True, False)


async def test_a_text_that_has_no_field_any_more_becomes_a_note(here: World, browser: Who) -> None:
    answer = await send(browser("consultant"), "signal_care?sign=pause", ask_question__text="Depuis quand ?")
    assert (answer.status, say("not_yet.step_moved", "fr") in html.unescape(answer.text)) == (200, True)
    assert "Depuis quand ?" in (await browser("consultant").get()).text


async def test_an_act_out_of_turn_says_so_at_the_head_of_the_page(browser: Who) -> None:
    answer = await send(browser("consultant"), "ask_turn")
    told = answer.text.partition('<p id="told"')[2].partition("</p>")[0]
    assert (answer.status, 'role="alert"' in told) == (422, True)


async def test_without_the_pages_token_nothing_is_done(browser: Who) -> None:
    answer = await browser("client").post("/act", "do=ask_turn&key=0123456789", script=False)
    assert (answer.status, html.escape(say("guard.token", "fr")) in answer.text) == (403, True)


async def test_whoever_reloads_an_answer_comes_back_to_the_page(browser: Who) -> None:
    answer = await browser("client").get("/act")
    assert (answer.status, answer.headers["location"]) == (302, browser("client").place)


async def test_before_the_charter_there_is_the_door(browser: Who) -> None:
    """B7."""
    answer = await browser("newcomer").get()
    assert (answer.status, answer.headers["location"]) == (302, browser("newcomer").place + "/door")


async def test_a_page_is_kept_nowhere_and_runs_no_script_but_ours(browser: Who) -> None:
    answer = await browser("client").get()
    assert (answer.headers["cache-control"], "script-src 'self'" in answer.headers["content-security-policy"]) == ("no-store", True)
    elsewhere = re.findall(r'<script(?! src="/static/)', answer.text.replace(f"<script>{awake.SCRIPT}</script>", ""))
    assert (elsewhere, "style=" in answer.text, " onclick" in answer.text) == ([], False, False)


def test_texts_are_put_back_into_the_fields_as_the_templates_write_them() -> None:
    page = '<textarea form="act" id="a" name="x.text" class="short">\nold</textarea><input type="text" form="act" name="x.word" value="b">'
    texts = {"x.text": EVIL, "x.word": EVIL, "gone.text": "c"}
    assert kept.unsent(page, texts) == ({"x.text": EVIL, "x.word": EVIL}, ("c",))
    assert kept.unsent(kept.fill(page, texts), texts) == ({}, ("c",))


def test_the_drawers_around_what_was_typed_and_told_stand_open() -> None:
    field = '<textarea form="act" name="a.text">\n</textarea><p class="refused" data-refused-for="a" role="status" hidden></p>'
    drawers = "<details><p></p></details><details id='out'><details open>{}</details></details><details>b</details>"
    page, shown = drawers.format(field), drawers.replace("id='out'", "id='out' open")
    assert kept.fill(page, {"a.text": "x"}) == shown.format(field.replace(">\n<", ">\nx<"))
    assert kept.tell(page, "y", "a") == shown.format(field.replace('data-refused-for="a" role="status" hidden>', 'role="alert">y'))
