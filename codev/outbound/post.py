"""The post office: one mail server, named by one address; what became of a message once it was handed over.

smtps://user:password@mail.example.org        TLS from the first byte (465)
smtp://user:password@mail.example.org         STARTTLS, and nothing without it (587)
smtp://localhost                              a server on this machine, in clear (25)
smtp+plain://mail.internal                    in clear to another machine, where the network is one's own (25)
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from enum import StrEnum
from urllib.parse import unquote, urlsplit

PATIENCE = 20  # seconds for each answer of the server
PORTS = {"smtps": 465, "smtp": 587, "smtp+plain": 25}
HERE = ("localhost", "127.0.0.1", "::1")
SHAPE = "smtps://user:password@host, smtp://… or smtp+plain://…, with :port if need be; in a password / is %2F, @ is %40, # is %23"
REFUSAL, PERMANENT = 400, 500  # what an SMTP answer begins to say


@dataclass(frozen=True, repr=False)
class Office:
    """secure: tls, starttls, or empty for a connection in clear. `sender`: the address that all mails come from."""

    host: str
    port: int
    secure: str
    user: str
    password: str
    sender: str


class Fate(StrEnum):
    """broken: the address takes no mail. refused: the server will never take this message. later: not now.

    perhaps: the connection broke after the message was on its way, so that nobody knows.
    """

    SENT = "sent"
    LATER = "later"
    BROKEN = "broken"
    REFUSED = "refused"
    PERHAPS = "perhaps"


class Away(Exception):
    """The mail server does not answer, or does not let us in. `why`: silent, login, certificate or unlocked."""

    def __init__(self, why: str = "silent") -> None:
        super().__init__(why)
        self.why = why


def office(url: str, sender: str) -> Office:
    """Raises ValueError, whose words hold no password."""
    address = urlsplit(url)
    if address.scheme not in PORTS or not address.hostname or address.path.strip("/") or address.query or address.fragment:
        raise ValueError(f"CODEV_SMTP_URL is written {SHAPE}")
    try:
        given = address.port
    except ValueError:
        raise ValueError(f"The port in CODEV_SMTP_URL is a number up to 65535; it is written {SHAPE}") from None
    if "@" not in sender.strip("@"):
        raise ValueError("CODEV_MAIL_FROM is the address from which mail leaves, as codev@example.org")
    clear = address.scheme == "smtp+plain" or (address.scheme == "smtp" and address.hostname in HERE)
    port = given or (PORTS["smtp+plain"] if clear else PORTS[address.scheme])
    secure = "" if clear else ("tls" if address.scheme == "smtps" else "starttls")
    return Office(address.hostname, port, secure, unquote(address.username or ""), unquote(address.password or ""), sender)


@contextmanager
def counter(at: Office) -> Iterator[smtplib.SMTP]:
    """An open connection, let in where a password is asked. Raises Away."""
    try:
        server = _enter(at)
    except (OSError, smtplib.SMTPException) as error:
        raise Away(_why(error)) from None
    try:
        yield server
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()


def _why(error: Exception) -> str:
    """unlocked: it offers no STARTTLS, or no login. What the server itself said is left out: it may quote the name we gave."""
    kinds = {
        smtplib.SMTPAuthenticationError: "login",
        ssl.SSLCertVerificationError: "certificate",
        smtplib.SMTPNotSupportedError: "unlocked",
    }
    return next((why for kind, why in kinds.items() if isinstance(error, kind)), "silent")


def _enter(at: Office) -> smtplib.SMTP:
    trust = ssl.create_default_context()
    if at.secure == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(at.host, at.port, timeout=PATIENCE, context=trust)
    else:
        server = smtplib.SMTP(at.host, at.port, timeout=PATIENCE)
    try:
        if at.secure == "starttls":
            server.starttls(context=trust)
        if at.user:
            server.login(at.user, at.password)
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def hand_over(server: smtplib.SMTP, message: EmailMessage, sender: str, to: str) -> Fate:
    """One message to one address. Raises Away where the server went away before anything was handed over."""
    foreign = not to.isascii()
    if foreign and not server.has_extn("smtputf8"):
        return Fate.BROKEN
    try:
        fate = _envelope(server, sender, to, ["SMTPUTF8"] if foreign else [])
    except (OSError, smtplib.SMTPException):
        raise Away from None
    return fate or _content(server, message.as_bytes(policy=SMTPUTF8 if foreign else SMTP))


def _envelope(server: smtplib.SMTP, sender: str, to: str, options: list[str]) -> Fate | None:
    code, _ = server.mail(sender, options)
    if code >= REFUSAL:
        server.rset()
        return Fate.LATER
    code, _ = server.rcpt(to)
    if code >= REFUSAL:
        server.rset()
        return Fate.BROKEN if code >= PERMANENT else Fate.LATER
    return None


def _content(server: smtplib.SMTP, content: bytes) -> Fate:
    try:
        code, _ = server.data(content)
    except smtplib.SMTPDataError as refusal:
        code = refusal.smtp_code
    except (OSError, smtplib.SMTPException):
        return Fate.PERHAPS
    if code < REFUSAL:
        return Fate.SENT
    return Fate.REFUSED if code >= PERMANENT else Fate.LATER
