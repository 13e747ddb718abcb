"""Four people ask as fast as they can; each question is printed once it is acknowledged. Ends when killed."""

import asyncio
import os
import sys
from pathlib import Path
from uuid import uuid4

from codev.rooms import Accepted
from tests.rooms.cast import MEMBERS, Place


async def ask_on(place: Place, by: str) -> None:
    while True:
        text = f"{uuid4().hex}?"
        answer = await place.ask(by, text)
        assert isinstance(answer, Accepted)
        os.write(1, f"{by} {text} {answer.version}\n".encode())


async def main(folder: Path) -> None:
    place = await Place(folder, on_disk=True).begin()
    await asyncio.gather(*(ask_on(place, by) for by in MEMBERS))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
