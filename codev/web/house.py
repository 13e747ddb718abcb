"""What the web is handed by whoever puts the house together (codev.asgi)."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest

from codev.bell import Bell
from codev.companions.runner import Companions
from codev.rooms import Rooms

from .devices import Devices
from .wall.porch import Porch
from .wall.waiting import Waiting

IN_SCOPE = "codev.house"


@dataclass(frozen=True)
class House:
    """companions: who takes the other seats in a trial session; None where there are none.

    waiting, porch, devices: screens that show a code, people who ask to come in, and from where each looks; in memory.
    """

    rooms: Rooms
    bell: Bell
    companions: Companions | None = None
    waiting: Waiting = field(default_factory=Waiting)
    porch: Porch = field(default_factory=Porch)
    devices: Devices = field(default_factory=Devices)


def house_of(request: HttpRequest) -> House:
    """The house of a page, which the front has put into its request."""
    scope = getattr(request, "scope", {})
    house: House = scope[IN_SCOPE]
    return house
