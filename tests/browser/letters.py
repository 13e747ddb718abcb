"""What arrives in somebody's mailbox; and somebody who needs no screen: she reads pages and sends their forms."""

from __future__ import annotations

import re
import time
from datetime import datetime
from email.message import EmailMessage

import vobject
from playwright.sync_api import Browser

from tests.outbound.postoffice import Catcher, calendar_of, text_of

LINK = re.compile(r"https?://\S+/l/\S+")
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
PATIENCE = 20


class Mailbox:
    """One address. Each letter is read once, in the order in which they came."""

    def __init__(self, catcher: Catcher, address: str) -> None:
        self.catcher, self.address, self._read = catcher, address, 0

    def opens(self) -> EmailMessage:
        """The one letter that has come since; the server's own tick may be about to bring it."""
        end = time.monotonic() + PATIENCE
        while len(self.catcher.to(self.address)) == self._read and time.monotonic() < end:
            time.sleep(0.1)
        fresh = self.catcher.to(self.address)[self._read :]
        assert len(fresh) == 1, [str(letter["Subject"]) for letter in fresh]
        self._read += 1
        return fresh[0]

    def link(self) -> str:
        """Where that letter leads, in plain text and in HTML alike."""
        letter = self.opens()
        (found,) = LINK.findall(text_of(letter))
        assert found in text_of(letter, "html")
        return str(found)


def starts(letter: EmailMessage) -> list[datetime]:
    """Of the appointments that came with it, as another library reads them than the one that wrote them."""
    return sorted(entry.dtstart.value for entry in vobject.readOne(calendar_of(letter)).vevent_list)


class Correspondent:
    """`at`: the page that she has before her."""

    def __init__(self, browser: Browser, name: str) -> None:
        self.name, self.at, self.home = name, "", ""
        self.context = browser.new_context()

    def reads(self, url: str) -> str:
        answer = self.context.request.get(url)
        assert answer.ok, f"{self.name}: {url}: {answer.status}"
        self.at = answer.url
        return str(answer.text())

    def sends(self, url: str, **fields: str) -> str:
        """The form of that page, with these fields. Returns the page that comes of it."""
        form = dict(HIDDEN.findall(self.reads(url))) | fields
        origin = "/".join(self.at.split("/")[:3])
        answer = self.context.request.post(self.at, form=form, headers={"Origin": origin, "Referer": self.at})
        assert answer.ok, f"{self.name}: {url}: {answer.status}"
        self.at = answer.url
        return str(answer.text())

    def leave(self) -> None:
        self.context.close()
