import asyncio

import pytest

from codev.bell import Bell
from codev.eventlog import MemoryStore
from codev.protocol.activities.asking import AskQuestion
from codev.rooms import Accepted, Overtaken, Rooms
from tests.rooms.cast import SESSION, Place, order

STREAM = f"session:{SESSION}"


class SlowLog(MemoryStore):
    """A log whose writing ends when the test says so."""

    def __init__(self):
        super().__init__()
        self.slow, self.waiting = False, []

    def append(self, row):
        if not self.slow:
            return super().append(row)
        answer = asyncio.get_running_loop().create_future()
        self.waiting.append((row, answer))
        return answer

    def write(self):
        row, answer = self.waiting.pop(0)
        answer.set_result(self._add(row))


@pytest.fixture
async def slow(tmp_path):
    place = Place(tmp_path)
    place.log = SlowLog()
    place.start()
    await place.begin()
    place.log.slow = True
    yield place
    place.close()


async def turns(number=20):
    for _ in range(number):
        await asyncio.sleep(0)


@pytest.fixture
async def two_nodes(place):
    """The same log and keyring under a second process's rooms."""
    other = Rooms(place.vault, place.log, Bell(), names=place.names, clock=place.clock)
    await other.look(SESSION, "ines")
    yield place, other
    other.close()


async def test_others_see_an_act_only_when_it_is_on_disk(slow):
    heard = []
    slow.bell.listen(STREAM, heard.append)
    asking = asyncio.create_task(slow.ask("ines", "Who?"))
    await turns()
    assert (await slow.questions("paul"), heard) == ([], [])
    slow.log.write()
    await asking
    await turns()
    assert (await slow.questions("paul"), heard) == (["Who?"], [3])


async def test_a_request_that_is_cancelled_after_its_row_was_given_still_counts(slow):
    heard = []
    slow.bell.listen(STREAM, heard.append)
    asking = asyncio.create_task(slow.ask("ines", "Who?"))
    await turns()
    asking.cancel()
    await turns()
    slow.log.write()
    await asyncio.gather(asking, return_exceptions=True)
    await turns()
    assert asking.cancelled()
    assert (await slow.questions("paul"), heard) == (["Who?"], [3])


async def test_a_request_that_is_cancelled_while_it_waits_leaves_nothing_and_blocks_nobody(slow):
    first = asyncio.create_task(slow.ask("ines", "Who?"))
    second = asyncio.create_task(slow.ask("paul", "Why?"))
    await turns()
    second.cancel()
    slow.log.write()
    await asyncio.gather(first, second, return_exceptions=True)
    slow.log.slow = False
    assert await slow.ask("zoe", "When?") == Accepted(4)
    assert await slow.questions() == ["Who?", "When?"]


async def test_a_lost_race_is_retried_once_on_the_fresh_state(two_nodes):
    place, other = two_nodes
    await place.ask("ines", "Who?")
    assert await other.act(SESSION, order("paul", AskQuestion("Why?")), "k") == Accepted(4)
    assert other._sessions.glance(STREAM).state.asking.questions[0].text == "Who?"


async def test_an_act_repeated_on_another_node_is_answered_as_before(two_nodes):
    place, other = two_nodes
    first = await place.ask("ines", "Who?", key="k")
    assert await other.act(SESSION, order("ines", AskQuestion("Who?")), "k") == first
    assert len(place.rows()) == 3


async def test_an_act_overtaken_twice_says_so_and_stores_nothing_of_itself(two_nodes, monkeypatch):
    place, other = two_nodes
    catch_up = other._sessions.catch_up

    async def overtaken_again(table):
        await catch_up(table)
        await place.ask("ines", f"Question {len(place.rows())}?")

    await place.ask("ines", "Who?")
    monkeypatch.setattr(other._sessions, "catch_up", overtaken_again)
    with pytest.raises(Overtaken):
        await other.act(SESSION, order("paul", AskQuestion("Why?")), "k")
    assert "Why?" not in await place.questions()


async def test_no_act_is_lost_or_doubled_whatever_is_cancelled(on_disk):
    """Whoever was acknowledged is there once; a cancelled act is there once or not at all, and may be sent again."""
    asking = [asyncio.create_task(on_disk.ask("ines", f"Question {n}?")) for n in range(60)]
    for turn, task in enumerate(asking):
        await asyncio.sleep(0)
        if turn % 3 == 0:
            task.cancel()
    answers = await asyncio.gather(*asking, return_exceptions=True)
    for number, answer in enumerate(answers):
        if isinstance(answer, asyncio.CancelledError):
            await on_disk.ask("ines", f"Question {number}?")
    assert sorted(await on_disk.questions()) == sorted(f"Question {n}?" for n in range(60))
