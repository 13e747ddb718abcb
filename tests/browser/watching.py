"""What no page of ours may ever do: complain on the console, break its own policy, ask anybody else for anything."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, CDPSession, ConsoleMessage, Error, Page, Request, WebError

OURS = re.compile(r"(127\.0\.0\.1|localhost|[a-z0-9-]+\.localhost)\Z")
SAYS_VIOLATIONS = """document.addEventListener("securitypolicyviolation",
  (e) => console.error(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`))"""
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of (422 |4\d\d .*/act\b)")
ALIKE = "/wall/waiting"
"""Asked by an empty wall, which goes on as soon as it is answered: a code and a yes, and no words."""
CUT_OFF = re.compile(r"net::ERR_|Failed to load resource|EventSource")


class Watch:
    """complaints: whatever went wrong. heard: all that reached her from the network, pages and events alike.

    forgiving: while her connection is cut on purpose, the browser itself complains. It notes a refused act, and a form that comes back.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        self.forgiving = self.ended = False
        self._heard: list[str] = []
        self._missed: list[str] = []
        self._lines: list[CDPSession] = []
        self._context = context
        context.add_init_script(SAYS_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfinished", self._finished)
        context.on("page", self._page)

    def heard(self) -> str:
        """Every byte that her browser was sent: the events of the stream, and the body of every other answer."""
        assert not self._missed, f"not overheard: {self._missed}"
        return "\n".join(self._heard)

    def _page(self, page: Page) -> None:
        line = self._context.new_cdp_session(page)
        line.on("Network.eventSourceMessageReceived", lambda event: self._heard.append(str(event["data"])))
        line.send("Network.enable")
        self._lines.append(line)

    def _console(self, message: ConsoleMessage) -> None:
        said = f"{message.text} {message.location.get('url', '')}"
        forgiven = REFUSED.search(said) or (self.forgiving and CUT_OFF.search(said))
        if message.type in ("error", "assert") and not forgiven:
            self.complaints.append(said)

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"{error.error}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and not OURS.match(address.hostname or ""):
            self.complaints.append(f"asked {request.url}")

    def _finished(self, request: Request) -> None:
        """Files are the same for everyone; the events of a stream are heard one by one."""
        answer = request.response()
        alike = request.url.endswith(ALIKE) or "/static/" in request.url or request.method == "HEAD"
        if answer and answer.status == 200 and not alike and "event-stream" not in answer.headers["content-type"]:
            try:
                self._heard.append(answer.text())
            except Error:  # the page has gone on before its bytes were read
                self._missed.append(request.url)
