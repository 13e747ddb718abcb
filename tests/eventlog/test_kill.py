import subprocess
import sys
from pathlib import Path
from random import uniform
from time import sleep

from codev.eventlog import Store, place
from codev.vault import Vault
from tests.eventlog import act_until_killed as acting


def killed_at_a_random_moment(folder):
    """The acts that were acknowledged before the kill: (stream, key) pairs."""
    command = [sys.executable, "-m", "tests.eventlog.act_until_killed", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
        first = process.stdout.readline()
        sleep(uniform(0.05, 0.4))
        process.kill()
        lines = first + process.stdout.read()
    assert process.returncode == -9
    return [tuple(line.decode().split()) for line in lines.splitlines(keepends=True) if line.endswith(b"\n")]


def stored(folder):
    """The acts in the log, opened: (stream, key) pairs. Versions leave no gap, each box opens in its place."""
    vault, store = Vault(folder / "keys.sqlite3", acting.OPERATOR), Store.open(folder / "log.sqlite3")
    found = []
    for stream in acting.STREAMS:
        rows = store.read(stream)
        assert [row.version for row in rows] == list(range(1, len(rows) + 1))
        found += [(stream, vault.open(stream, row.sealed, place(stream, row.version, row.key, row.at)).decode()) for row in rows]
    store.close()
    vault.close()
    return found


def test_a_kill_at_any_moment_loses_no_acknowledged_act_and_doubles_none(tmp_path):
    acknowledged = []
    for _ in range(3):
        acknowledged += killed_at_a_random_moment(tmp_path)
        found = stored(tmp_path)
        assert len(found) == len(set(found))
        assert set(acknowledged) <= set(found)
    assert len(acknowledged) > 50
