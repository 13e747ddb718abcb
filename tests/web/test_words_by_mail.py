"""Her plan and her notes by mail: of her own accord, after being told whose mailbox it may be, and to nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from codev.groups.models import Due, Group
from codev.phrases import say
from codev.protocol import Order
from codev.protocol.notebook import WriteNote
from codev.web.group import mywords
from tests.doors.world import World
from tests.outbound.postoffice import Catcher, running, text_of
from tests.web.asking import Browser, Said
from tests.web.test_messages import wish
from tests.web.test_pages import form

Who = Callable[[str], Browser]
NOTE = "Ce qui me retient, c’est la peur de mon chef"


@pytest.fixture
async def catcher(here: World, browser: Who, settings: Any) -> AsyncIterator[Catcher]:
    mywords.tries.clear()
    caught = Catcher()
    order = Order(here.members["client"], WriteNote(NOTE), datetime.now(UTC))
    await here.rooms.act_own(here.room, here.members["client"], order, "note")
    await wish(browser("client"), "address", address="ines@example.org")
    with running(caught) as settings.CODEV_POST:
        yield caught


def path(here: World) -> str:
    return f"/m/{here.members['client']}/messages/words"


async def send(here: World, browser: Who, key: str = "k1") -> Said:
    return await form(browser("client"), path(here), key=key)


async def test_the_first_tap_says_where_they_go_and_sends_nothing(here: World, browser: Who, catcher: Catcher) -> None:
    page = await browser("client").ask("GET", path(here))
    assert (page.status, "ines@example.org" in page.text, say("messages.words_whose", "fr") in page.text) == (200, True, True)
    assert catcher.caught == []


async def test_the_second_sends_her_own_words_to_her_alone_and_keeps_nothing(here: World, browser: Who, catcher: Catcher) -> None:
    answer = await send(here, browser)
    ((to, message),) = catcher.caught
    assert (answer.status, to, NOTE in text_of(message)) == (200, "ines@example.org", True)
    assert NOTE not in "".join(f"{name}{value}" for name, value in message.items())
    assert await Due.objects.acount() == 0


async def test_a_double_tap_sends_once(here: World, browser: Who, catcher: Catcher) -> None:
    for _ in range(2):
        await send(here, browser, "one page")
    assert len(catcher.caught) == 1


async def test_nobody_else_can_ask_for_them_not_even_the_facilitator(here: World, browser: Who, catcher: Catcher) -> None:
    answers = [await form(browser(who), path(here), key="k") for who in ("facilitator", "consultant", "nobody")]
    assert ([answer.status for answer in answers], catcher.caught) == ([404, 404, 404], [])


async def test_a_mail_server_that_is_away_loses_nothing_and_says_so(here: World, browser: Who, catcher: Catcher) -> None:
    catcher.after = "451 later"
    answer = await send(here, browser)
    assert (answer.status, say("messages.outcome.not", "fr") in answer.text) == (422, True)


async def test_a_demonstration_writes_to_nobody(here: World, browser: Who, catcher: Catcher) -> None:
    """It is open to all: it would carry anybody's words to anybody."""
    await Group.objects.filter(pk=here.group.pk).aupdate(demonstration=True)
    assert ((await send(here, browser)).status, catcher.caught) == (422, [])


async def test_after_a_few_in_a_day_it_is_enough(here: World, browser: Who, catcher: Catcher) -> None:
    answers = [(await send(here, browser, f"page {i}")).status for i in range(6)]
    assert (answers, len(catcher.caught)) == ([200] * 5 + [422], 5)
