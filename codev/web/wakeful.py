"""A wall stays awake: the one page that may ask the device not to dim, and to fill the screen."""

from __future__ import annotations

from django.http import HttpResponse

from .headers import ALWAYS

OPEN = ("screen-wake-lock", "fullscreen")


def policy() -> str:
    closed = ALWAYS["Permissions-Policy"]
    for feature in OPEN:
        closed = closed.replace(f"{feature}=()", f"{feature}=(self)")
    return closed


def wakeful(answer: HttpResponse) -> HttpResponse:
    answer["Permissions-Policy"] = policy()
    return answer
