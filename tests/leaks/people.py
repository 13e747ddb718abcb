"""One person of the leak test, with a browser of hers: all that reaches her is kept."""

from __future__ import annotations

import http.client
import json
import re
import secrets
import threading
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit


@dataclass
class Person:
    """heard: every byte of every answer and of the open stream, headers included."""

    name: str
    url: str
    member: str
    session: str
    link: str
    cookies: dict[str, str] = field(default_factory=dict)
    heard: list[bytes] = field(default_factory=list)
    token: str = ""
    listening: threading.Thread | None = None

    @property
    def place(self) -> str:
        return f"/s/{self.session}/1/{self.member}"

    def come_in(self) -> None:
        page = self.get(f"/l/{self.link}")
        self.form(f"/l/{self.link}", page, key=secrets.token_hex(8))
        page = self.get(f"{self.place}/door")
        self.form(f"{self.place}/door", page, name="", charter="1")
        self.get(self.place)
        self.listening = threading.Thread(target=self._listen, daemon=True)
        self.listening.start()

    def do(self, what: str, **fields: str) -> int:
        """An act by the live route. Returns the status."""
        self.token = json.loads(self.get(f"{self.place}/parts"))["token"]
        prefix = what.partition("?")[0]
        sent = {"token": self.token, "key": secrets.token_hex(8), "do": what, **{f"{prefix}.{name}": text for name, text in fields.items()}}
        return self.ask("POST", f"{self.place}/act", urlencode(sent), accept="application/json")[0]

    def look(self) -> str:
        return self.get(f"{self.place}/parts")

    def get(self, path: str) -> str:
        return self.ask("GET", path)[1]

    def form(self, path: str, page: str, **fields: str) -> tuple[int, str]:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert found, f"{self.name}: no form on {path}"
        return self.ask("POST", path, urlencode({"csrfmiddlewaretoken": found[1], **fields}))

    def ask(self, method: str, path: str, body: str = "", accept: str = "text/html") -> tuple[int, str]:
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=20)
        connection.request(method, path, body.encode() or None, self._headers(method, accept))
        answer = connection.getresponse()
        said = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        self.heard += [repr(answer.getheaders()).encode(), said]
        connection.close()
        return answer.status, said.decode("utf8", "replace")

    def _headers(self, method: str, accept: str) -> dict[str, str]:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Accept": accept,
            "Accept-Language": "en",
        }
        if method == "POST":
            headers |= {"Origin": self.url, "Content-Type": "application/x-www-form-urlencoded"}
        return headers

    def _listen(self) -> None:
        with closing(http.client.HTTPConnection(urlsplit(self.url).netloc)) as connection:
            connection.request("GET", f"{self.place}/live", headers=self._headers("GET", "text/event-stream"))
            with connection.getresponse() as answer:
                while piece := answer.read1(65536):
                    self.heard.append(piece)
