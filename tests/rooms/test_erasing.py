import asyncio
from threading import Event

import pytest

from codev.bell import GONE
from codev.rooms import NOT_A_MEMBER
from codev.vault import KeyDestroyed, KeyMissing
from tests.rooms.cast import SESSION

STREAM = f"session:{SESSION}"


async def test_an_erased_session_is_gone_for_everyone(place):
    """C3."""
    await place.ask("ines", "Who?")
    await place.rooms.erase(SESSION)
    assert await place.rooms.look(SESSION, "ines") == NOT_A_MEMBER
    assert await place.ask("ines", "Why?") == NOT_A_MEMBER
    assert place.rows() == []


async def test_everyone_keeps_what_is_hers(place):
    """C3: her notebook stands under her own key."""
    await place.note("ines", "mine")
    await place.rooms.erase(SESSION)
    assert len(place.rows("member:ines")) == 1
    assert place.vault.has("member:ines")


async def test_whoever_listens_hears_that_the_session_is_gone(place):
    heard = []
    place.bell.listen(STREAM, heard.append)
    await place.rooms.erase(SESSION)
    await asyncio.sleep(0)
    assert heard == [GONE]


async def test_rows_from_a_backup_give_no_word_once_the_key_is_gone(place):
    """C3: backups included."""
    await place.ask("ines", "Who?")
    backup = place.rows()
    await place.rooms.erase(SESSION)
    with pytest.raises(KeyDestroyed):
        place.vault.open(STREAM, backup[-1].sealed, b"")
    place.log._streams[STREAM] = backup
    assert await place.rooms.look(SESSION, "ines") == NOT_A_MEMBER


async def test_an_erasure_cut_short_by_a_crash_is_ended_by_the_next_look(on_disk):
    """C3: the key went first."""
    on_disk.vault.destroy(STREAM)
    on_disk.restart()
    assert await on_disk.rooms.look(SESSION, "ines") == NOT_A_MEMBER
    assert on_disk.rows() == []


async def test_an_erasure_whose_asker_goes_away_is_carried_out_all_the_same(place):
    """C3."""
    await place.questions()
    erasing = asyncio.create_task(place.rooms.erase(SESSION))
    await asyncio.sleep(0)
    erasing.cancel()
    await asyncio.gather(erasing, return_exceptions=True)
    assert (place.rows(), place.vault.has(STREAM), place.vault._awake) == ([], False, {})


async def test_acts_under_way_end_before_or_find_nothing(on_disk):
    """C3: no late act brings a word back."""
    asking = [asyncio.create_task(on_disk.ask("ines", f"{n}?")) for n in range(10)]
    await asyncio.sleep(0)
    await on_disk.rooms.erase(SESSION)
    await asyncio.gather(*asking)
    assert (on_disk.rows(), on_disk.vault._awake) == ([], {})


async def test_a_look_during_the_erasure_waits_for_its_end(place, monkeypatch):
    """C3: no state is read back from rows whose key is going."""
    destroy, began, go_on = place.vault.destroy, Event(), Event()

    def slowly(owner):
        began.set()
        go_on.wait(5)
        destroy(owner)

    monkeypatch.setattr(place.vault, "destroy", slowly)
    erasing = asyncio.create_task(place.rooms.erase(SESSION))
    await asyncio.to_thread(began.wait, 5)
    looking = asyncio.create_task(place.rooms.look(SESSION, "ines"))
    await asyncio.sleep(0.02)
    go_on.set()
    await erasing
    assert (await looking, await place.rooms.look(SESSION, "ines")) == (NOT_A_MEMBER, NOT_A_MEMBER)


async def test_one_person_may_have_her_notebook_erased(place):
    """C5: and the others' record stands."""
    await place.ask("ines", "Who?")
    await place.note("ines", "mine")
    await place.rooms.erase_own("ines")
    assert place.rows("member:ines") == []
    assert await place.note("ines", "late") == NOT_A_MEMBER
    assert await place.questions("paul") == ["Who?"]


async def test_a_keyring_older_than_the_words_is_an_error_and_erases_nothing(place):
    """A key that is not known is not a key that was destroyed: the right keyring may still come back."""
    place.vault._ring._db.execute("DELETE FROM keys")
    place.restart()
    with pytest.raises(KeyMissing):
        await place.rooms.look(SESSION, "ines")
    assert len(place.rows()) == 2
