"""A code by mail lets her in; nobody learns from these pages who has an account."""

from __future__ import annotations

from django.core import mail
from django.core.cache import cache

from codev.people.models import Account

from .conftest import ADDRESS, code


def test_an_account_is_made_with_a_code_and_no_password(visitor) -> None:
    page = visitor().makes_an_account().get("/account")
    assert (page.status_code, ADDRESS in page.content.decode()) == (200, True)
    assert not Account.objects.get(address=ADDRESS).has_usable_password()


def test_she_comes_back_with_another_code(visitor) -> None:
    visitor().makes_an_account()
    assert visitor().signs_in().get("/account").status_code == 200


def test_a_wrong_code_says_so_and_keeps_its_page(visitor) -> None:
    visitor().makes_an_account()
    browser = visitor()
    browser.post("/account/sign-in", email=ADDRESS)
    answer = browser.post("/account/sign-in/code", code="AAAAAA")
    assert (answer.status_code, "Incorrect code" in answer.content.decode()) == (422, True)


def test_after_three_wrong_codes_the_right_one_opens_nothing(visitor) -> None:
    visitor().makes_an_account()
    browser = visitor()
    browser.post("/account/sign-in", email=ADDRESS)
    right = code()
    for _ in range(3):
        browser.post("/account/sign-in/code", code="AAAAAA")
    browser.post("/account/sign-in/code", code=right)
    assert browser.get("/account").status_code == 302


def test_codes_are_not_sent_without_end(visitor) -> None:
    visitor().makes_an_account()
    statuses = {visitor().post("/account/sign-in", email=ADDRESS).status_code for _ in range(9)}
    assert (statuses, len(mail.outbox)) == ({302, 422}, 4)


def test_nobody_tries_one_address_after_another(visitor) -> None:
    answers = [visitor().post("/account/new", email=f"{n}@example.org") for n in range(21)]
    assert (answers[-1].status_code, "A little patience" in answers[-1].content.decode()) == (429, True)


def test_a_stranger_learns_nothing_about_who_has_an_account(visitor) -> None:
    visitor().makes_an_account()
    for way in ("/account/sign-in", "/account/new"):
        cache.clear()
        known, unknown = (visitor().post(way, email=address) for address in (ADDRESS, "nobody@example.org"))
        assert (known.status_code, known.headers["location"]) == (unknown.status_code, unknown.headers["location"])


def test_what_is_no_address_is_refused_and_stays_in_the_form(visitor) -> None:
    answer = visitor().post("/account/sign-in", email='"><script>')
    assert (answer.status_code, "&gt;&lt;script&gt;" in answer.content.decode()) == (422, True)


def test_a_letter_names_neither_a_group_nor_a_place(visitor, ines) -> None:
    visitor().opens(ines).makes_an_account()
    letter = mail.outbox[-1]
    assert [word for word in ("Inès", "passeurs", "/l/", "/m/") if word in letter.body + letter.subject] == []


def test_without_a_mail_server_the_page_says_that_a_link_is_enough(visitor, settings) -> None:
    settings.CODEV_POST = None
    answers = (visitor().get("/account/sign-in"), visitor().post("/account/sign-in", email=ADDRESS), visitor().get("/account/new"))
    assert [answer.status_code for answer in answers] == [200, 503, 200]
    assert all("sends no mail" in answer.content.decode() for answer in answers)


def test_a_mail_server_that_is_away_is_told_and_nothing_breaks(visitor, settings) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 9
    answer = visitor().post("/account/new", email=ADDRESS)
    assert (answer.status_code, "was not sent" in answer.content.decode()) == (503, True)


def test_after_signing_in_nobody_is_led_elsewhere(visitor) -> None:
    visitor().makes_an_account()
    browser = visitor()
    browser.post("/account/sign-in?next=https://evil.example/", email=ADDRESS, next="https://evil.example/")
    assert browser.post("/account/sign-in/code", code=code(), next="https://evil.example/").headers["location"] == "/account"
