"""A real server in a process of its own, on a data folder of its own; it can be stopped, killed and started again."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import takewhile
from pathlib import Path
from typing import Any

LINK = re.compile(r"^  (\S.*?)\s+(http://\S+/l/\S+)$")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class House:
    """links: name to personal link, as the server printed them. tables: what `seed` made. more: environment. public: a proxy's port."""

    data: Path
    port: int = field(default_factory=free_port)
    public: int = 0
    links: dict[str, str] = field(default_factory=dict)
    tables: dict[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None
    more: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.public or self.port}"

    def seed(self, wanted: Mapping[str, Any]) -> None:
        """Sessions as `seeding` makes them, before the first start."""
        command = [sys.executable, "-m", "tests.browser.seeding"]
        done = subprocess.run(command, env=self._environment(), input=json.dumps(wanted), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        self.tables = json.loads(done.stdout)

    def start(self) -> None:
        """Returns when the server has said where it is."""
        command = [sys.executable, "-m", "codev.cli", "serve", "--port", str(self.port)]
        with (self.data.parent / "errors").open("a") as errors:
            self.process = subprocess.Popen(command, env=self._environment(), stdout=subprocess.PIPE, stderr=errors, text=True)
        assert self.process.stdout is not None
        said = list(takewhile(str.strip, self.process.stdout))
        if not said:
            self.stop(signal.SIGKILL)
            raise RuntimeError(self.errors)
        self.links = {found[1]: found[2] for line in said if (found := LINK.match(line.rstrip()))}

    def later(self, by: timedelta = timedelta()) -> None:
        """So much time passes, in whole minutes, and what is due by then is sent."""
        command = [sys.executable, "-m", "tests.browser.later", str(by // timedelta(minutes=1))]
        done = subprocess.run(command, env=self._environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.communicate(timeout=30)
            self.process = None

    @property
    def errors(self) -> str:
        return (self.data.parent / "errors").read_text()

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "CODEV_DATA": str(self.data), "CODEV_URL": self.url, "DJANGO_SETTINGS_MODULE": "codev.settings", **self.more}
