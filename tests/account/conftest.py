"""Somebody signs in: her mailbox, her browser, and an organisation that knows her."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from codev.groups.founding import add, found
from codev.groups.models import Member
from codev.outbound.post import office
from codev.people import links

ADDRESS = "ines@example.org"
POST = {"HTTP_ORIGIN": "http://127.0.0.1:8000", "HTTP_HOST": "127.0.0.1:8000", "content_type": "application/x-www-form-urlencoded"}


class Visitor:
    """A browser. `post` sends a form of ours and says where it leads."""

    def __init__(self) -> None:
        self.client = Client()

    def get(self, path: str, **headers: str):
        return self.client.get(path, HTTP_HOST="127.0.0.1:8000", HTTP_ACCEPT_LANGUAGE="en", **headers)

    def post(self, path: str, **fields: str):
        from urllib.parse import urlencode

        return self.client.post(path, urlencode({"csrfmiddlewaretoken": "x", **fields}), HTTP_ACCEPT_LANGUAGE="en", **POST)

    def makes_an_account(self, address: str = ADDRESS) -> Visitor:
        self.post("/account/new", email=address)
        assert self.post("/account/new/code", code=code()).headers["location"] == "/account"
        return self

    def signs_in(self, address: str = ADDRESS) -> Visitor:
        self.post("/account/sign-in", email=address)
        assert self.post("/account/sign-in/code", code=code()).headers["location"] == "/account"
        return self

    def opens(self, member: Member) -> Visitor:
        """Her personal link."""
        self.post(f"/l/{links.current(member.pk)}", key="0123456789")
        return self

    def reaches(self, member: Member) -> bool:
        return self.get(f"/m/{member.pk}/people").status_code == 200


def code() -> str:
    """From the last letter."""
    found = re.search(r": (\S+)$", mail.outbox[-1].body, re.M)
    assert found, mail.outbox[-1].body
    return found[1]


@pytest.fixture(autouse=True)
def mailbox(db: None, settings) -> None:
    settings.CODEV_POST = office("smtp://localhost", "codev@example.org")
    cache.clear()


@pytest.fixture
def visitor() -> Callable[[], Visitor]:
    return Visitor


@pytest.fixture
def ines() -> Member:
    return add(found("Les passeurs du mardi"), "Inès", is_facilitator=True)
