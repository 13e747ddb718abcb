"""What becomes of a message that is handed over to a real mail server."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage

import pytest

from codev.outbound import post
from codev.outbound.post import Away, Fate, Office, counter, hand_over, office

from .postoffice import SENDER, Catcher, free_port, running


def sent(catcher: Catcher, to: str = "ines@example.org") -> Fate:
    message = EmailMessage()
    message["Subject"], message["To"] = "Rappel : séance", to
    message.set_content("Bonjour Inès")
    with running(catcher) as at, counter(at) as server:
        return hand_over(server, message, SENDER, to)


def test_a_message_arrives_as_it_was_written() -> None:
    catcher = Catcher()
    assert sent(catcher) == Fate.SENT
    ((to, message),) = catcher.caught
    assert (to, message["Subject"], message.get_content().strip()) == ("ines@example.org", "Rappel : séance", "Bonjour Inès")


@pytest.mark.parametrize(
    ("answer", "fate"), [("550 no such box", Fate.BROKEN), ("450 try later", Fate.LATER), ("452 box is full", Fate.LATER)]
)
def test_an_address_that_takes_no_mail_is_told_from_a_bad_moment(answer: str, fate: Fate) -> None:
    assert sent(Catcher(answers={"ines@example.org": answer})) == fate


@pytest.mark.parametrize(("after", "fate"), [("554 not this", Fate.REFUSED), ("451 later", Fate.LATER), ("gone", Fate.PERHAPS)])
def test_what_is_said_after_the_message_decides_and_silence_is_perhaps(after: str, fate: Fate) -> None:
    assert sent(Catcher(after=after)) == fate


def test_one_refused_address_does_not_keep_the_next_from_hers() -> None:
    catcher = Catcher(answers={"broken@example.org": "550 no such box"})
    message = EmailMessage()
    message.set_content("Bonjour")
    with running(catcher) as at, counter(at) as server:
        fates = [hand_over(server, message, SENDER, to) for to in ("broken@example.org", "ines@example.org")]
    assert fates == [Fate.BROKEN, Fate.SENT]


def test_an_address_with_accents_reaches_a_server_that_takes_them() -> None:
    catcher = Catcher()
    assert (sent(catcher, "inès@example.org"), catcher.caught[0][0]) == (Fate.SENT, "inès@example.org")


def test_a_server_that_is_not_there_is_away() -> None:
    with pytest.raises(Away), counter(Office("127.0.0.1", free_port(), "", "", "", SENDER)):
        pass


@pytest.mark.parametrize(
    ("met", "why"),
    [
        (smtplib.SMTPAuthenticationError(535, b"5.7.8 no me@example.org here"), "login"),
        (ssl.SSLCertVerificationError("self-signed certificate"), "certificate"),
        (smtplib.SMTPServerDisconnected(), "silent"),
        (TimeoutError(), "silent"),
    ],
)
def test_why_nobody_was_let_in_is_told_apart_and_without_the_servers_own_words(
    met: Exception, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def enter(at: Office) -> None:
        raise met

    monkeypatch.setattr(post, "_enter", enter)
    with pytest.raises(Away) as away, counter(Office("127.0.0.1", 1, "", "", "", SENDER)):
        pass
    assert (away.value.why, away.value.args) == (why, (why,))


def test_without_the_lock_that_was_asked_for_nothing_is_sent() -> None:
    """A server that offers no STARTTLS, or somebody on the way who takes the offer out."""
    with running(Catcher()) as at, pytest.raises(Away), counter(Office(at.host, at.port, "starttls", "", "", SENDER)):
        pass


@pytest.mark.parametrize(
    ("url", "host", "port", "secure"),
    [
        ("smtps://u:p@mail.example.org", "mail.example.org", 465, "tls"),
        ("smtp://u:p@mail.example.org", "mail.example.org", 587, "starttls"),
        ("smtp://mail.example.org:2525", "mail.example.org", 2525, "starttls"),
        ("smtp://localhost", "localhost", 25, ""),
        ("smtp+plain://mail.internal", "mail.internal", 25, ""),
    ],
)
def test_one_address_says_where_and_how_securely(url: str, host: str, port: int, secure: str) -> None:
    found = office(url, SENDER)
    assert (found.host, found.port, found.secure) == (host, port, secure)


def test_a_name_and_a_password_may_hold_any_sign() -> None:
    found = office("smtps://ines%40example.org:p%2Fss@mail.example.org", SENDER)
    assert (found.user, found.password) == ("ines@example.org", "p/ss")
    assert "p/ss" not in repr(found)


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtps://u:secret@",
        "smtps://u:secret@mail.example.org:abc",
        "smtps://u:secret@mail.example.org:99999",
        "smtps://u:secret@2/4@mail.example.org",
        "smtps://u:secret#4@mail.example.org",
    ],
)
def test_an_address_that_is_none_is_said_at_the_start_and_without_its_password(url: str) -> None:
    with pytest.raises(ValueError, match="CODEV_SMTP_URL") as raised:
        office(url, SENDER)
    assert "secret" not in str(raised.value)


def test_a_sender_that_is_no_address_is_said_at_the_start() -> None:
    with pytest.raises(ValueError, match="CODEV_MAIL_FROM"):
        office("smtp://localhost", "codev")
