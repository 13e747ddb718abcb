"""python -m tests.fault --minutes N [--seed S]: the long fault run. A line of counts a round; ends with 1 where a fault was found."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from random import Random, SystemRandom

from tests.fault import copies
from tests.fault.run import Run
from tests.fault.server import Server

COPY_EACH = 5  # rounds


async def live(folder: Path, seed: int, seconds: float) -> Run:
    run = Run(Server(folder / "data"), Random(seed))
    until = time.monotonic() + seconds
    async with run.under_load():
        while time.monotonic() < until and not run.faults:
            await run.act_on(run.chance.randrange(10, 200))
            if run.kills % COPY_EACH == 0:
                copy = await copies.take(run, folder / "backup")
                run.faults += await copies.put_back(run, copy, folder / f"copy {run.kills}")
            await run.kill()
            await run.reconcile()
            say(run.told())
        await run.hear_companions(2)
        await run.reconcile()
    return run


def say(told: dict[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fault", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=SystemRandom().getrandbits(32), help="the same people press the same buttons first")
    asked = parser.parse_args()
    say({"seed": asked.seed})
    with tempfile.TemporaryDirectory(prefix="codev-fault-") as folder:
        run = asyncio.run(live(Path(folder), asked.seed, asked.minutes * 60))
    say(run.told())
    return int(bool(run.faults))


if __name__ == "__main__":
    sys.exit(main())
