"""Acts in five streams as fast as it can, and prints each act once it is acknowledged. Ends when killed."""

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from codev.eventlog import Appended, Row, Store, place
from codev.vault import Vault

STREAMS = [f"session:{number}" for number in range(5)]
OPERATOR = b"o" * 32


async def act(vault: Vault, store: Store, stream: str) -> None:
    version = len(store.read(stream))
    vault.create(stream)
    vault.wake(stream)
    while True:
        version, key, at = version + 1, uuid4().hex, datetime.now(UTC)
        sealed = vault.seal(stream, key.encode(), place(stream, version, key, at))
        assert await store.append(Row(stream, version, key, at, sealed)) == Appended()
        os.write(1, f"{stream} {key}\n".encode())


async def main(folder: Path) -> None:
    vault, store = Vault(folder / "keys.sqlite3", OPERATOR), Store.open(folder / "log.sqlite3")
    await asyncio.gather(*(act(vault, store, stream) for stream in STREAMS))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
