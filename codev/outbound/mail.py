"""A letter: plain text and HTML side by side, with nothing in it that is fetched from elsewhere, and nobody named in its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, Template

from codev.phrases import keys, say, tag
from codev.phrases.saying import wanted

# No quotes, no routes, no lists: an address that a person types, and nothing that a header could be bent with.
ADDRESS = re.compile(r"(?P<name>[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]{1,64})@(?P<host>[^\s@<>()\[\],;:\\\"_\x00-\x1f\x7f]{1,253})\Z")
LINK = "link"
OWN = "own_words"
"""What somebody asks for herself, of her own: the only letter that holds words, and one that nobody else can ask for."""


class Unfit(ValueError):
    """Nothing can be sent to what stands there as an address."""


@dataclass(frozen=True)
class Letter:
    """kind: a table `mails.<kind>` of the phrases, whose sentences are said in their order.

    values: what the sentences name, in words. link: the way in. stop: where reminders are turned off by one POST.
    calendar: an iCalendar file and its method, REQUEST or CANCEL. key: the same for every try of the same letter.
    """

    kind: str
    language: str
    to: str
    values: Mapping[str, str]
    link: str
    key: str
    stop: str = ""
    calendar: tuple[bytes, str] | None = field(default=None, repr=False)


class Line(NamedTuple):
    """A paragraph, or, with an address, a way to go."""

    text: str
    href: str = ""


def fit(typed: str) -> str:
    """The address as it goes into the head, its host in ASCII. Raises Unfit."""
    found = ADDRESS.match(typed.strip())
    try:
        host = found["host"].encode("idna").decode() if found else ""
    except UnicodeError:
        host = ""
    if not found or "." not in host or ".." in found["name"] or found["name"][0] == "." or found["name"][-1] == ".":
        raise Unfit("not an address that mail can be sent to")
    return f"{found['name']}@{host}"


def write(letter: Letter, sender: str, now: datetime) -> EmailMessage:
    """The message, ready to be handed over. Raises Unfit."""
    lines, small = tuple(body(letter)), tuple(foot(letter))
    message = EmailMessage()
    message["Subject"] = subject(letter)
    message["From"] = Address("codev", addr_spec=sender)
    message["To"] = fit(letter.to)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{letter.key}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.stop:
        message["List-Unsubscribe"] = f"<{letter.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(plain(lines, small))
    message.add_alternative(_page().render(lang=tag(letter.language), lines=lines, small=small), subtype="html")
    if letter.calendar:
        _attach(message, *letter.calendar)
    return message


def subject(letter: Letter) -> str:
    return say(f"mails.{letter.kind}.subject", letter.language, **letter.values)


def body(letter: Letter) -> Iterator[Line]:
    yield Line(say("mails.hello", letter.language, **letter.values))
    known = {name: value for name, value in letter.values.items() if value}
    unsaid = ("subject",) if letter.calendar else ("subject", "calendar")
    for name in keys(f"mails.{letter.kind}"):
        sentence = f"mails.{letter.kind}.{name}"
        if name not in unsaid and wanted(sentence, letter.language) <= known.keys():
            yield Line(say(sentence, letter.language, **known), letter.link if name == LINK else "")


def foot(letter: Letter) -> Iterator[Line]:
    if letter.kind != OWN:
        yield Line(say("mails.no_word", letter.language))
    if letter.stop:
        yield Line(say("mails.stop", letter.language), letter.stop)


def plain(lines: tuple[Line, ...], small: tuple[Line, ...]) -> str:
    return f"{_paragraphs(lines)}\n\n—\n{_paragraphs(small)}\n"


def _paragraphs(lines: tuple[Line, ...]) -> str:
    return "\n\n".join(f"{line.text}\n{line.href}" if line.href else line.text for line in lines)


def _attach(message: EmailMessage, calendar: bytes, method: str) -> None:
    """Once as a third wording, for programs that ask whether to come; once as a file, for those that only open files."""
    # Named parts, as RFC 6047 asks: a program that does not find the method beside the type ignores the invitation.
    invitation = EmailMessage()
    invitation.set_content(calendar.decode(), subtype="calendar", cte="base64")
    invitation.set_param("method", method)
    del invitation["MIME-Version"]
    message.attach(invitation)
    message.add_attachment(calendar, maintype="application", subtype="ics", filename="codev.ics")


@cache
def _page() -> Template:
    source = (files("codev.outbound") / "letter.html").read_text("utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)
