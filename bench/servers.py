"""Servers in processes of their own, on one core: started, watched from outside (CPU clock, memory), stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .wire import HERE

SERVER_CORE, OUR_CORE = 0, 1
LONGEST_START = 60


class NoStart(Exception):
    """The server has said something else than that it is there."""


class Server:
    def __init__(self, process: subprocess.Popen[bytes], port: int, seconds: float) -> None:
        self.process, self.port, self.started_in = process, port, seconds

    def cpu(self) -> float:
        """Seconds of CPU so far, all threads, those that have ended too."""
        return time.clock_gettime(((~self.process.pid) << 3) | 2)

    def memory(self) -> int:
        """Resident bytes."""
        fields = Path(f"/proc/{self.process.pid}/statm").read_text().split()
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")

    def threads(self) -> int:
        return len(os.listdir(f"/proc/{self.process.pid}/task"))

    def open_files(self) -> int:
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


def two_cores() -> bool:
    return len(os.sched_getaffinity(0)) > 1


def stay_here() -> None:
    if two_cores():
        os.sched_setaffinity(0, {OUR_CORE})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def codev(folder: Path) -> Iterator[Server]:
    port = free_port()
    environment = {"CODEV_DATA": str(folder / "data"), "CODEV_URL": f"http://{HERE}:{port}", "DJANGO_SETTINGS_MODULE": "codev.settings"}
    command = [sys.executable, "-m", "codev.cli", "serve", "--port", str(port)]
    with _running(command, environment, port) as server:
        yield server


@contextmanager
def floor(updates: Path) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "bench.floor:application", "--port", str(port), "--no-access-log", "--log-level", "warning"]
    with _running([*command, "--timeout-keep-alive", "75"], {"BENCH_UPDATE": str(updates)}, port) as server:
        yield server


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[Server]:
    began = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if two_cores():
        os.sched_setaffinity(process.pid, {SERVER_CORE})
    try:
        _wait(process, port, began)
        yield Server(process, port, time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _wait(process: subprocess.Popen[bytes], port: int, began: float) -> None:
    """Until it listens."""
    while time.perf_counter() - began < LONGEST_START and process.poll() is None:
        with suppress(OSError), socket.create_connection((HERE, port), timeout=1):
            return
        time.sleep(0.005)
    process.kill()
    raise NoStart((process.communicate()[1] or b"")[-2000:].decode(errors="replace"))
