"""The cast: Odile facilitates from outside; Inès, Malik, Rose and Sami are peers; Hugo belongs to another group."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from codev.groups.access import forget, place_for
from codev.groups.founding import add, found
from codev.groups.models import Group, Member, PlannedSession
from codev.groups.planning import plan_session
from codev.groups.tables import Place

START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@dataclass
class Cast:
    group: Group
    people: dict[str, Member] = field(default_factory=dict)
    session: PlannedSession | None = None

    def __getitem__(self, name: str) -> str:
        return self.people[name].pk

    @property
    def here(self) -> str:
        assert self.session
        return self.session.pk

    def place(self, name: str, *, session: str = "", run: int = 1) -> Place | None:
        return place_for([self[name]], session or self.here, run, self[name])


@pytest.fixture
def cast(db: None) -> Cast:
    forget()
    group = found("Les passeurs du mardi", purpose="Oser demander", video="https://video.example/passeurs", register="tu")
    cast = Cast(group, {"Odile": add(group, "Odile", is_facilitator=True, is_peer=False)})
    cast.people |= {name: add(group, name) for name in ("Inès", "Malik", "Rose")}
    cast.people["Sami"] = add(group, "Sami", language="en", has_device=False)
    planned = plan_session(group, start=START, zone="Europe/Paris", format_name="ninety")
    assert isinstance(planned, PlannedSession)
    cast.session = planned
    elsewhere = found("Ailleurs")
    cast.people["Hugo"] = add(elsewhere, "Hugo", is_facilitator=True)
    return cast
