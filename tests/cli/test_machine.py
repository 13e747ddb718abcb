"""What the machine refuses, in whichever command, is a line and a 1; a fault of ours stays a list of calls."""

from __future__ import annotations

import sqlite3

import pytest
from django.db.utils import OperationalError

from codev.cli import main, upkeep


def of_a_full_disk() -> None:
    try:
        raise sqlite3.OperationalError("database or disk is full")
    except sqlite3.OperationalError as reason:
        raise OperationalError(str(reason)) from reason


def read_only() -> None:
    raise OSError(30, "Read-only file system", "/srv/codev")


@pytest.mark.parametrize(("fails", "said"), [(of_a_full_disk, "disk is full"), (read_only, "Read-only file system")])
def test_a_disk_that_takes_nothing_is_told_in_a_line(monkeypatch, capsys, fails, said):
    monkeypatch.setattr(upkeep, "run", lambda _: fails())
    assert main(["upkeep"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert (len(told), told[0].startswith("codev upkeep: "), said in told[0]) == (1, True, True)


def test_a_fault_of_ours_is_not_hidden(monkeypatch):
    monkeypatch.setattr(upkeep, "run", lambda _: {}["none"])
    with pytest.raises(KeyError):
        main(["upkeep"])
