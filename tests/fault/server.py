"""`codev serve` as whoever hosts it starts it, and as a power cut ends it."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"http://([\w.-]+):\d+(/l/\S+)")
START = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """links: (host, path) of each person of the demonstration, known after the first start."""

    data: Path
    port: int = field(default_factory=free_port)
    links: list[tuple[str, str]] = field(default_factory=list)
    starts: int = 0

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "codev.cli", "serve", "--port", str(self.port)),
            env=self.environment,
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
        )
        self.links = LINK.findall(await self._welcome())
        self.starts += 1

    async def kill(self) -> None:
        """At once: nothing is written, closed or said any more."""
        self._process.kill()
        assert await self._process.wait() == -9

    async def stop(self) -> None:
        if self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

    async def command(self, *words: str) -> str:
        """What another `codev …` on the same folder says; it must end well."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "codev.cli", *words),
            env=self.environment,
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
        )
        said, _ = await process.communicate()
        assert process.returncode == 0, said.decode()
        return said.decode()

    @property
    def environment(self) -> dict[str, str]:
        ours = {"CODEV_DATA": str(self.data), "CODEV_URL": f"http://127.0.0.1:{self.port}", "DJANGO_SETTINGS_MODULE": "codev.settings"}
        return {**os.environ, **ours, "LC_ALL": "C"}

    async def _welcome(self) -> str:
        """Printed once it listens; a blank line ends it."""
        assert self._process.stdout is not None
        said = b""
        async with asyncio.timeout(START):
            while line := await self._process.stdout.readline():
                if not line.strip():
                    return said.decode()
                said += line
        raise AssertionError("the server did not start")
