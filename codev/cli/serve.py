"""codev serve: one process, one data folder, ready on the first start."""

from __future__ import annotations

import argparse
import asyncio
import errno
import gc
import os
import signal
import socket
import sys
from typing import Any

from codev import __version__
from codev.datafolder import DataFolder, FolderHeld, data_folder, named_folder
from codev.phrases import say

from .lost import LOST, explained
from .tongue import tongue

HOW: dict[str, Any] = {
    "access_log": False,  # a path may be someone's personal link
    "log_config": None,
    "lifespan": "on",
    "ws": "none",
    "proxy_headers": False,  # codev.asgi believes a proxy where it serves pages
    "server_header": False,
    "timeout_keep_alive": 75,
    "timeout_graceful_shutdown": 5,
}


COLLECT = (20_000, 10, 50)
LOCAL = ("127.0.0.1", "::1", "localhost")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    parser.add_argument("--port", default=8000, type=int, help="the port to listen on (default: %(default)s)")


def run(arguments: argparse.Namespace) -> int:
    os.umask(0o077)
    at_home = "CODEV_URL" not in os.environ and arguments.host not in LOCAL
    os.environ.setdefault("CODEV_URL", f"http://127.0.0.1:{arguments.port}")
    try:
        folder = data_folder()
        with folder.held():
            return _serve(folder, arguments.host, arguments.port, [say("keys.other_machines", tongue())] if at_home else [])
    except FolderHeld as reason:
        print(f"codev: {reason}", file=sys.stderr)
    except OSError as reason:
        print(f"codev: {reason.strerror}: {reason.filename or named_folder().path}", file=sys.stderr)
    except LOST as reason:
        print("\n".join(explained(named_folder(), tongue(), reason)), file=sys.stderr)
    return 1


def _serve(folder: DataFolder, host: str, port: int, hints: list[str]) -> int:
    first = not folder.secrets_file.exists()
    may_listen(host, port)
    folder.check_keyring()
    settle_settings()
    _open_keyring()
    set_up()
    links = _demonstration_or_nothing() + hints
    links += [say("keys.first_start", tongue())] if first else []
    # uvicorn stops on the signal, then sends it again to whoever had it before: here only noted, so that a stop is not a failure.
    early: list[int] = []
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, lambda number, _: early.append(number))
    return _run(host, port, early, "\n".join([f"codev {__version__} is at {os.environ['CODEV_URL']} (data: {folder.path})", *links, ""]))


def may_listen(host: str, port: int) -> None:
    """Before anything is made. Raises OSError."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OverflowError:
        raise OSError(errno.EINVAL, "a port is a number up to 65535", f"{host}:{port}") from None
    except OSError as reason:
        why = (reason.strerror or "").partition(" (while")[0]
        raise OSError(reason.errno, why, f"{host}:{port}") from None


def _open_keyring() -> None:
    """Now, and not with the first word: whoever starts the server is still at the terminal. Raises WrongOperatorKey."""
    from codev.groups.sealed import vault

    vault()


def settle_settings() -> None:
    """A setting that is written wrong ends the program with the reason: its sentence names the setting and holds no password."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "codev.settings")
    import django

    try:
        django.setup()
    except ValueError as reason:
        raise SystemExit(f"codev: {reason}") from None


def set_up() -> None:
    """Brings the tables up to date. What a newer codev has written is left alone, with the reason."""
    settle_settings()
    from django.core.management import call_command

    from codev.doctor.databases import unknown_steps

    if newer := unknown_steps():
        raise SystemExit(f"codev: {say('doctor.migrations_newer', tongue(), names=', '.join(newer))}")
    call_command("migrate", interactive=False, verbosity=0)


def _demonstration_or_nothing() -> list[str]:
    """No row of it keeps the server from starting: a group is waiting to meet."""
    try:
        return _demonstration()
    except Exception as error:
        print(f"codev: the demonstration is left as it stands: {type(error).__name__}", file=sys.stderr)
        return []


def _demonstration() -> list[str]:
    """Seeded on the first start; on later ones it gets a session near today, unless its groups were removed."""
    from codev.groups import demo
    from codev.groups.models import Group, Member

    url = os.environ["CODEV_URL"]
    if Group.objects.exists() and not Group.objects.filter(demonstration=True, trial=False).exists():
        return []
    links = demo.seed(url)
    if url.startswith("https://"):  # what is printed there goes into a journal, and each of these links lets its reader in for good
        return [say("keys.demonstration", tongue())]
    leading = {demo.name_of(member) for member in Member.objects.filter(group__demonstration=True, group__trial=False, is_facilitator=True)}
    said = ["There you can try it alone, with simulated participants. Or open a few of these personal links side by side."]
    for name, link in links:
        said += [f"The group that {name} facilitates:"] if name in leading else []
        said.append(f"  {name:14}{link}")
    return said


def settle() -> None:
    """What stands now stays: the collector looks no more through the whole house, and at what is new in fewer, larger rounds."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT)


def _run(host: str, port: int, early: list[int], welcome: str) -> int:
    """early: the signals to stop that came before uvicorn listened to them."""
    import uvicorn

    from codev.asgi import application

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            self.should_exit = self.should_exit or bool(early)
            if self.started:
                settle()
                print(welcome, flush=True)

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            await asyncio.gather(super().shutdown(sockets), application.part())

    server = Server(uvicorn.Config(application, host=host, port=port, **HOW))
    server.run()
    return 0 if server.started else 1
