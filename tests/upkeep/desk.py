"""Five people with addresses, one session planned, a clock that tests move by hand, and a real mail server that catches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from codev.groups import due
from codev.groups.models import Due, Member
from codev.outbound.post import Office
from codev.upkeep.jobs import jobs
from codev.upkeep.sending import send
from codev.upkeep.ticking import tick
from tests.groups.conftest import START, Cast, cast
from tests.outbound.postoffice import Catcher, running

__all__ = ["START", "Desk", "cast", "desk"]

URL = "https://codev.example"
ADDRESSES = {"Odile": "odile@example.org", "Inès": "ines@example.org", "Malik": "malik@example.org", "Rose": "rose@example.org"}


@dataclass
class Desk:
    """Upkeep at an instant that the test sets."""

    cast: Cast
    catcher: Catcher
    post: Office
    now: datetime = field(default=START - timedelta(days=30))

    def tick(self) -> None:
        assert tick(self.now, jobs(self.post, URL) | {"mail": lambda now: self.send()})

    def send(self) -> int:
        return send(self.post, URL, lambda: self.now)

    def owe(self, name: str, kind: str = "invitation", cause: str = "link:1", **values: str) -> None:
        assert due.owe(self.cast.people[name], kind, cause, self.now, **values)

    def subjects(self, name: str) -> list[str]:
        return [str(message["Subject"]) for message in self.catcher.to(ADDRESSES[name])]

    def states(self, name: str) -> list[tuple[str, str]]:
        rows = Due.objects.filter(member=self.cast[name]).order_by("at", "pk")
        return [(row.state, row.problem) for row in rows]


@pytest.fixture
def desk(cast: Cast) -> Iterator[Desk]:
    for name, address in ADDRESSES.items():
        cast.people[name].address = address
        cast.people[name].save()
    Member.objects.update(joined=START - timedelta(days=60))
    catcher = Catcher()
    with running(catcher) as post:
        yield Desk(cast, catcher, post)
