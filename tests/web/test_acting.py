"""An act by `fetch`: on disk and 204, or the words to read beside what was asked, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from codev.eventlog import NotWritten
from codev.phrases import refusal_words, say
from codev.protocol import Refusal
from codev.web import guard
from tests.doors.world import World
from tests.web.asking import Browser

Who = Callable[[str], Browser]


async def notes_of(here: World, who: str) -> list[str]:
    look = await here.rooms.look(here.room, here.members[who])
    return [row.text for part in look.view if part.kind == "notes" for row in part.rows]  # type: ignore[union-attr]


async def test_what_is_done_is_answered_without_a_word(browser: Who) -> None:
    answer = await browser("consultant").act("write_note", text="à moi")
    assert (answer.status, answer.body) == (204, b"")


async def test_out_of_step_the_words_say_where_it_is_welcome_and_the_text_becomes_a_note(here: World, browser: Who) -> None:
    """S2, S10."""
    answer = await browser("consultant").act("ask_question", text="Depuis quand ?")
    assert answer.status == 422
    assert (answer.json["refusal"], answer.json["kept"]) == ("consultants_listen", True)
    assert say("kept.in_notes", "fr") in answer.json["words"]
    assert await notes_of(here, "consultant") == ["Depuis quand ?"]


async def test_a_page_of_an_older_step_is_told_and_its_text_becomes_a_note(here: World, browser: Who) -> None:
    """S1."""
    answer = await browser("consultant").act("ask_question", step="reception", text="Déjà ?")
    assert (answer.json["refusal"], answer.json["kept"], await notes_of(here, "consultant")) == ("stale_step", True, ["Déjà ?"])


async def test_sent_twice_it_is_done_once(here: World, browser: Who) -> None:
    answers = [await browser("consultant").act("write_note", text="à moi") for _ in range(2)]
    assert ([answer.status for answer in answers], await notes_of(here, "consultant")) == ([204, 204], ["à moi"])


async def test_twenty_thousand_letters_are_refused_beside_their_field_and_stay_in_it(browser: Who) -> None:
    answer = await browser("consultant").act("write_note", text="é" * 7000)
    assert (answer.status, answer.json["refusal"], answer.json["field"], answer.json["kept"]) == (422, "too_long", "write_note.text", False)


async def test_more_than_the_server_takes_is_refused_with_words(browser: Who) -> None:
    answer = await browser("consultant").act("write_note", text="é" * 20000)
    assert (answer.status, answer.json["words"]) == (413, say("guard.size", "fr"))


async def test_nothing_written_is_not_an_act(browser: Who) -> None:
    answer = await browser("consultant").act("write_note", text=" \u200b\n")
    assert (answer.status, answer.json["refusal"]) == (422, "empty")


async def test_each_reads_the_refusal_in_her_own_language(here: World, browser: Who) -> None:
    said = []
    for language in ("en", "fr"):
        body = f"token={guard.token(here.cookie('client'))}&language={language}"
        await browser("client").post("/language", f"csrfmiddlewaretoken={'c' * 32}&{body}", script=False)
        said.append((await browser("client").act("close_session")).json["words"])
    refusal = Refusal("facilitator_only", "S25")
    assert said == [refusal_words(refusal, language, facilitator="Odile") for language in ("en", "fr")]


@pytest.mark.parametrize("do", ["become_king", "give_turn", "give_turn?to=a&to=b", "go_on?reason=because"])
async def test_a_forged_form_is_not_understood(browser: Who, do: str) -> None:
    answer = await browser("facilitator").act(do)
    assert (answer.status, answer.json["refusal"]) == (400, "not_understood")


async def test_an_old_token_is_told_apart_so_that_the_page_can_renew_it(browser: Who) -> None:
    answer = await browser("client").post("/act", "token=old&key=0123456789&do=ask_turn")
    renewed = (await browser("client").get("/parts")).json["token"]
    assert (answer.status, answer.json["refusal"], renewed) == (403, "token", guard.token(browser("client").cookie))


async def test_from_another_site_nothing_is_done(browser: Who) -> None:
    answer = await browser("client").post("/act", "do=ask_turn", origin="https://example.org")
    assert (answer.status, answer.json["refusal"]) == (403, "origin")


async def test_when_the_disk_fails_the_page_may_send_it_again(here: World, browser: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: object) -> None:
        raise NotWritten

    monkeypatch.setattr(here.rooms, "act_own", fails)
    answer = await browser("consultant").act("write_note", text="à moi")
    assert (answer.status, answer.json["words"], answer.json["kept"]) == (503, say("guard.not_written", "fr"), False)


async def test_a_mood_is_taken_where_it_is_welcome_only(browser: Who) -> None:
    """S4."""
    assert (await browser("consultant").act("feel", mood="curieuse")).json["refusal"] == "step_over"


async def test_an_answer_is_kept_nowhere(browser: Who) -> None:
    answers = [await browser("client").act("ask_turn"), await browser("client").get("/beat")]
    assert [answer.headers["cache-control"] for answer in answers] == ["no-store", "no-store"]
