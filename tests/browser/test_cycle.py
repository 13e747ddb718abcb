"""From the empty server to the second session's follow-up: one group, as it lives; nobody but its people does anything."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.outbound.postoffice import Catcher, running, text_of

from .circle import Circle
from .house import House
from .letters import Correspondent, Mailbox, starts
from .people import LAPTOP, PHONE
from .table import Table

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MEMBERS = {"Inès": "ines@example.org", "Malik": "malik@example.org", "Solène": "solene@example.org", "Thomas": "thomas@example.org"}
FACILITATOR = "claire@example.org"
PARIS = ZoneInfo("Europe/Paris")
FIRST = datetime.now(PARIS).replace(hour=18, minute=0, second=0, microsecond=0) + timedelta(days=12)
OFFERED = [FIRST + timedelta(weeks=4 * number) for number in range(5)]
SUBJECT = "Comment prendre ma place de responsable ?"
ACTIONS = (("Écrire à chacun", "lundi"), ("En parler en réunion", "jeudi"), ("Relire mon courrier", "chaque matin"))
YES, IF_NEED_BE, NO = range(3)


@pytest.fixture(scope="module")
def catcher() -> Catcher:
    return Catcher()


@pytest.fixture(scope="module")
def house(catcher, tmp_path_factory):
    with running(catcher) as office:
        built = House(tmp_path_factory.mktemp("house") / "data", more={"CODEV_SMTP_URL": f"smtp://127.0.0.1:{office.port}"})
        built.start()
        yield built
        built.stop()
    assert "Traceback" not in built.errors


@pytest.fixture
def circle(house, catcher, chromium, come):
    devices = {"Claire": PHONE, "Inès": PHONE, "Malik": LAPTOP}
    people = {name: come(house.url, name, device=device, locale="fr-FR") for name, device in devices.items()}
    by_letter = tuple(Correspondent(chromium, name) for name in ("Solène", "Thomas"))
    post = {name: Mailbox(catcher, address) for name, address in {"Claire": FACILITATOR, **MEMBERS}.items()}
    yield Circle(house, people, by_letter, post)
    for one in by_letter:
        one.leave()


def test_a_group_lives_from_the_empty_server_to_the_second_follow_up(circle, catcher):
    """B3 to B9, B16, P12, S5, S8."""
    chapters = (found, invite, say_yes, ask_for_dates, answer, choose, prepare, be_reminded, live, look_back, tell_what_was_done)
    for chapter in chapters:
        chapter(circle)
    told = [text_of(letter, kind) for _, letter in catcher.caught for kind in ("plain", "html")]
    words = (SUBJECT, *(text for text, _ in ACTIONS))
    assert [(word, text) for text in told for word in words if word in text] == []


def found(circle: Circle) -> None:
    page = circle["Claire"].page
    page.goto(f"{circle.house.url}/new")
    for name, text in {"name": "Les jeudis", "founder": "Claire", "address": FACILITATOR}.items():
        page.fill(f"#{name}", text)
    page.fill("#people", "\n".join(f"{name}\t{address}" for name, address in MEMBERS.items()))
    page.locator("form.asked button.main").click()
    expect(page.locator(".code")).to_be_visible()
    assert circle["Claire"].scrolls_sideways() == 0


def invite(circle: Circle) -> None:
    page = circle["Claire"].page
    page.locator("a.button.main").click()
    circle.homes["Claire"] = page.url.removesuffix("/links")
    page.locator("form button.main").click()
    expect(page.locator("[role=status]")).to_be_visible()
    circle.house.later()


def say_yes(circle: Circle) -> None:
    """Each through the link in her own mail."""
    for name in ("Inès", "Malik"):
        page = circle[name].page
        page.goto(circle.post[name].link())
        page.locator("button[value=yes]").click()
        page.wait_for_url("**/m/*")
        circle.homes[name] = page.url
    for one in circle.by_letter:
        one.sends(circle.post[one.name].link(), answer="yes", name=one.name)
        circle.homes[one.name] = one.at


def ask_for_dates(circle: Circle) -> None:
    """Five dates for four sessions. Her home says that dates come next."""
    page = circle.goes_home("Claire").page
    page.locator(".steps a.main").click()
    for name, text in {"first": FIRST.date().isoformat(), "hour": "18:00", "sessions": "5"}.items():
        page.fill(f"#{name}", text)
    page.locator("button[value=propose]").click()
    page.fill("#sessions", "4")
    page.locator("button[value=ask]").click()
    expect(page.locator("#answers fieldset")).to_have_count(5)
    circle.house.later()


def answer(circle: Circle) -> None:
    """Inès misses the third date; Malik comes to the first if need be."""
    circle["Claire"].page.goto(f"{circle.homes['Claire']}/poll")
    circle.post["Claire"].opens()
    for name in ("Inès", "Malik"):
        circle[name].page.goto(circle.post[name].link())
    says(circle, "Claire", YES, YES, YES, YES, YES)
    says(circle, "Inès", YES, YES, NO, YES, YES)
    says(circle, "Malik", IF_NEED_BE, YES, YES, YES, YES)
    for one in circle.by_letter:
        page = one.reads(circle.post[one.name].link())
        one.sends(one.at, do="answer", **dict.fromkeys(re.findall(r'name="(a-[^"]+)"', page), "yes"))


def says(circle: Circle, name: str, *answers: int) -> None:
    page = circle[name].page
    for slot, said in zip(page.locator("#answers fieldset").all(), answers, strict=True):
        slot.locator("label").nth(said).click()
    page.locator("button[value=answer]").click()
    expect(page.locator("[role=status]")).to_be_visible()


def choose(circle: Circle) -> None:
    """All have answered, so her home leads to the best dates; everybody has them in her calendar."""
    page = circle.goes_home("Claire").page
    page.locator("a.button.main").click()
    page.locator(".offer button").first.click()
    expect(page.locator(".meetings > li")).to_have_count(4)
    circle.house.later()
    circle.dates = [OFFERED[0], OFFERED[1], OFFERED[3], OFFERED[4]]
    for mailbox in circle.post.values():
        assert starts(mailbox.opens()) == circle.dates


def prepare(circle: Circle) -> None:
    page = circle["Inès"].page
    page.goto(f"{circle.homes['Inès']}/prepare")
    page.fill("#text", SUBJECT)
    page.locator("button[value=table]").click()
    expect(page.locator("blockquote")).to_have_text(SUBJECT)


def be_reminded(circle: Circle) -> None:
    """The day before; her link leads to her home, where the session is."""
    circle.comes_to(circle.dates[0] - timedelta(hours=23))
    for name, mailbox in circle.post.items():
        if name != "Inès":
            assert str(mailbox.opens()["Subject"]).startswith("Rappel")
    page = circle["Inès"].page
    page.goto(circle.post["Inès"].link())
    assert page.url == circle.homes["Inès"]
    expect(page.locator("a.button.main")).to_be_visible()


def live(circle: Circle) -> None:
    """The first session, by voice and in a hurry: the subject that she prepared is on the table, and becomes hers to tell."""
    circle.comes_to(circle.dates[0] + timedelta(minutes=2))
    table = circle.sits_down()
    claire, ines = circle["Claire"], circle["Inès"]
    claire.do("start_session")
    table.are_in("reception")
    table.hurries()
    table.are_in("choice", "subjects")
    claire.do("propose_subject:s1*")
    ines.do("accept_to_be_client")
    claire.do("everyone_agrees_to_subject")
    table.goes_on("presentation")
    while table.step != "plan":
        table.hurries()
    plan_and_close(table, circle)


def plan_and_close(table: Table, circle: Circle) -> None:
    claire, ines = circle["Claire"], circle["Inès"]
    for text, when in ACTIONS:
        ines.write("add_action.text", text)
        ines.write("add_action.when", when)
        ines.do("add_action")
        claire.sees(text)
    ines.do("confirm_plan*")
    claire.do("confirm_plan*")
    table.goes_on("conclusion")
    claire.do("mark_all_spoken")
    claire.do("close_session")
    for person in table:
        expect(person.part("notice")).to_have_class("notice closed")


def look_back(circle: Circle) -> None:
    """An hour later a letter leads to what is hers; and the group knows whose turn it was (S8)."""
    circle.comes_to(circle.dates[0] + timedelta(hours=3))
    for name, mailbox in circle.post.items():
        link = mailbox.link()
        if name == "Inès":
            circle[name].page.goto(link)
    assert circle["Inès"].page.url == f"{circle.homes['Inès']}/journal"
    circle["Inès"].sees(ACTIONS[2][0])
    circle["Claire"].page.goto(f"{circle.homes['Claire']}/dates")
    expect(circle["Claire"].page.locator(".turns-taken .said")).to_have_text(["Inès", "Malik, Solène et Thomas"])


def tell_what_was_done(circle: Circle) -> None:
    """The second session opens on her plan by itself, and nothing of the first subject is left on the table."""
    circle.comes_to(circle.dates[1] + timedelta(minutes=2))
    table = circle.sits_down()
    circle["Claire"].do("start_session")
    table.are_in("reception")
    table.hurries()
    table.are_in("follow_up")
    for number, state in enumerate(("done", "partly", "not_yet"), 1):
        circle["Inès"].do(f"report_action:p{number}?action=p{number}&state={state}")
    expect(circle["Malik"].part("follow").locator(".tiny")).to_have_text(["Fait", "En partie", "Pas encore"])
    table.goes_on("choice", "subjects")
    assert not circle["Claire"].button("propose_subject:s1*").count()
