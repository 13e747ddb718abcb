"""What is asked of every act before it is read: where it comes from, what form it has, and that the page was this login's own.

One `check` for both routes (the live room and the page without a script); `check_head` alone for the other forms,
where Django's own token takes the place of ours.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_plus

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from codev.people.browsers import session_key

from .text import clean

LARGEST = 64 * 1024
MOST_FIELDS = 200
LONGEST_HOST = 260
FORM = "application/x-www-form-urlencoded"
WITH_FILE = "multipart/form-data"
PURPOSE = b"codev form token 1\0"
LOCAL = re.compile(r"(localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]{1,63}\.localhost)(?P<port>:\d{1,5})?\Z")

Fields = tuple[tuple[str, str], ...]


class Head(NamedTuple):
    """What the headers say; empty where they are silent."""

    method: str
    origin: str
    host: str
    site: str
    kind: str
    length: str
    cookie: str


HEADERS = ("origin", "host", "sec-fetch-site", "content-type", "content-length", "cookie")


class Fault(NamedTuple):
    """status: of the answer. code: its words are `guard.<code>` in the phrases."""

    status: int
    code: str


def head(method: str, header: Callable[[str], str | None]) -> Head:
    return Head(method, *[header(name) or "" for name in HEADERS])


def check(asked: Head, body: bytes) -> Fields | Fault:
    """The cleaned fields of a form that this login's own page sent."""
    return check_head(asked) or check_body(asked, body)


def check_body(asked: Head, body: bytes) -> Fields | Fault:
    """The same once `check_head` found no fault."""
    if len(body) > LARGEST:
        return Fault(413, "size")
    fields = read(body)
    if fields is None:
        return Fault(400, "form")
    given = next((value for name, value in fields if name == "token"), "")
    return fields if fits(given, asked.cookie) else Fault(403, "token")


def check_head(asked: Head, kinds: tuple[str, ...] = (FORM,)) -> Fault | None:
    if asked.method != "POST":
        return Fault(405, "method")
    if not ours(asked.origin, asked.host) or asked.site not in ("", "same-origin"):
        return Fault(403, "origin")
    if asked.kind.partition(";")[0].strip().lower() not in kinds:
        return Fault(415, "type")
    if asked.length and not asked.length.isdecimal():
        return Fault(400, "form")
    if asked.length and int(asked.length) > LARGEST:
        return Fault(413, "size")
    return None


def ours(origin: str, host: str) -> bool:
    """The public address; on this machine also the host of each person of the demonstration, asked for under its own name."""
    if origin == settings.CODEV_URL:
        return True
    scheme, _, public = settings.CODEV_URL.partition("://")
    here, theirs = LOCAL.match(public), LOCAL.match(host)
    if scheme != "http" or here is None or theirs is None:
        return False
    return origin == f"http://{host}" and here["port"] == theirs["port"]


def is_our_host(host: bytes) -> bool:
    """Whether Django would serve pages to it; asked where Django is not. host: as the header has it."""
    return len(host) <= LONGEST_HOST and _is_among(host, tuple(settings.ALLOWED_HOSTS))


@lru_cache(maxsize=512)
def _is_among(host: bytes, allowed: tuple[str, ...]) -> bool:
    domain, _ = split_domain_port(host.decode("latin-1"))
    return bool(domain) and validate_host(domain, allowed)


def token(cookie: str) -> str:
    """What this login's pages send along with every act."""
    return _token(session_key(cookie), settings.SECRET_KEY)


@lru_cache(maxsize=4096)
def _token(login: str, key: str) -> str:
    secret = hashlib.sha256(PURPOSE + key.encode()).digest()
    return urlsafe_b64encode(hmac.digest(secret, login.encode(), "sha256")[:24]).decode()


def fits(given: str, cookie: str) -> bool:
    return session_key(cookie) != "" and hmac.compare_digest(given.encode(), token(cookie).encode())


def read(body: bytes) -> Fields | None:
    """None: not a form."""
    if body.count(b"&") >= MOST_FIELDS:
        return None
    try:
        pairs = [pair.partition("=") for pair in body.decode().split("&") if pair]
        return tuple([(name if name.isalnum() and name.isascii() else plain(name), clean(plain(value))) for name, _, value in pairs])
    except ValueError:
        return None


def plain(text: str) -> str:
    """What stands in a form as `text`. Raises ValueError.

    To Python %C3 is \\xC3, and undone in one go: a third of the time that `unquote_plus` takes for a French sentence.
    """
    if not text.isascii():  # no browser sends it so
        return unquote_plus(text, errors="strict")
    text = text.replace("+", " ")
    if "%" in text:
        text = text.replace("\\", "\\\\").replace("%", "\\x").encode().decode("unicode_escape").encode("latin-1").decode()
    return text
