import asyncio

import pytest

from codev.bell import GONE, Bell

ROOM = "session:one"


@pytest.fixture
def bell():
    return Bell()


async def told():
    await asyncio.sleep(0)
    await asyncio.sleep(0)


async def test_everyone_who_listens_is_told_and_nobody_else(bell):
    ines, paul, next_door = [], [], []
    for stream, heard in ((ROOM, ines), (ROOM, paul), ("session:two", next_door)):
        bell.listen(stream, heard.append)
    bell.ring(ROOM, 7)
    await told()
    assert (ines, paul, next_door) == ([7], [7], [])


async def test_who_rings_waits_for_no_listener(bell):
    heard = []
    bell.listen(ROOM, heard.append)
    bell.ring(ROOM, 7)
    assert heard == []


async def test_rings_that_come_together_are_told_once_with_the_newest(bell):
    heard = []
    bell.listen(ROOM, heard.append)
    for version in (7, 8, 9):
        bell.ring(ROOM, version)
    await told()
    assert heard == [9]


async def test_a_later_ring_is_told_again(bell):
    heard = []
    bell.listen(ROOM, heard.append)
    for version in (7, 7, GONE):
        bell.ring(ROOM, version)
        await told()
    assert heard == [7, 7, GONE]


async def test_gone_is_not_drowned_by_a_late_ring(bell):
    """C3."""
    heard = []
    bell.listen(ROOM, heard.append)
    bell.ring(ROOM, GONE)
    bell.ring(ROOM, 7)
    await told()
    assert heard == [GONE]


async def test_who_left_hears_nothing(bell):
    heard = []
    leave = bell.listen(ROOM, heard.append)
    bell.ring(ROOM, 7)
    leave()
    leave()
    await told()
    assert (heard, bell._listeners) == ([], {})


async def test_an_old_stream_that_leaves_late_does_not_take_the_new_one_along(bell):
    """By identity, not by seat."""
    heard = []
    leave_old = bell.listen(ROOM, heard.append)
    bell.listen(ROOM, heard.append)
    leave_old()
    leave_old()
    bell.ring(ROOM, 7)
    await told()
    assert heard == [7]


async def test_a_listener_that_fails_hurts_no_other_and_its_words_are_not_logged(bell, caplog):
    """C3: words never reach a log line."""

    def failing(version):
        raise ValueError("a secret")

    heard = []
    bell.listen(ROOM, failing)
    bell.listen(ROOM, heard.append)
    bell.ring(ROOM, 7)
    await told()
    assert (heard, caplog.messages) == ([7], ["a listener failed: ValueError"])


async def test_a_listener_may_leave_or_come_while_the_bell_rings(bell):
    heard = []
    leaves = []
    leaves.append(bell.listen(ROOM, lambda version: [leave() for leave in leaves]))
    leaves.append(bell.listen(ROOM, heard.append))
    bell.listen(ROOM, lambda version: bell.listen(ROOM, heard.append))
    bell.ring(ROOM, 7)
    await told()
    assert heard == []


async def test_a_ring_from_another_thread_is_heard_on_the_loop(bell):
    """Django's pages ring from their own threads."""
    heard = asyncio.get_running_loop().create_future()
    bell.listen(ROOM, heard.set_result)
    await asyncio.to_thread(bell.ring, ROOM, 7)
    assert await asyncio.wait_for(heard, 30) == 7


def test_a_bell_that_nobody_hears_rings_in_silence(bell):
    bell.ring(ROOM, 7)
