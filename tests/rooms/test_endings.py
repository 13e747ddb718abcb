"""What follows from an end is told once, and told again after a restart: whoever is told decides what is new."""

from codev.protocol.activities.moving import StopSession
from codev.rooms import NOT_A_MEMBER
from tests.rooms.cast import SESSION, Place, order


class Told:
    """Whoever is told of an end; `down` is a database that does not answer."""

    def __init__(self):
        self.rooms, self.down = [], False

    async def __call__(self, session, state):
        if self.down:
            raise OSError
        self.rooms.append((session, state.status.state))


async def stopped(tmp_path, *, down=False, erase=False):
    told = Told()
    told.down = down
    place = await Place(tmp_path, over=told).begin()
    await place.rooms.act(SESSION, order("lea", StopSession(erase=erase)), "stop")
    return place, told


async def test_an_end_is_told_once_however_many_look_at_it(tmp_path):
    place, told = await stopped(tmp_path)
    for _ in range(2):
        await place.rooms.settle(SESSION)
        await place.rooms.journal(SESSION, "ines")
    assert told.rooms == [(SESSION, "stopped")]
    place.close()


async def test_nothing_is_told_before_the_end(tmp_path):
    told = Told()
    place = await Place(tmp_path, over=told).begin()
    await place.rooms.settle(SESSION)
    assert told.rooms == []
    place.close()


async def test_after_a_crash_between_the_end_and_what_follows_it_is_told(tmp_path):
    place, told = await stopped(tmp_path, down=True)
    place.restart()
    told.down = False
    await place.rooms.settle(SESSION)
    assert told.rooms == [(SESSION, "stopped")]
    place.close()


async def test_the_words_of_a_session_stay_until_its_end_was_told(tmp_path):
    """S29: what follows reads the session, so erasing comes after it, and comes."""
    place, told = await stopped(tmp_path, down=True, erase=True)
    assert await place.rooms.look(SESSION, "ines") != NOT_A_MEMBER
    told.down = False
    await place.rooms.settle(SESSION)
    assert (told.rooms, await place.rooms.look(SESSION, "ines")) == ([(SESSION, "stopped")], NOT_A_MEMBER)
    place.close()
