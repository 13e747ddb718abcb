"""What follows from an end is told once, and told again after a restart: whoever is told decides what is new."""

from dataclasses import replace

import pytest

from codev.eventlog.rows import NotWritten
from codev.protocol.activities.choosing import OfferSubject
from codev.protocol.activities.moving import StopSession
from codev.rooms import NOT_A_MEMBER, Accepted
from codev.vault import Unreadable
from tests.rooms.cast import PLANNED, SESSION, TALK, Place, order

OFFERED = {"id": "open", "floor": "one_at_a_time", "voices": ["everyone"], "may": {"everyone": ["offer_subject"]}}
CHOOSING = replace(PLANNED, format=PLANNED.format | {"steps": [TALK | {"stages": [OFFERED]}]})


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


async def test_what_an_end_owes_comes_with_the_next_look(tmp_path):
    place, told = await stopped(tmp_path, down=True)
    assert told.rooms == []
    told.down = False
    await place.rooms.look(SESSION, "ines")
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


class Torn:
    """A log that takes no row of somebody's notebook, or a vault that opens none."""

    def __init__(self, place, error, member):
        self.error, self.stream, self.append = error, f"member:{member}", place.rooms._notebooks.append
        place.rooms._notebooks.append = self

    async def __call__(self, table, facts, key, at):
        if self.error and table.stream == self.stream:
            raise self.error
        return await self.append(table, facts, key, at)


async def subjects(place, *members):
    for member in members:
        assert isinstance(await place.rooms.act(SESSION, order(member, OfferSubject(f"of {member}")), member), Accepted)


@pytest.mark.parametrize("error", [NotWritten(), Unreadable()])
async def test_an_act_that_is_on_disk_is_answered_so_whatever_follows_from_it(tmp_path, caplog, error):
    place = await Place(tmp_path).begin(CHOOSING)
    await subjects(place, "ines", "paul")
    Torn(place, error, "ines")
    assert isinstance(await place.rooms.act(SESSION, order("lea", StopSession()), "stop"), Accepted)
    assert [text for _, text in (await place.rooms.journal(SESSION, "paul")).kept[SESSION]] == ["of paul"]
    assert type(error).__name__ in caplog.text
    place.close()


async def test_a_notebook_that_never_opens_again_holds_up_neither_the_others_nor_their_group(tmp_path):
    told = Told()
    place = await Place(tmp_path, over=told).begin(CHOOSING)
    await subjects(place, "ines")
    Torn(place, Unreadable(), "ines")
    await place.rooms.act(SESSION, order("lea", StopSession()), "stop")
    assert told.rooms == [(SESSION, "stopped")]
    place.close()


async def test_a_copy_that_was_not_written_comes_with_the_next_look(tmp_path):
    told = Told()
    place = await Place(tmp_path, over=told).begin(CHOOSING)
    await subjects(place, "ines")
    torn = Torn(place, NotWritten(), "ines")
    await place.rooms.act(SESSION, order("lea", StopSession()), "stop")
    torn.error = None
    assert [text for _, text in (await place.rooms.journal(SESSION, "ines")).kept[SESSION]] == ["of ines"]
    assert told.rooms == [(SESSION, "stopped")]
    place.close()


async def test_before_an_erasure_a_copy_that_was_not_written_holds_it_up(tmp_path):
    """C3: what is hers is hers before the words go."""
    place = await Place(tmp_path).begin(CHOOSING)
    await subjects(place, "ines")
    Torn(place, NotWritten(), "ines")
    await place.rooms.act(SESSION, order("lea", StopSession()), "stop")
    with pytest.raises(NotWritten):
        await place.rooms.settle(SESSION, at_last=True)
    place.close()


async def test_an_end_is_forgotten_with_its_room(tmp_path):
    place, _ = await stopped(tmp_path)
    place.clock.go(hours=1)
    place.rooms.rest()
    assert place.rooms._endings._done == {}
    place.close()
