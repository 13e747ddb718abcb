"""The door: a session is reached through the person who asks, and what is not hers looks as if it did not exist (C3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from pytest_django import DjangoAssertNumQueries

from codev.groups import access
from codev.groups.founding import correct, part
from codev.groups.models import Member, PlannedSession
from codev.groups.planning import plan_session, second_consultation
from codev.groups.tables import language_of

from .conftest import START, Cast


@pytest.mark.parametrize("name", ["Odile", "Inès", "Malik", "Rose", "Sami"])
def test_the_group_and_its_facilitator_have_a_place(cast: Cast, name: str) -> None:
    place = cast.place(name)
    assert place is not None
    assert (place.name, place.address) == (name, f"/s/{cast.here}/1/{cast[name]}")


@pytest.mark.parametrize(
    ("name", "session", "run"),
    [("Hugo", "", 1), ("Inès", "a" * 16, 1), ("Inès", "", 2), ("Inès", "", 0), ("Inès", "", -1), ("Inès", "' OR 1=1", 1)],
)
def test_another_groups_member_an_unknown_session_and_an_unknown_run_are_all_nothing(cast: Cast, name: str, session: str, run: int) -> None:
    assert cast.place(name, session=session, run=run) is None


def test_nobody_takes_the_place_of_a_member_whom_the_browser_does_not_hold(cast: Cast) -> None:
    assert access.place_for([cast["Malik"]], cast.here, 1, cast["Inès"]) is None
    assert access.place_for([], cast.here, 1, cast["Inès"]) is None


def test_a_member_who_has_left_has_no_place_and_keeps_her_name_in_the_record(cast: Cast) -> None:
    rung = part(cast["Inès"])
    place = cast.place("Malik")
    assert place is not None
    assert (cast.place("Inès"), place.names[cast["Inès"]], rung) == (None, "Inès", (cast.here,))


def test_a_member_who_came_after_the_session_was_planned_has_no_seat_in_it(cast: Cast) -> None:
    cast.people["Zoé"] = Member.objects.create(group=cast.group, name="Zoé")
    assert cast.place("Zoé") is None


def test_a_place_holds_what_the_room_needs(cast: Cast) -> None:
    place = cast.place("Sami")
    assert place is not None
    assert (place.room, place.facilitator, place.video) == (f"{cast.here}.1", cast["Odile"], "https://video.example/passeurs")
    assert (place.table.group_name, place.table.start, place.table.zone) == ("Les passeurs du mardi", START, "Europe/Paris")
    assert (place.charter_accepted, place.table.without_device) == (False, {cast["Sami"]})
    assert set(place.names.values()) == {"Odile", "Inès", "Malik", "Rose", "Sami"}


def test_each_reads_her_language_in_the_register_of_the_group(cast: Cast) -> None:
    languages = {name: place.language for name in ("Inès", "Sami") if (place := cast.place(name))}
    assert languages == {"Inès": "fr-tu", "Sami": "en"}


@pytest.mark.parametrize(("region", "register", "tags"), [("FR", "vous", ("fr", "en")), ("CA", "tu", ("fr-CA-tu", "en-CA"))])
def test_region_and_register_belong_to_the_group(cast: Cast, region: str, register: str, tags: tuple[str, str]) -> None:
    cast.group.region, cast.group.register = region, register
    assert (language_of("fr", cast.group), language_of("en", cast.group)) == tags


def test_each_consultation_of_a_meeting_has_a_room_of_its_own(cast: Cast) -> None:
    """S31: two streams of one planned session."""
    assert cast.session
    assert second_consultation(cast.session) == 2
    rooms = {place.room for run in (1, 2) if (place := cast.place("Inès", run=run))}
    assert rooms == {f"{cast.here}.1", f"{cast.here}.2"}


def test_a_browser_sees_all_that_its_members_may_enter_and_nothing_else(cast: Cast) -> None:
    held = [cast["Inès"], cast["Hugo"]]
    assert [place.member for place in access.places(held)] == [cast["Inès"]]
    assert access.places([]) == ()


@pytest.mark.parametrize("state", [PlannedSession.CANCELLED, PlannedSession.ERASED])
def test_a_cancelled_or_erased_session_is_nothing_any_more(cast: Cast, state: str) -> None:
    PlannedSession.objects.update(state=state)
    assert (access.places([cast["Inès"]]), cast.place("Inès")) == ((), None)


@pytest.mark.parametrize("sessions", [1, 12])
def test_the_list_of_places_takes_three_questions_however_long_it_is(
    cast: Cast, sessions: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for week in range(1, sessions):
        plan_session(cast.group, start=START + timedelta(weeks=week), zone="Europe/Paris", format_name="ninety")
    with django_assert_num_queries(3):
        starts = [place.table.start for place in access.places([cast["Inès"]])]
    assert starts == [START + timedelta(weeks=week) for week in range(sessions)]


@pytest.mark.parametrize(("weeks", "hours", "found"), [(0, -1, 0), (0, 3, 0), (0, 13, 1), (1, 3, 1), (9, 0, 1)])
def test_a_link_leads_to_the_session_that_is_on_or_next_or_was_last(cast: Cast, weeks: int, hours: int, found: int) -> None:
    plan_session(cast.group, start=START + timedelta(weeks=1), zone="Europe/Paris", format_name="ninety")
    place = access.next_place([cast["Inès"]], cast["Inès"], START + timedelta(weeks=weeks, hours=hours))
    assert place is not None
    assert place.table.start == START + timedelta(weeks=found)


def test_the_door_opens_with_two_questions_to_the_database(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        cast.place("Inès")
    with django_assert_num_queries(0):
        access.place_for([], cast.here, 1, cast["Inès"])


@pytest.mark.django_db(transaction=True)
async def test_the_live_door_remembers_and_forgets_when_a_row_changes(cast: Cast) -> None:
    async def name() -> str:
        place = await access.session_for([cast["Inès"]], cast.here, 1, cast["Inès"])
        return place.name if place else ""

    names = [await name()]
    await sync_to_async(correct)(cast["Inès"], name="Agnès")
    names.append(await name())
    await sync_to_async(part)(cast["Inès"])
    assert [*names, await name()] == ["Inès", "Agnès", ""]


@pytest.mark.django_db(transaction=True)
async def test_the_room_knows_the_names_at_its_table(cast: Cast) -> None:
    assert (await access.names_in(f"{cast.here}.1"))[cast["Rose"]] == "Rose"
    assert await access.names_in("nowhere.1") == {}


@pytest.mark.django_db(transaction=True)
async def test_the_room_asks_at_every_act_whether_she_still_belongs_here(cast: Cast) -> None:
    room, ines = f"{cast.here}.1", cast["Inès"]
    asked = ((room, ines), (room, cast["Hugo"]), (f"{cast.here}.2", ines), ("", ines))
    before = [who in await access.who_may_enter(where) for where, who in asked]
    await sync_to_async(part)(ines)
    assert (before, ines in await access.who_may_enter(room)) == ([True, False, False, False], False)


def test_her_link_leads_to_the_second_consultation_once_the_first_is_over_S31(cast: Cast) -> None:
    assert cast.session
    second_consultation(cast.session)
    PlannedSession.objects.filter(pk=cast.here).update(over="1")
    place = access.next_place([cast["Inès"]], cast["Inès"], START)
    assert place
    assert (place.session, place.run) == (cast.here, 2)


def test_her_link_leads_past_the_session_that_has_closed_to_the_one_that_comes(cast: Cast) -> None:
    later = plan_session(cast.group, start=START + timedelta(weeks=1), zone="Europe/Paris", format_name="ninety")
    assert isinstance(later, PlannedSession)
    PlannedSession.objects.filter(pk=cast.here).update(over="1", state=PlannedSession.CLOSED)
    place = access.next_place([cast["Inès"]], cast["Inès"], START)
    assert place
    assert place.session == later.pk
