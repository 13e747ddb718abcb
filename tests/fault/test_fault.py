"""A server that is killed under load, and a backup taken under load: whatever was acknowledged is there, once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from random import Random, SystemRandom

import pytest

from tests.fault import copies
from tests.fault.run import Run
from tests.fault.server import Server

pytestmark = pytest.mark.slow

KILLS = 2
ACTS = 40


@dataclass
class Lived:
    run: Run
    seed: int
    before: int
    missing: list[str]
    shut_out: list[str]
    doctor: str


async def live(folder: Path, seed: int) -> Lived:
    run = Run(Server(folder / "data"), Random(seed), at_table=5)
    async with run.under_load():
        for _ in range(KILLS):
            await run.act_on(ACTS)
            await run.kill()
            await run.reconcile()
        await run.act_on(ACTS // 2)
        copy = await copies.take(run, folder / "backup")
        doctor = await run.server.command("doctor")
        await run.pause()
    missing = await copies.put_back(run, copy, folder / "elsewhere")
    return Lived(run, seed, len(copy.before), missing, await copies.opens(run, folder / "elsewhere"), doctor)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    return asyncio.run(live(tmp_path_factory.mktemp("fault"), SystemRandom().getrandbits(32)))


def test_after_each_kill_every_acknowledged_act_is_there_none_twice_and_every_page_is_as_a_fresh_one(lived: Lived) -> None:
    assert (lived.run.faults, lived.run.kills) == ([], KILLS), f"python -m tests.fault --seed {lived.seed}"
    assert lived.run.acknowledged >= KILLS * ACTS


def test_after_each_kill_everybody_came_back_by_herself(lived: Lived) -> None:
    assert [person.wire.host for person in lived.run.everyone if person.came_back <= KILLS] == []


def test_a_backup_taken_under_load_holds_whatever_was_acknowledged_before_it_began(lived: Lived) -> None:
    assert (lived.missing, lived.before > 0) == ([], True)


def test_on_a_restored_folder_everybody_finds_her_room_in_the_browser_that_she_had(lived: Lived) -> None:
    assert lived.shut_out == []


def test_the_doctor_finds_nothing_broken_while_everybody_acts_and_shows_no_word(lived: Lived) -> None:
    said = [line.split(maxsplit=1) for line in lived.doctor.splitlines()]
    assert [line for line in said if line[0] == "broken"] == []
    assert any("bit by bit" in line for _, line in said)
    assert [sent.marker for sent in lived.run.sent if sent.marker and sent.marker in lived.doctor] == []
