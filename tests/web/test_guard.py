"""Every act comes from this login's own page, on this very site, small and plain."""

from __future__ import annotations

from urllib.parse import quote, quote_plus, unquote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codev.web import guard

COOKIE = "other=1; codev=abcdefghijklmnop"
HERE = "http://127.0.0.1:8000"
FORM = {
    "origin": HERE,
    "host": "127.0.0.1:8000",
    "sec-fetch-site": "same-origin",
    "content-type": guard.FORM,
    "cookie": COOKIE,
}


def body(**fields: str) -> bytes:
    return urlencode({"token": guard.token(COOKIE), **fields}).encode()


def check(sent: bytes | None = None, method: str = "POST", **changed: str) -> guard.Fields | guard.Fault:
    headers = {**FORM, **{name.replace("_", "-"): value for name, value in changed.items()}}
    return guard.check(guard.head(method, headers.get), body(do="ask_turn") if sent is None else sent)


def test_an_act_of_our_own_page_passes() -> None:
    assert check() == (("token", guard.token(COOKIE)), ("do", "ask_turn"))


FAULTS = {
    "read": ({"method": "GET"}, 405, "method"),
    "put": ({"method": "PUT"}, 405, "method"),
    "another site": ({"origin": "https://example.org"}, 403, "origin"),
    "no origin": ({"origin": ""}, 403, "origin"),
    "an opaque origin": ({"origin": "null"}, 403, "origin"),
    "the host's own word for it": ({"origin": "http://example.org", "host": "example.org"}, 403, "origin"),
    "https for http": ({"origin": "https://127.0.0.1:8000"}, 403, "origin"),
    "another port": ({"origin": "http://127.0.0.1:9000", "host": "127.0.0.1:9000"}, 403, "origin"),
    "a person's page to another person's host": ({"origin": "http://ines.localhost:8000", "host": "paul.localhost:8000"}, 403, "origin"),
    "a port that is none": ({"origin": "http://ines.localhost:99999", "host": "ines.localhost:99999"}, 403, "origin"),
    "a lookalike host": ({"origin": "http://ines.localhost.example:8000", "host": "ines.localhost.example:8000"}, 403, "origin"),
    "a browser that says so": ({"sec_fetch_site": "cross-site"}, 403, "origin"),
    "a neighbour": ({"sec_fetch_site": "same-site"}, 403, "origin"),
    "typed by hand": ({"sec_fetch_site": "none"}, 403, "origin"),
    "a file": ({"content_type": "multipart/form-data; boundary=x"}, 415, "type"),
    "json": ({"content_type": "application/json"}, 415, "type"),
    "nothing said": ({"content_type": ""}, 415, "type"),
    "announced too large": ({"content_length": str(guard.LARGEST + 1)}, 413, "size"),
}


@pytest.mark.parametrize(("changed", "status", "code"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_head_is_refused(changed: dict[str, str], status: int, code: str) -> None:
    assert check(**changed) == guard.Fault(status, code)


def test_a_body_that_grew_on_the_way_is_too_large() -> None:
    assert check(body(text="x" * guard.LARGEST)) == guard.Fault(413, "size")


@pytest.mark.parametrize("sent", [b"\xff\xfe=1", b"a=%FF", b"&".join(b"a=1" for _ in range(300))], ids=["bytes", "percent", "many"])
def test_what_is_no_form_is_refused(sent: bytes) -> None:
    assert check(sent) == guard.Fault(400, "form")


TOKENS = {"missing": b"do=ask_turn", "empty": b"token=", "wrong": b"token=AAAA", "accented": "token=é".encode()}


@pytest.mark.parametrize("sent", TOKENS.values(), ids=TOKENS)
def test_without_the_pages_token_nothing_is_done(sent: bytes) -> None:
    assert check(sent) == guard.Fault(403, "token")


def test_another_logins_token_is_not_ours() -> None:
    assert check(cookie="codev=somebodyelse12345") == guard.Fault(403, "token")


def test_nobody_has_no_token() -> None:
    assert check(b"token=" + guard.token("").encode(), cookie="") == guard.Fault(403, "token")


def test_browsers_that_do_not_say_the_site_are_judged_by_their_origin() -> None:
    assert not isinstance(check(sec_fetch_site=""), guard.Fault)


def test_in_the_demonstration_each_person_has_a_host_of_her_own() -> None:
    assert not isinstance(check(origin="http://ines.localhost:8000", host="ines.localhost:8000"), guard.Fault)


@pytest.mark.parametrize("host", ["codev.example", "ines.localhost"])
def test_on_a_public_address_nothing_else_is_ours(settings: object, host: str) -> None:
    settings.CODEV_URL = "https://codev.example"  # type: ignore[attr-defined]
    assert [guard.ours(f"{scheme}://{host}", host) for scheme in ("https", "http")] == [host == "codev.example", False]


def test_fields_arrive_cleaned() -> None:
    fields = check(body(text="e\u0301\x00\r\n\u202eb"))
    assert dict(fields)["text"] == "é\nb"  # type: ignore[arg-type]


WORDS = st.text(st.characters(exclude_categories=["Cs"]))


@given(WORDS)
def test_what_a_browser_escapes_is_read_as_it_was_typed(text: str) -> None:
    assert [guard.plain(way(text)) for way in (quote_plus, quote)] == [text, text]


@given(st.text(alphabet="%+&=\\uxN{}0aF\x00\n é"))
def test_what_nobody_escapes_so_is_read_as_the_library_reads_it_or_refused(text: str) -> None:
    try:
        read = guard.plain(text)
    except ValueError:
        return
    assert read == unquote_plus(text, errors="strict")


def test_a_form_of_too_many_fields_is_not_even_read() -> None:
    assert guard.read(b"a=1&" * guard.MOST_FIELDS) is None
    assert guard.read(b"&".join([b"a=1"] * guard.MOST_FIELDS)) is not None
