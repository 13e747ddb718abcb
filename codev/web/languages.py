"""Which language a page speaks: a person's own, as the group has it; otherwise the one chosen on this device, or the browser's."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

COOKIE = "codev-language"
OFFERED = ("fr", "en")


def preferred(accept: str) -> str:
    """The first language of an Accept-Language header that we speak; French otherwise."""
    wanted = (language.partition("-")[0] for language, _ in parse_accept_lang_header(accept[:500].lower()))
    return next((language for language in wanted if language in OFFERED), OFFERED[0])


def of_visitor(request: HttpRequest) -> str:
    """For whoever has no place here (yet)."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in OFFERED else preferred(request.headers.get("Accept-Language", ""))


def wanted(request: HttpRequest) -> str:
    """The first language that her browser names, with its country, in small letters: fr-ca; empty where it names none."""
    accept = request.headers.get("Accept-Language", "")[:500].lower()
    return next((language for language, _ in parse_accept_lang_header(accept)), "")
