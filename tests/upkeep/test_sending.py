"""What becomes of a message: sent once, tried again, given up, or perhaps sent; and shown as what it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from codev.groups import due
from codev.groups.models import Due
from codev.groups.sealed import vault
from codev.outbound.post import Office
from codev.upkeep import claiming, sending
from tests.outbound.postoffice import SENDER, free_port, text_of

from .desk import START, Desk


def test_an_invitation_arrives_with_her_own_link(desk: Desk) -> None:
    desk.owe("Inès")
    assert (desk.send(), desk.states("Inès")) == (1, [(Due.SENT, "")])
    (message,) = desk.catcher.to("ines@example.org")
    assert "Odile t’invite" in text_of(message)
    assert "https://codev.example/l/" in text_of(message)


def test_what_was_sent_is_not_sent_again(desk: Desk) -> None:
    desk.owe("Inès")
    assert [desk.send() for _ in range(3)] == [1, 0, 0]


def test_a_crash_between_sending_and_saying_so_is_perhaps_sent_and_never_sent_twice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.owe("Inès")
    with monkeypatch.context() as crash:
        crash.setattr(sending, "settle", _killed)
        with pytest.raises(KeyboardInterrupt):
            desk.send()
    desk.now += claiming.LONGEST_TRY + timedelta(seconds=1)
    assert (desk.send(), desk.states("Inès"), len(desk.catcher.caught)) == (0, [(Due.PERHAPS, "")], 1)


def test_a_crash_before_sending_is_perhaps_sent_as_well(desk: Desk) -> None:
    """From outside the two can not be told apart."""
    desk.owe("Inès")
    assert claiming.claim(desk.now)
    desk.now += claiming.LONGEST_TRY + timedelta(seconds=1)
    assert (desk.send(), desk.states("Inès"), desk.catcher.caught) == (0, [(Due.PERHAPS, "")], [])


def test_a_server_that_hangs_up_after_the_message_leaves_it_perhaps_sent(desk: Desk) -> None:
    desk.owe("Inès")
    desk.catcher.after = "gone"
    desk.send()
    desk.catcher.after = "250 OK"
    desk.now += timedelta(days=1)
    assert (desk.send(), desk.states("Inès"), len(desk.catcher.caught)) == (0, [(Due.PERHAPS, "")], 1)


def test_a_broken_address_is_given_up_at_once_and_the_others_get_theirs(desk: Desk) -> None:
    desk.catcher.answers["ines@example.org"] = "550 5.1.1 no such box"
    for name in ("Inès", "Malik"):
        desk.owe(name)
    assert (desk.send(), desk.states("Inès"), desk.subjects("Malik") != []) == (1, [(Due.GIVEN_UP, "broken")], True)


def test_a_corrected_address_gets_what_the_broken_one_did_not(desk: Desk) -> None:
    desk.now = timezone.now()
    desk.catcher.answers["ines@example.org"] = "550 5.1.1 no such box"
    desk.owe("Inès")
    desk.send()
    desk.cast.people["Inès"].address = "ines@example.net"
    desk.cast.people["Inès"].save()
    due.address_mended(desk.cast.people["Inès"])
    assert (desk.send(), len(desk.catcher.to("ines@example.net"))) == (1, 1)


@pytest.mark.parametrize("address", ["", "ines", "ines@example.org\r\nBcc: all@example.org"])
def test_where_there_is_no_address_nothing_is_sent_and_it_shows(desk: Desk, address: str) -> None:
    desk.cast.people["Inès"].address = address
    desk.cast.people["Inès"].save()
    desk.owe("Inès")
    assert (desk.send(), desk.states("Inès")) == (0, [(Due.GIVEN_UP, "broken" if address else "no_address")])


def test_a_bad_moment_is_waited_out_with_pauses_that_grow(desk: Desk) -> None:
    desk.catcher.answers["ines@example.org"] = "450 try later"
    desk.owe("Inès")
    waits = []
    for _ in range(3):
        desk.send()
        row = Due.objects.get()
        waits.append((row.at - desk.now).total_seconds() / 60)
        desk.now = row.at
    desk.catcher.answers.clear()
    assert (waits, desk.send(), desk.states("Inès")) == ([5, 20, 60], 1, [(Due.SENT, "")])


def test_a_bad_moment_that_lasts_is_given_up_and_shown(desk: Desk) -> None:
    desk.catcher.answers["ines@example.org"] = "450 try later"
    desk.owe("Inès")
    for _ in range(20):
        desk.send()
        desk.now += timedelta(hours=12)
    assert desk.states("Inès") == [(Due.GIVEN_UP, "later")]


def test_a_mail_server_that_is_away_costs_one_try_a_round_and_loses_nothing(desk: Desk) -> None:
    at, desk.post = desk.post, Office("127.0.0.1", free_port(), "", "", "", SENDER)
    for name in ("Inès", "Malik", "Rose"):
        desk.owe(name)
    assert (desk.send(), sum(row.tries for row in Due.objects.all())) == (0, 1)
    desk.post, desk.now = at, desk.now + timedelta(minutes=5)
    assert (desk.send(), {row.state for row in Due.objects.all()}) == (3, {Due.SENT})


def test_what_comes_too_late_is_not_sent(desk: Desk) -> None:
    """A reminder of yesterday's session, after a night without a server."""
    desk.owe("Inès", "reminder", f"session:{desk.cast.here}", session=desk.cast.here)
    desk.now = START + timedelta(days=1)
    assert (desk.send(), desk.states("Inès")) == (0, [(Due.TOO_LATE, "")])


def test_an_erased_group_is_written_to_no_more(desk: Desk) -> None:
    desk.owe("Inès")
    vault().destroy(desk.cast.group.owner)
    assert (desk.send(), desk.states("Inès")) == (0, [(Due.WITHDRAWN, "")])


def test_without_a_mail_server_what_is_owed_stays(desk: Desk) -> None:
    desk.owe("Inès")
    assert (sending.send(None, "https://codev.example", lambda: desk.now), desk.states("Inès")) == (0, [(Due.WAITING, "")])


def test_a_message_that_can_not_be_written_holds_nobody_up(desk: Desk) -> None:
    desk.owe("Inès", "reminder", "session:x")  # it names no session
    desk.owe("Malik")
    assert (desk.send(), desk.states("Inès")) == (1, [(Due.WAITING, "unwritten")])


def test_a_stop_ends_a_round_between_two_letters(desk: Desk) -> None:
    for name in ("Inès", "Malik", "Rose"):
        desk.owe(name)
    sent = sending.send(desk.post, "https://codev.example", lambda: desk.now, lambda: len(desk.catcher.caught) == 1)
    assert (sent, sorted(row.state for row in Due.objects.all())) == (1, [Due.SENT, Due.WAITING, Due.WAITING])


def test_a_log_line_about_a_letter_holds_no_word_of_it(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.owe("Inès", "reminder", "session:x", before="Odile la discrète")
    desk.send()
    assert [word for word in ("Inès", "ines", "Odile", "passeurs") if word in caplog.text] == []
    assert "could not be written" in caplog.text


def test_nobody_elses_words_or_links_are_in_a_letter(desk: Desk) -> None:
    for name in ("Inès", "Malik"):
        desk.owe(name)
    desk.send()
    (message,) = desk.catcher.to("ines@example.org")
    assert "Malik" not in message.as_string()
    links = {word for word in text_of(message).split() if word.startswith("https://codev.example/l/")}
    assert len(links) == 1


def _killed(*_: Any) -> None:
    raise KeyboardInterrupt
