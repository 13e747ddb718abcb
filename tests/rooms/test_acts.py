import asyncio
from dataclasses import replace

import pytest

from codev.eventlog import NotWritten
from codev.eventlog import place as spot
from codev.eventlog.codec import decode
from codev.protocol import Refusal, replay
from codev.protocol.activities.turning import AskTurn
from codev.protocol.notebook import NoteDropped
from codev.rooms import NOT_A_MEMBER, Accepted
from codev.vault import KeyDestroyed, Unreadable
from tests.rooms.cast import NINE, PLANNED, SESSION, order

STREAM = f"session:{SESSION}"


async def test_an_act_is_answered_with_its_version_and_shown_to_the_others(place):
    assert await place.ask("ines", "Who?") == Accepted(3)
    assert await place.questions("paul") == ["Who?"]


async def test_a_refused_act_leaves_nothing_behind(place):
    """S2."""
    answer = await place.rooms.act(SESSION, order("zoe", AskTurn()), "first")
    again = await place.rooms.act(SESSION, order("zoe", AskTurn()), "second")
    assert (answer, type(again)) == (Accepted(3), Refusal)
    assert len(place.rows()) == 3


async def test_a_row_is_an_act_with_all_its_facts(place):
    """Start makes several facts and one row."""
    second = place.rows()[1]
    facts = decode(place.vault.open(STREAM, second.sealed, spot(second.stream, second.version, second.key, second.at)))
    assert [type(fact).__name__ for fact in facts][:2] == ["SessionStarted", "StepEntered"]


async def test_planning_twice_changes_nothing(place):
    assert await place.rooms.plan(SESSION, PLANNED) == Accepted(1)
    assert len(place.rows()) == 2


async def test_a_repeated_act_is_answered_as_before(place):
    first = await place.ask("ines", "Who?", key="k")
    await place.ask("paul", "Why?")
    assert await place.ask("ines", "Who?", key="k") == first
    assert await place.questions() == ["Who?", "Why?"]


async def test_a_repeated_act_is_answered_as_before_where_it_would_now_be_refused(place):
    first = await place.rooms.act(SESSION, order("zoe", AskTurn()), "k")
    assert await place.rooms.act(SESSION, order("zoe", AskTurn()), "k") == first


async def test_two_people_may_happen_on_the_same_key(place):
    """Nobody is answered with someone else's act."""
    assert await place.ask("ines", "Who?", key="1") == Accepted(3)
    assert await place.ask("paul", "Why?", key="1") == Accepted(4)


async def test_a_key_stands_in_the_log_in_a_form_that_holds_no_word(place):
    """C4: keys are in clear, and the sender chooses them."""
    await place.ask("ines", "Who?", key="my boss is called Jean " * 50)
    assert {len(row.key) for row in place.rows()[1:]} == {32}
    assert "Jean" not in str(place.rows())


async def test_acts_that_come_together_all_find_their_place(place):
    answers = await asyncio.gather(*(place.ask(by, f"{by}?") for by in ("ines", "paul", "omar", "zoe")))
    assert sorted(answer.version for answer in answers) == [3, 4, 5, 6]
    assert len(await place.questions()) == 4


async def test_an_instant_never_lies_before_the_last_one(place):
    """A machine's clock may be set back."""
    place.clock.go(minutes=10)
    await place.ask("ines", "Who?")
    place.clock.go(minutes=-30)
    await place.ask("paul", "Why?")
    assert place.rows()[-1].at == place.rows()[-2].at


async def test_the_room_says_when_not_the_sender(place):
    place.clock.go(seconds=5)
    await place.ask("ines", "Who?")
    assert (place.rows()[-1].at - NINE).seconds == 5


async def test_the_live_state_is_what_the_log_tells(place):
    for by in ("ines", "paul", "zoe"):
        place.clock.go(seconds=7)
        await place.ask(by, f"{by}?")
    opened = [
        (row.at, decode(place.vault.open(STREAM, row.sealed, spot(row.stream, row.version, row.key, row.at)))) for row in place.rows()
    ]
    assert place.rooms._sessions.glance(STREAM).state == replay(opened)


async def test_nobody_acts_in_a_session_that_does_not_exist(place):
    """C3: the same answer as for one that is not hers."""
    assert await place.rooms.act("nowhere.1", order("ines", AskTurn()), "k") == NOT_A_MEMBER
    assert await place.rooms.act(SESSION, order("nils", AskTurn()), "k") == NOT_A_MEMBER


async def test_what_the_log_cannot_write_nobody_sees(place, monkeypatch):
    def full(row):
        answer = asyncio.get_running_loop().create_future()
        answer.set_exception(NotWritten("full"))
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(place.log, "append", full)
        with pytest.raises(NotWritten):
            await place.ask("ines", "Who?", key="k")
    assert await place.questions("paul") == []
    assert await place.ask("ines", "Who?", key="k") == Accepted(3)


async def test_what_was_written_though_the_log_said_otherwise_is_found_again(place, monkeypatch):
    """A disk that fails at the wrong moment: the file decides, not the memory."""

    def written_and_failed(row):
        place.log._add(row)
        answer = asyncio.get_running_loop().create_future()
        answer.set_exception(NotWritten("the sync failed"))
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(place.log, "append", written_and_failed)
        with pytest.raises(NotWritten):
            await place.ask("ines", "Who?", key="k")
    assert await place.questions("paul") == ["Who?"]
    assert await place.ask("ines", "Who?", key="k") == Accepted(3)


async def test_a_fact_of_a_notebook_never_enters_a_session(place):
    """C1."""
    table = await place.rooms._sessions.take(STREAM)
    with pytest.raises(TypeError, match="one person's own"):
        await place.rooms._sessions.append(table, (NoteDropped("n1"),), "k", NINE)
    table.lock.release()
    assert len(place.rows()) == 2


async def test_a_row_that_was_moved_or_redated_is_not_read(place):
    """What stands in clear is bound to what is sealed."""
    place.clock.go(seconds=1)
    await place.ask("ines", "Who?")
    rows = place.rows()
    for forged in (replace(rows[2], at=NINE), replace(rows[2], key=rows[1].key), replace(rows[1], version=3)):
        place.log._streams[STREAM] = [*rows[:2], forged]
        place.clock.go(minutes=11)
        place.rooms.rest()
        with pytest.raises(Unreadable):
            await place.rooms.look(SESSION, "ines")


async def test_an_erased_session_is_not_planned_again(place):
    """C3."""
    await place.rooms.erase(SESSION)
    with pytest.raises(KeyDestroyed):
        await place.rooms.plan(SESSION, PLANNED)
