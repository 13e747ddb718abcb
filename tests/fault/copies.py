"""A backup taken while everybody acts, put back elsewhere, and compared with what was acknowledged before it began."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from codev.datafolder import DataFolder
from tests.fault import ledger
from tests.fault.people import Person, Sent
from tests.fault.run import Run
from tests.fault.server import Server
from tests.fault.wire import Wire


@dataclass
class Copy:
    """words: the words part. before: (who, what) of all that had been acknowledged with a text when it began."""

    target: Path
    words: Path
    before: list[tuple[Person, Sent]]


async def take(run: Run, target: Path) -> Copy:
    before = [(person, sent) for person in run.everyone for sent in person.sent if sent.marker and (sent.done or sent.kept)]
    taken = set(target.glob("words-*"))
    await run.server.command("backup", str(target))
    [words] = set(target.glob("words-*")) - taken
    return Copy(target, words, before)


async def put_back(run: Run, copy: Copy, into: Path) -> list[str]:
    """What is missing there, or stands there twice."""
    secrets = str(run.server.data / "secrets.json")
    await run.server.command("restore", str(copy.words), "--keys", str(copy.target / "keys"), "--secrets", secrets, "--into", str(into))
    books = ledger.read(DataFolder(into), run.everyone)
    return [f"not in the copy: {sent.do}" for person, sent in copy.before if ledger.lost(books, person, sent)] + books.gaps


async def opens(run: Run, data: Path) -> list[str]:
    """Who does not find her room again on a server that works with this folder, in the browser that she had."""
    server = Server(data)
    await server.start()
    missing = []
    for person in run.everyone:
        there = Wire(person.wire.host, server.port, dict(person.wire.cookies))
        if (await there.get(person.address)).status != 200:
            missing.append(person.wire.host)
    await server.stop()
    return missing
