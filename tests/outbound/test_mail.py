"""A letter as it arrives: readable without colours, fetching nothing, naming nobody in its head, and bent by nothing that was typed."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest

from codev.groups.due import KINDS
from codev.outbound.mail import OWN, Letter, Unfit, fit, write
from codev.phrases import LANGUAGES, keys

from .postoffice import SENDER, text_of

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
VALUES = {
    **{"name": "Inès", "facilitator": "Odile", "group": "Les passeurs", "day": "jeudi 3 décembre", "date": "jeudi 3 décembre à 9 h"},
    **{
        "before": "mardi 1er",
        "place": "Salle 3",
        "duration": "1 h 30",
        "until": "lundi",
        "by": "Odile",
        "code": "AB12",
        "dates": "le 3\nle 9",
    },
    "erased_on": "mardi",
}
LINK, STOP = "https://codev.example/l/abc", "https://codev.example/r/def"


def letter(kind: str = "reminder", **changed: Any) -> EmailMessage:
    values = {"kind": kind, "language": "fr", "to": "ines@example.org", "values": VALUES, "link": LINK, "key": "k1", "stop": STOP}
    return write(Letter(**values | changed), SENDER, NOW)


def test_both_wordings_say_the_same_in_her_language() -> None:
    message = letter(language="fr-tu")
    for text in (text_of(message), text_of(message, "html")):
        assert "Bonjour Inès," in text
        assert "Prévois un endroit calme" in text
        assert LINK in text
    assert '<html lang="fr">' in text_of(message, "html")


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_kind_has_words_in_every_language(kind: str, language: str) -> None:
    message = letter(kind, language=language)
    assert LINK in text_of(message)
    assert "{" not in text_of(message) + message["Subject"]


def test_no_kind_has_words_that_nobody_owes() -> None:
    tables = {name for name in keys("mails") if name not in ("hello", "no_word", "stop", "calendar", "event", "moment")}
    assert tables == {*KINDS, OWN}  # her own words are sent at once, on her own page


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_head_names_neither_the_group_nor_a_person_B8(kind: str) -> None:
    """The mailbox may belong to an employer."""
    head = "\n".join(f"{name}: {value}" for name, value in letter(kind).items())
    assert [word for word in ("passeurs", "Odile", "Inès", "Salle") if word in head] == []


def test_nothing_is_fetched_when_it_is_opened() -> None:
    html = text_of(letter(), "html")
    assert re.findall(r"<(?!/?(?:html|head|meta|body|div|p|a)\b)[a-z]+", html) == []
    assert not re.search(r"\bsrc=|url\(|@import|<link", html)
    assert set(re.findall(r'href="([^"]+)"', html)) == {LINK, STOP}


def test_what_was_typed_is_text_in_the_letter() -> None:
    html = text_of(letter(values=VALUES | {"name": '<img src=x onerror="1">'}), "html")
    assert "&lt;img src=x" in html
    assert "<img" not in html


@pytest.mark.parametrize(
    "typed",
    [
        *("", "ines", "ines@", "@example.org", "ines@localhost", "a b@example.org", "a@b@example.org", "a,b@example.org", "a@b..org"),
        *("ines@example.org\r\nBcc: all@example.org", "<ines@example.org>", '"i n"@example.org', "i..n@example.org", "ines@-\x00.org"),
    ],
)
def test_what_is_no_address_gets_no_letter_and_bends_no_head(typed: str) -> None:
    with pytest.raises(Unfit):
        letter(to=typed)


def test_an_address_with_accents_goes_out_as_mail_servers_read_it() -> None:
    assert fit(" inès@café.example ") == "inès@xn--caf-dma.example"
    assert letter(to="ines@café.example")["To"] == "ines@xn--caf-dma.example"


def test_no_line_end_that_was_typed_reaches_the_head() -> None:
    with pytest.raises(ValueError, match=r"newline|linefeed"):
        letter(values=VALUES | {"day": "jeudi\r\nBcc: all@example.org"})


def test_programs_see_that_nobody_waits_for_an_answer_and_how_to_stop() -> None:
    message = letter()
    assert (message["Auto-Submitted"], message["Message-ID"]) == ("auto-generated", "<k1@codev.example>")
    assert (message["List-Unsubscribe"], message["List-Unsubscribe-Post"]) == (f"<{STOP}>", "List-Unsubscribe=One-Click")
    assert message["Date"].datetime == NOW


def test_a_sentence_whose_names_are_not_known_is_left_out() -> None:
    text = text_of(letter(values={**VALUES, "place": ""}))
    assert "Où" not in text
    assert "jeudi 3 décembre" in text


def test_an_appointment_is_spoken_of_where_there_is_one() -> None:
    with_it, without = letter("before_session", calendar=(b"BEGIN:VCALENDAR", "REQUEST")), letter("before_session")
    assert ["agenda" in text_of(message) for message in (with_it, without)] == [True, False]
