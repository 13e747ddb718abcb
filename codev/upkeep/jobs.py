"""What a tick does, in this order. Whoever adds a job adds a line."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from codev.outbound.post import Office

from .logins import forget_expired
from .looking import look_ahead
from .sending import send
from .ticking import Job


def jobs(post: Office | None, url: str, stopped: Callable[[], bool] = lambda: False) -> dict[str, Job]:
    """post: the mail server, if there is one. url: the public address. stopped: asked between two letters."""
    return {
        "what is due": look_ahead,
        "mail": lambda now: send(post, url, timezone.now, stopped),
        "logins": forget_expired,
    }
