"""What the web is handed by whoever puts the house together (codev.asgi)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from django.http import HttpRequest

from codev.bell import Bell
from codev.groups.demo import Trial
from codev.rooms import Rooms

IN_SCOPE = "codev.house"


@dataclass(frozen=True)
class House:
    """seat: lets companions take their seats in a trial, at a pace; None where there are none."""

    rooms: Rooms
    bell: Bell
    seat: Callable[[Trial, str], Awaitable[None]] | None = None


def house_of(request: HttpRequest) -> House:
    """The house of a page, which the front has put into its request."""
    scope = getattr(request, "scope", {})
    house: House = scope[IN_SCOPE]
    return house
