"""What the facilitator noted while her device had no network counts from when she noted it (S25)."""

from datetime import timedelta

from codev.protocol import Refusal
from codev.protocol.activities.turning import MarkAllSpoken, MarkSpoken
from codev.rooms import NOT_A_MEMBER, Accepted
from tests.rooms.cast import NINE, SESSION, order

MARK = MarkSpoken(members=("ines",))


async def test_it_counts_from_its_own_instant(place):
    place.clock.go(hours=1)
    answer = await place.rooms.act(SESSION, order("lea", MARK), "k", NINE + timedelta(minutes=20))
    assert (answer, place.rows()[-1].at) == (Accepted(3), NINE + timedelta(minutes=20))


async def test_it_is_never_before_what_the_others_have_done_meanwhile_nor_after_now(place):
    place.clock.go(minutes=30)
    await place.ask("paul")
    await place.rooms.act(SESSION, order("lea", MARK), "early", NINE)
    await place.rooms.act(SESSION, order("lea", MarkAllSpoken()), "late", NINE + timedelta(days=9))
    assert [row.at for row in place.rows()[-2:]] == [NINE + timedelta(minutes=30)] * 2


async def test_sent_twice_it_is_taken_once(place):
    place.clock.go(hours=1)
    first = await place.rooms.act(SESSION, order("lea", MARK), "k", NINE)
    assert await place.rooms.act(SESSION, order("lea", MARK), "k", NINE) == first
    assert len(place.rows()) == 3


async def test_whoever_does_not_facilitate_has_no_past(place):
    answer = await place.rooms.act(SESSION, order("ines", MARK), "k", NINE)
    assert answer == Refusal("facilitator_only", "S25")


async def test_the_script_is_the_facilitators_alone(place):
    here, cues = await place.rooms.script(SESSION, "lea")
    assert (here, [(cue.step, cue.stage, cue.do) for cue in cues]) == (0, [("talk", "open", "start_session")])
    assert [await place.rooms.script(SESSION, who) for who in ("ines", "nils")] == [NOT_A_MEMBER] * 2
