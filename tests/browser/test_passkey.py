"""Signing in as people do: a code from a real mail, then a passkey, and one's place is there on another device."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.outbound.postoffice import Catcher, running, text_of

from .house import House
from .people import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TABLES = {"kept": {"people": ["Odile", "Inès"]}}
A_KEY = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}


@pytest.fixture(scope="module")
def post() -> Catcher:
    return Catcher()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, post: Catcher) -> Iterator[House]:
    with running(post) as office:
        built = House(tmp_path_factory.mktemp("house") / "data", more={"CODEV_SMTP_URL": f"smtp://{office.host}:{office.port}"})
        built.seed(TABLES)
        built.start()
        yield built
        built.stop()
    assert "Traceback" not in built.errors


def test_a_code_then_a_passkey_and_her_place_is_on_her_phone(house, come, post):
    ines = come(next(row["link"] for row in house.tables["kept"] if row["name"] == "Inès"), "Inès", locale="fr").enter()
    at = ines.page.url.partition("/s/")[0]
    ines.page.goto(f"{at}/account/new")
    ines.page.locator("#email").fill("ines@example.org")
    ines.page.locator("main button.main").click()
    expect(ines.page.locator("#code")).to_be_visible()
    ines.page.locator("#code").fill(code(post))
    ines.page.locator("main button.main").click()
    ines.page.get_by_role("button", name="Garder ici").click()
    has_a_key(ines)
    ines.page.goto(f"{at}/account/passkeys/new")
    says_it_again(ines, post)
    ines.page.locator("main button.main").click()
    expect(ines.page.get_by_role("link", name="Retirer cette clé")).to_be_visible()
    ines.page.get_by_role("button", name="Se déconnecter").click()
    ines.page.goto(f"{at}/account/sign-in")
    ines.page.get_by_role("button", name="Entrer avec une clé d’accès").click()
    expect(ines.page.get_by_role("link", name="kept, Inès")).to_be_visible()


def test_her_phone_is_small_and_reads_it_all(house, come):
    odile = come(house.tables["kept"][0]["link"], "Odile", device=PHONE)
    for page in ("sign-in", "new"):
        odile.page.goto(f"http://p0.localhost:{house.port}/account/{page}")
        assert odile.scrolls_sideways() == 0
        expect(odile.page.locator("main button.main")).to_be_visible()


def says_it_again(person, post: Catcher) -> None:
    """Before a way in is changed, one more code."""
    person.page.locator("main button.main").click()
    expect(person.page.locator("#code")).to_be_visible()
    person.page.locator("#code").fill(code(post))
    person.page.locator("main button.main").click()
    expect(person.page.locator("form[data-passkey]")).to_be_visible()


def code(post: Catcher) -> str:
    letter = post.to("ines@example.org")[-1]
    found = re.search(r":\s(\S+)\s*$", text_of(letter), re.M)
    assert found, text_of(letter)
    return found[1]


def has_a_key(person) -> None:
    line = person.context.new_cdp_session(person.page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": {**A_KEY, "automaticPresenceSimulation": True}})
