"""An organisation's sign-in, as OpenID Connect has it: a little server that says who somebody is."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar


class Organisation(ThreadingHTTPServer):
    """person: whom it says that it has just recognised."""

    person: ClassVar[dict[str, Any]] = {"sub": "7", "email": "ines@example.org", "email_verified": True}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def settings(self) -> dict[str, Any]:
        more = {"server_url": self.address, "fetch_userinfo": False, "oauth_pkce_enabled": True, "scope": ["openid"]}
        return {"provider_id": "organisation", "name": "École", "client_id": "codev", "secret": "s", "settings": more}


class Answer(BaseHTTPRequestHandler):
    server: Organisation

    def do_GET(self) -> None:
        at = self.server.address
        named = {name: f"{at}/{name}" for name in ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")}
        self._say({"issuer": at, **named})

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        who = {"iss": self.server.address, "aud": "codev", "exp": 9999999999, "iat": 0, **self.server.person}
        self._say({"access_token": "a", "token_type": "bearer", "id_token": f"{_part({'alg': 'none'})}.{_part(who)}."})

    def log_message(self, *_: Any) -> None:
        """Quiet."""

    def _say(self, what: dict[str, Any]) -> None:
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _part(what: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(what).encode()).rstrip(b"=").decode()


@contextmanager
def open_organisation() -> Iterator[Organisation]:
    server = Organisation(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
