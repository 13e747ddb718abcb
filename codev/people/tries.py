"""How often something may be got wrong: per sender and by everybody together, in a window of time."""

from __future__ import annotations

import ipaddress
import time
from collections import deque
from collections.abc import Callable


class Tries:
    """Wrong tries are counted in memory; refused ones are not, so that the count stays small and a wait ends."""

    def __init__(self, each: int, together: int, minutes: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.minutes = minutes
        self._each = each
        self._together = together
        self._clock = clock
        self._wrong: deque[tuple[float, str]] = deque()

    def too_many(self, address: str) -> bool:
        oldest = self._clock() - self.minutes * 60
        while self._wrong and self._wrong[0][0] <= oldest:
            self._wrong.popleft()
        near = nearby(address)
        return len(self._wrong) >= self._together or sum(near == sender for _, sender in self._wrong) >= self._each

    def count(self, address: str) -> None:
        self._wrong.append((self._clock(), nearby(address)))

    def clear(self) -> None:
        self._wrong.clear()


def nearby(address: str) -> str:
    """One sender: an IPv4 address, or the /64 that one household has of IPv6."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)
