"""Trains, phones, tired laptops: whatever is lost, repeated or late between people's pages and the server, in whatever order."""

from __future__ import annotations

import asyncio

import pytest
from asgiref.sync import sync_to_async
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from codev.web import parts
from tests.doors import world
from tests.web.conftest import go_to
from tests.web.evening import Clock, Evening, Seat

STEPS = ("presentation", "clarification", "reactions", "plan")
SEATS = ("facilitator", "client", "consultant", "client")
ACTS = ("acts", "acts", "notes", "loses_the_answer", "writes_for_later", "sends_again", "sends_again", "acts_at_once")
STREAMS = ("drops", "is_noticed", "comes_back", "comes_back", "is_cut", "reloads", "reads_slowly", "reads_on", "asks", "is_answered")
REST = ("breathes", "breathes", "minute", "is_removed", "leaves")
MOVES = st.lists(st.tuples(st.sampled_from(ACTS + STREAMS + REST), st.integers(0, 3), st.integers(0, 9999)), min_size=20, max_size=60)
MOST = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Luck:
    """What each move does to one of the pages; `choice` where there is one."""

    def __init__(self, evening: Evening) -> None:
        self.evening = evening

    async def acts(self, seat: Seat, choice: int) -> None:
        await seat.posts(seat.writes(choice, note=False))

    async def notes(self, seat: Seat, choice: int) -> None:
        await seat.posts(seat.writes(choice, note=True))

    async def loses_the_answer(self, seat: Seat, choice: int) -> None:
        await seat.posts(seat.writes(choice, note=choice % 2 == 0), answer_lost=True)

    async def writes_for_later(self, seat: Seat, choice: int) -> None:
        """The network is away: it is sent by `sends_again`, when the step may be another."""
        seat.writes(choice, note=False)

    async def sends_again(self, seat: Seat, choice: int) -> None:
        if seat.sent:
            await seat.posts(seat.sent[-1 - choice % min(3, len(seat.sent))])

    async def acts_at_once(self, seat: Seat, choice: int) -> None:
        other = self.evening.seats[choice % len(SEATS)]
        await asyncio.gather(seat.posts(seat.writes(choice, note=False)), other.posts(other.writes(choice // 2, note=False)))

    async def drops(self, seat: Seat, _: int) -> None:
        seat.drops()

    async def is_noticed(self, seat: Seat, _: int) -> None:
        await seat.ends()

    async def comes_back(self, seat: Seat, _: int) -> None:
        await seat.listens()

    async def is_cut(self, seat: Seat, _: int) -> None:
        seat.drops()
        await seat.ends()

    async def reloads(self, seat: Seat, _: int) -> None:
        seat.drops()
        await seat.opens()
        await seat.listens()

    async def reads_slowly(self, seat: Seat, _: int) -> None:
        if seat.stream is not None:
            seat.stream.reads.clear()

    async def reads_on(self, seat: Seat, _: int) -> None:
        if seat.stream is not None:
            seat.stream.reads.set()

    async def asks(self, seat: Seat, _: int) -> None:
        await seat.asks()

    async def is_answered(self, seat: Seat, _: int) -> None:
        seat.shows()

    async def breathes(self, seat: Seat, _: int) -> None:
        await self.evening.breathe()

    async def minute(self, seat: Seat, _: int) -> None:
        await self.evening.minute()

    async def is_removed(self, seat: Seat, choice: int) -> None:
        if seat.who != "facilitator" and choice % 4 == 0:
            await self.evening.removed(seat.who)

    async def leaves(self, seat: Seat, choice: int) -> None:
        if seat.who != "facilitator" and choice % 4 == 0:
            await self.evening.leaves(seat.who)


async def begun(step: str) -> Evening:
    """Inès has two tabs. Everyone has the room open, and has written a note."""
    parts.memory.forget()
    clock = Clock()
    here = await world.build(clock)
    for who in set(SEATS):
        await sync_to_async(here.come_in)(who)
    await go_to(here, step)
    evening = Evening(here, clock)
    evening.seats += [Seat(evening, who) for who in SEATS]
    for seat in evening.seats:
        await seat.opens()
        await seat.listens()
        await seat.posts(seat.writes(0, note=True))
    return evening


@pytest.mark.slow
@MOST
@given(step=st.sampled_from(STEPS), moves=MOVES)
async def test_every_page_ends_as_a_fresh_one_and_every_acknowledged_act_is_there_once(
    transactional_db: None, step: str, moves: list[tuple[str, int, int]]
) -> None:
    """The clock stands still unless a move lets a minute pass: the same moves end the same."""
    evening = await begun(step)
    luck = Luck(evening)
    for move, seat, choice in moves:
        await getattr(luck, move)(evening.seats[seat], choice)
    await evening.calm()
    assert (await evening.old_pages(), evening.unkept()) == ([], [])
    await evening.end()
    evening.here.rooms.close()
