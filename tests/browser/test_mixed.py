"""Around a table and from afar at once: a wall in the room, phones that come in by a code, and two people elsewhere (B11, C1, C3)."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from .house import House
from .people import LAPTOP, PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PEOPLE = ["Odile", "Inès", "Malik", "Zoé", "Léo", "Ming/en", "Awa"]
TABLES = {
    name: {"format": "ninety", "people": PEOPLE, "paper": ["Inès", "Malik", "Zoé", "Awa"]} for name in ("mixed", "joining", "opening")
}
SECRET = "ma peur de Paul"

Come = Callable[..., Person]


def links(house: House, table: str) -> dict[str, str]:
    return {row["name"].partition("/")[0]: row["link"] for row in house.tables[table]}


def ids(house: House, table: str) -> dict[str, str]:
    return {row["name"].partition("/")[0]: row["member"] for row in house.tables[table]}


def hang(house: House, come: Come, **more: object) -> Person:
    """A screen in the room: nobody signs in on it."""
    wall = come(f"{house.url}/wall", "the wall", device={"viewport": {"width": 1280, "height": 720}}, **more)
    wall.page.goto(wall.link)
    return wall


def light(odile: Person, wall: Person) -> None:
    odile.write("pair_wall.code", wall.page.locator("#code").inner_text())
    odile.do("pair_wall")
    expect(wall.page.locator("body.wall.room")).to_be_visible()


def light_in_part(odile: Person, wall: Person) -> None:
    """A file of its page is lost: it opens anew by itself."""
    wall.watch.forgiving = True
    wall.context.route("**/static/parts.js", lambda route: route.abort())
    light(odile, wall)
    wall.context.unroute("**/static/parts.js")
    expect(wall.page.locator("html[data-awake]")).to_have_count(1)


def turn_is(wall: Person, member: str) -> None:
    expect(wall.page.locator(".seat.has-turn")).to_have_attribute("data-member", member)


def test_two_from_afar_three_devices_and_a_wall(house: House, come: Come) -> None:
    """The wall shows them, the floor includes them, the session changes as it goes; the wall outlives the server and holds no secret."""
    link, member = links(house, "mixed"), ids(house, "mixed")
    odile = come(link["Odile"], "Odile", device=PHONE).enter()
    leo, ming = (come(link[name], name, device=LAPTOP).enter() for name in ("Léo", "Ming"))
    wall = hang(house, come)
    light_in_part(odile, wall)
    leo.do(f"mark_remote?member={leo.id}&remote=yes")
    odile.do(f"mark_remote?member={ming.id}&remote=yes")
    expect(wall.part("remote")).to_have_text("À distance\u00a0: Léo et Ming")
    odile.do("start_session")
    expect(wall.part("step")).to_contain_text("Accueil")
    odile.do(f"give_turn?to={ming.id}")
    turn_is(wall, ming.id)
    ming.speaks()
    odile.do(f"take_turn?for={member['Awa']}")
    turn_is(wall, member["Awa"])
    leo.do(f"mark_remote?member={leo.id}&remote=no")
    expect(wall.part("remote")).to_have_text("À distance\u00a0: Ming")
    leo.write("write_note.text", SECRET)
    leo.do("write_note")
    restart(house, odile, leo, ming, wall)
    odile.do("finish_turn")
    expect(wall.page.locator(".seat.has-turn")).to_have_count(0)
    assert wall.scrolls_sideways() == 0
    assert (leo.has_heard(SECRET), wall.has_heard(SECRET)) == (True, False)
    odile.do("unpair_wall")
    expect(wall.page.locator("#code")).to_have_text(re.compile(r"^\d{3} \d{3}$"))


def test_before_the_start_the_facilitator_reads_whose_page_is_not_open(house: House, come: Come) -> None:
    """Of those who come with a device; and nobody else reads it."""
    link = links(house, "opening")
    odile, leo = (come(link[name], name, device=PHONE).enter() for name in ("Odile", "Léo"))
    expect(odile.part("unopened")).to_have_text("Page pas ouverte en ce moment\u00a0: Ming.")
    assert not leo.has_heard("Page pas ouverte en ce moment")
    come(link["Ming"], "Ming", device=LAPTOP).enter()
    expect(odile.part("unopened")).to_have_count(0)


def restart(house: House, *people: Person) -> None:
    for person in people:
        person.watch.forgiving = True
    house.stop(signal.SIGKILL)
    house.start()
    for person in people:
        expect(person.page.locator("body.room:not(.offline)")).to_be_visible()
        expect(person.page.locator("#connection")).to_be_hidden()


def test_someone_comes_in_by_the_code_and_the_facilitators_yes(house: House, come: Come) -> None:
    """C3: no name before she is admitted. C1: her notes stay shut. B7: the charter first."""
    link, member = links(house, "joining"), ids(house, "joining")
    odile = come(link["Odile"], "Odile", device=PHONE).enter()
    wall = hang(house, come)
    light(odile, wall)
    odile.do("open_porch")
    odile.do("open_porch?on_wall=yes")
    code = wall.part("join").locator("b").inner_text()
    lea = come(f"{house.url}/join/{code}", "Léa", device=PHONE)
    lea.page.goto(lea.link)
    lea.page.locator("#name").fill("Léa")
    lea.page.locator("button.main").click()
    odile.sees("Léa demande à entrer. Qui est-ce\u202f?")
    assert not any(lea.has_heard(name.partition("/")[0]) for name in PEOPLE)
    knock = odile.page.locator(".knock")
    expect(knock.get_by_role("button")).to_have_count(len(PEOPLE))  # six others, and “not now”
    knock.get_by_role("button", name="Zoé").click()
    lea.page.locator("main form button.main").click()
    lea.step_in()
    assert lea.id == member["Zoé"]
    lea.sees("Vos notes restent fermées sur cet appareil.")
    assert lea.scrolls_sideways() == 0
    odile.do("close_porch")
    expect(wall.part("join")).to_have_count(0)


def test_without_a_script_the_wall_shows_itself_again(house: House, come: Come) -> None:
    wall = hang(house, come, java_script_enabled=False)
    expect(wall.page.locator("noscript meta[http-equiv=refresh]")).to_have_count(1)
    expect(wall.page.locator("#code")).to_be_visible()
