"""What every answer tells the browser: nothing from elsewhere, no script but ours, nothing kept, no address passed on.

Referrers go to this very site alone. With `no-referrer` browsers would send `Origin: null` with a form, and the guard refuse it.
An address that is a key by itself is named to nobody, this site included: a proxy in front would note it with each style sheet.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from . import awake

POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src 'self' {awake.ALLOWED}",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types codev codev-alone",
    )
)
CLOSED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen"),
    *("geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment"),
    *("picture-in-picture", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
OURS = ("publickey-credentials-create", "publickey-credentials-get")
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": ", ".join([*(f"{feature}=()" for feature in CLOSED), *(f"{feature}=(self)" for feature in OURS)]),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
KEYS = ("/l/", "/r/", "/cal/", "/join/")
"""Below these the address alone lets somebody in. docs/operating.md keeps the same ones out of a proxy's logs."""


def always() -> dict[str, str]:
    hsts = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return {**ALWAYS, "Strict-Transport-Security": hsts} if settings.SECURE_HSTS_SECONDS else dict(ALWAYS)


def raw(**more: str) -> list[tuple[bytes, bytes]]:
    """For an answer outside Django; `more`: content_type="…" and the like."""
    return [*_raw(settings.SECURE_HSTS_SECONDS), *((name.replace("_", "-").encode(), value.encode()) for name, value in more.items())]


@cache
def _raw(_: int) -> tuple[tuple[bytes, bytes], ...]:
    return tuple((name.lower().encode(), value.encode()) for name, value in {**always(), "Cache-Control": "no-store"}.items())


class Headers:
    """The same for every page of Django's, unless a page says its own. Whatever names no lifetime of its own is kept nowhere."""

    async_capable = True
    sync_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], object]) -> None:
        self.get_response = get_response
        assert iscoroutinefunction(get_response), "the pages run under ASGI"
        markcoroutinefunction(self)

    async def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = await self.get_response(request)  # type: ignore[misc]  # Django types it for both worlds
        if request.path.startswith(KEYS):
            response.headers["Referrer-Policy"] = "strict-origin"
        for name, value in always().items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
