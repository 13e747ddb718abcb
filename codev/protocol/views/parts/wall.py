"""What stands on the wall: for a screen that everybody sees and nobody touches."""

from __future__ import annotations

from ...words import Words
from .base import Part


class WallStepPart(Part, slot="step"):
    """The step and what it is for, both in sight: there is nothing to open on a wall."""

    step: str
    stage: str
    title: Words
    sentence: Words
    purpose: Words
    client: str


class WallNoticePart(Part, slot="notice"):
    """planned, suspended, break, client_gone, closed, plan_to_come, stopped. until: ISO instant, where there is one."""

    state: str
    name: str = ""
    until: str = ""
    zone: str = "UTC"


class WallRemotePart(Part, slot="remote"):
    """Who takes part from elsewhere."""

    names: tuple[str, ...]
