"""A browser of the tests: it keeps its login between two requests, as a cookie would."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from codev.people import devices, links
from codev.people.browsers import Held, held_by, leave
from codev.protocol import Refusal


class Browser:
    def __init__(self, address: str = "192.0.2.1") -> None:
        self.key: str | None = None
        self.address = address

    @property
    def cookie(self) -> str:
        return f"other=1; {settings.SESSION_COOKIE_NAME}={self.key or ''}"

    @property
    def held(self) -> Held:
        return held_by(self.request())

    def request(self, method: str = "get", **fields: str) -> HttpRequest:
        request: HttpRequest = getattr(RequestFactory(REMOTE_ADDR=self.address), method)("/", fields)
        request.session = SessionStore(self.key)
        return request

    def claim(self, token: str, method: str = "post", **fields: str) -> str | Refusal:
        request = self.request(method, **fields)
        found = links.claim(request, token)
        self.key = request.session.session_key
        return found

    def leave(self, member: str) -> None:
        request = self.request("post")
        leave(request, member)
        self.key = request.session.session_key

    def give_back(self, member: str) -> None:
        request = self.request("post")
        links.give_back(request, member)
        self.key = request.session.session_key

    def offer(self, member: str, method: str = "post") -> str:
        code = devices.offer(self.request(method), member)
        return code.text if isinstance(code, devices.Code) else code.code

    def offer_return(self, member: str) -> str:
        code = devices.offer_return(self.request("post"), member)
        assert isinstance(code, devices.Code)
        return code.text

    def enter(self, typed: str, method: str = "post") -> str:
        request = self.request(method)
        found = devices.enter(request, typed)
        self.key = request.session.session_key
        return found.code if isinstance(found, Refusal) else found
