"""A session that has not begun takes what has changed since it was planned; once it has, it stays (S5)."""

from dataclasses import replace

from tests.rooms.cast import PLANNED, SESSION

PLAN = {"client": "paul", "actions": [{"text": "Call Jo"}]}


async def test_a_session_that_has_not_begun_takes_what_has_changed(place):
    await place.rooms.plan("codev.2", PLANNED)
    changed = replace(PLANNED, plan_to_follow=PLAN, subjects=({"member": "ines", "text": "How to rest?"},))
    await place.rooms.plan("codev.2", changed)
    await place.rooms.plan("codev.2", changed)
    assert len(place.rows("session:codev.2")) == 2
    place.restart()
    state = (await place.rooms._sessions.look("session:codev.2")).state
    assert (state.following.actions[0].text, state.choosing.subjects[0].text) == ("Call Jo", "How to rest?")


async def test_a_session_that_has_begun_stays_as_it_was_planned(place):
    await place.rooms.plan(SESSION, replace(PLANNED, plan_to_follow=PLAN))
    assert len(place.rows()) == 2


async def test_a_new_seat_is_seen_by_whoever_looks(place):
    await place.rooms.plan("codev.2", PLANNED)
    await place.rooms.look("codev.2", "ines")
    await place.rooms.plan("codev.2", replace(PLANNED, members=(*PLANNED.members, "nils")))
    look = await place.rooms.look("codev.2", "ines")
    (seats,) = (part.seats for part in look.view if part.kind == "seats")
    assert len(seats) == 6
