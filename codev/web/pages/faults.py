"""What did not go through, said in a page: what happened, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse

from ..guard import FORM, WITH_FILE, Fault, check_head, head
from .leaf import leaf

POST_ONLY = "POST"
BY_TOKEN = "/r/"
"""Where mail programs post by themselves (RFC 8058): the address itself is what they bring."""
TAKES_A_FILE = re.compile(r"/new|/m/[a-z0-9]{1,32}/people/add")


class Posts:
    """Every form that reaches Django comes from our own site, small and plain. Its token is Django's, or the room's own."""

    async_capable = True
    sync_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        assert iscoroutinefunction(get_response), "the pages run under ASGI"
        markcoroutinefunction(self)

    async def __call__(self, request: HttpRequest) -> HttpResponse:
        kinds = (FORM, WITH_FILE) if TAKES_A_FILE.fullmatch(request.path) else (FORM,)
        fault = None
        if request.method == POST_ONLY:
            fault = check_head(head(request.method, request.headers.get), kinds)
        if fault and request.path.startswith(BY_TOKEN) and fault.code not in ("form", "size"):
            fault = None
        response: HttpResponse = refused(request, fault) if fault else await self.get_response(request)
        return response


def refused(request: HttpRequest, fault: Fault, language: str = "") -> HttpResponse:
    return leaf(request, "refused", language, fault.status, words=f"guard.{fault.code}")


def token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Where Django misses its token."""
    return refused(request, Fault(403, "token"))


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, Fault(400, "form"))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, Fault(403, "origin"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return leaf(request, "not_found", status=404)


def unwell(request: HttpRequest) -> HttpResponse:
    return leaf(request, "unwell", status=500)
